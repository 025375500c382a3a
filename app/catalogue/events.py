from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListingDecided:
    """A reviewer has approved, rejected or asked back a version of a listing."""

    product_id: int
    number: int
    state: str


@dataclass(frozen=True, slots=True)
class ListingBlocked:
    """A listing was taken off sale by the cooperative; `safety`: its buyers are told today."""

    product_id: int
    version: int
    reason: str
    safety: bool
