"""What of a movement falls to which rate of VAT: frozen rates, no kuruş lost (8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.money import allocate, vat_included


@dataclass(frozen=True, slots=True)
class Part:
    """What of a movement stands under one rate: gross and the VAT in it, kuruş; signed."""

    rate_bp: int
    gross_minor: int
    vat_minor: int

    @property
    def net_minor(self) -> int:
        """Gross less VAT."""
        return self.gross_minor - self.vat_minor


def split(amount_minor: int, weights: Mapping[int, int]) -> dict[int, int]:
    """A sum over rates by the goods that stand under each: largest remainder, low rates first."""
    rates = sorted(weights)
    shares = allocate(amount_minor, [weights[rate] for rate in rates])
    return dict(zip(rates, shares, strict=True))


class Standing:
    """What is sold and not given back of one contract, by rate.

    VAT goes with what stands: what was sold at once and comes back in parts leaves none behind.
    """

    def __init__(self) -> None:
        self._gross: dict[int, int] = {}

    def moved(self, shares: Mapping[int, int]) -> list[Part]:
        """Add these sums by rate (given back: negative); what each changes of gross and VAT."""
        parts = []
        for rate, share in shares.items():
            before = self._gross.get(rate, 0)
            self._gross[rate] = after = before + share
            vat = vat_included(after, rate) - vat_included(before, rate)
            parts.append(Part(rate, share, vat))
        return parts
