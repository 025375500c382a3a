"""Amounts of money: whole minor units (kuruş), so that nothing is ever lost to rounding."""

from collections.abc import Sequence
from dataclasses import dataclass


class CurrencyMismatch(ValueError):
    """Two currencies do not add up."""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """So many minor units of a currency."""

    minor: int
    currency: str = "TRY"

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.minor, other.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split a sum by weights without losing a kuruş: largest remainder, ties to the earlier place.

    The parts sum to `total`; weights that are all 0 put everything on the first place.
    """
    if not weights:
        raise ValueError("nothing to allocate to")
    whole = sum(weights)
    if whole == 0:
        return [total, *([0] * (len(weights) - 1))]
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    left = total - sum(parts)
    for place in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
        parts[place] += 1
    return parts


def vat_included(gross_minor: int, rate_bp: int) -> int:
    """The VAT contained in a gross amount, half up, in kuruş. The one place that rounds VAT."""
    numerator = gross_minor * rate_bp
    denominator = 10_000 + rate_bp
    return (2 * numerator + denominator) // (2 * denominator)
