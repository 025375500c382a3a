"""What shoppers see: declaring, saying what is wrong, following a case."""

from app.returns.views import claiming, declaring, following
from app.returns.views.blueprint import blueprint

__all__ = ["blueprint", "claiming", "declaring", "following"]
