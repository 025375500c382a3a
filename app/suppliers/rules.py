"""Where a supplier delivers, and where its carrier for returns has a branch."""

from collections.abc import Collection

from app.suppliers.models import DeliveryMethod


def serves(method: DeliveryMethod, plate: int, district: str | None = None) -> bool:
    """Whether this method reaches a province (plate number 1 to 81) and, once known, a district.

    A district not yet known may still be one that is served.
    """
    only = method.coverage == "only"
    if plate in method.provinces:
        return only
    if district is None:
        return not only or any(place.startswith(f"{plate}:") for place in method.districts)
    return (f"{plate}:{district}" in method.districts) is only


def has_branch(coverage: str, places: Collection[str], province: str, district: str) -> bool:
    """Whether the named return carrier has a branch where the buyer is (DC-12.3.c).

    `places` are provinces ("Çanakkale") or districts ("Çanakkale: Bozcaada"); `coverage` says
    whether they are the only ones served or the only ones not served. An unknown one is none.
    """
    listed = province in places or f"{province}: {district}" in places
    return listed if coverage == "only" else not listed
