"""Where a delivery method goes and what it costs."""

from collections.abc import Collection, Sequence

from app.suppliers.models import DeliveryMethod


def serves(method: DeliveryMethod, plate: int) -> bool:
    """Whether this method reaches a province (plate number 1 to 81)."""
    listed = plate in method.provinces
    return listed if method.coverage == "only" else not listed


def fee_for(tariff_minor: int, free_from_minor: int | None, goods_minor: int) -> int:
    """The delivery fee for goods of this worth, in kuruş; free from the threshold on."""
    if free_from_minor is not None and goods_minor >= free_from_minor:
        return 0
    return tariff_minor


def fee_over(tariff_minor: int, free_from_minor: int | None, worths: Sequence[int]) -> int:
    """The fee of several deliveries, each of this worth in kuruş: every one is charged alone."""
    return sum(fee_for(tariff_minor, free_from_minor, worth) for worth in worths)


def has_branch(coverage: str, places: Collection[str], province: str, district: str) -> bool:
    """Whether the named return carrier has a branch where the buyer is (DC-12.3.c).

    `places` are provinces ("Çanakkale") or districts ("Çanakkale: Bozcaada"); `coverage` says
    whether they are the only ones served or the only ones not served. An unknown one is none.
    """
    listed = province in places or f"{province}: {district}" in places
    return listed if coverage == "only" else not listed
