"""What each role in a supplier's team may do, in one table."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    SELLER = "seller"
    SHIPPER = "shipper"


SHIPS = frozenset({"desk", "pack", "receive"})
SELLS = SHIPS | {"orders", "returns", "messages", "listings"}
OWNS = SELLS | {"team", "shop", "money"}
MAY: Mapping[Role, frozenset[str]] = {
    Role.OWNER: OWNS,
    Role.SELLER: SELLS,
    Role.SHIPPER: SHIPS,
}


def may(role: str, duty: str | None) -> bool:
    """Whether this role does this duty; what names no duty is the owner's alone."""
    return role == Role.OWNER if duty is None else duty in MAY[Role(role)]


def may_lose_owner(owners: int) -> bool:
    """Whether one of so many owners may go or become something else: one must stay."""
    return owners > 1
