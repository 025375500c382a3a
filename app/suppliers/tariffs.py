"""What deliveries cost: by province group and weight band, free from an amount (DL-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Band = tuple[int | None, int]
MILLILITRE_G = 1


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one delivery is worth, in kuruş, and what it weighs, in grams."""

    worth_minor: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """Fees in kuruş by weight: (up to so many grams, fee), ascending; the last has no end (None).

    From `free_from_minor` on, a parcel of this worth costs nothing.
    """

    bands: tuple[Band, ...]
    free_from_minor: int | None = None

    def fee_of(self, parcel: Parcel) -> int:
        """The fee of one parcel."""
        if self.free_from_minor is not None and parcel.worth_minor >= self.free_from_minor:
            return 0
        return next(fee for most, fee in self.bands if most is None or parcel.weight_g <= most)

    def fee_over(self, parcels: Sequence[Parcel]) -> int:
        """The fee of several parcels: every one is charged alone."""
        return sum(self.fee_of(parcel) for parcel in parcels)


def flat(fee_minor: int) -> tuple[Band, ...]:
    """One fee for every weight."""
    return ((None, fee_minor),)


def bands_for(
    table: Sequence[Mapping[str, object]], plate: int | None, fee_minor: int
) -> tuple[Band, ...]:
    """The bands that hold for a province (None: not known yet); without a table, the flat fee.

    `table`: groups of `{"provinces": [plates], "bands": [[grams or None, kuruş], …]}`; the group
    without provinces is for all the others.
    """
    found: tuple[Band, ...] | None = None
    for group in table:
        plates = group["provinces"]
        assert isinstance(plates, list)
        if plate in plates:
            return read_bands(group["bands"])
        if not plates:
            found = read_bands(group["bands"])
    return found or flat(fee_minor)


def read_bands(kept: object) -> tuple[Band, ...]:
    """Bands as a row of JSON keeps them."""
    assert isinstance(kept, list)
    return tuple((most, fee) for most, fee in kept)


def shipping_weight(weight_g: int | None, net_amount: int | None, net_unit: str | None) -> int:
    """What a piece weighs for its carrier, in grams: as given, else from its net amount.

    A millilitre counts as a gram. What is sold by the piece and was never weighed counts as
    nothing, and so pays the first band.
    """
    if weight_g is not None:
        return weight_g
    grams = {"g": 1, "kg": 1000, "ml": MILLILITRE_G, "l": 1000 * MILLILITRE_G}
    return (net_amount or 0) * grams.get(net_unit or "", 0)
