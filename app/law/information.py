"""The thirteen items that a buyer is told before the contract (art. 5(1))."""

from collections.abc import Collection

# The letters of the article; ç, ğ, ı and i have ASCII keys (0.3).
ITEMS = ("a", "b", "c", "c2", "d", "e", "f", "g", "g2", "h", "i1", "i2", "j")
BEFORE_THE_BUTTON = ("a", "d", "g", "h")


def missing(given: Collection[str]) -> tuple[str, ...]:
    """Art. 5(1): which items are not given; an order is impossible while one is missing."""
    return tuple(item for item in ITEMS if item not in given and not _shares(item, given))


def _shares(item: str, given: Collection[str]) -> bool:
    """Name and address of the seller (b, c) stand in one entry."""
    return item == "c" and "b" in given
