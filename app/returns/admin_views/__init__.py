"""The returns desk of staff: the due list, deciding, registering what came on other ways."""

from app.returns.admin_views import deciding, registering, returning
from app.returns.admin_views.blueprint import blueprint

__all__ = ["blueprint", "deciding", "registering", "returning"]
