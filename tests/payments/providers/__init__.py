"""Every provider the shop can speak to, with its shopper, and one a Turkish shop might add."""

from tests.payments.providers.kinds import KINDS, Provider

__all__ = ["KINDS", "Provider"]
