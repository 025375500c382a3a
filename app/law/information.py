"""The thirteen items that a buyer is told before the contract (art. 5(1))."""

from collections.abc import Mapping

# In the order of the article: our ASCII key and the letter that the article prints.
LETTERS: Mapping[str, str] = {
    "a": "a",
    "b": "b",
    "c": "c",
    "c2": "ç",
    "d": "d",
    "e": "e",
    "f": "f",
    "g": "g",
    "g2": "ğ",
    "h": "h",
    "i1": "\N{LATIN SMALL LETTER DOTLESS I}",
    "i2": "i",
    "j": "j",
}
ITEMS = tuple(LETTERS)
BEFORE_THE_BUTTON = ("a", "d", "g", "h")


def missing_items(
    provided: Mapping[str, bool], *, exempt: bool = False, digital: bool = False
) -> tuple[str, ...]:
    """Art. 5(1): which items a buyer was not told; an order is impossible while one is missing.

    A complaint contact of its own (c2) is optional: it falls back to the address (c). The item
    on art. 15 (g2) counts where a line is `exempt`, those on digital content (i1, i2) where one
    is `digital`.
    """
    optional = {"c2"}
    if not exempt:
        optional.add("g2")
    if not digital:
        optional |= {"i1", "i2"}
    return tuple(item for item in ITEMS if item not in optional and not provided.get(item))


def missing_before_the_button(provided: Mapping[str, bool]) -> tuple[str, ...]:
    """Art. 6(2): which of the four items are not in the block right above the order button."""
    return tuple(item for item in BEFORE_THE_BUTTON if not provided.get(item))
