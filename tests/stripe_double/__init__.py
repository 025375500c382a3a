"""Stripe as far as the shop uses it, strict: every request is held against the SDK's own types."""

from tests.stripe_double.books import Books
from tests.stripe_double.server import Double

__all__ = ["Books", "Double"]
