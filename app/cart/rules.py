"""What a quantity may be, and what has changed since the cart was filled."""

import unicodedata
from collections.abc import Sequence

MOST = 999


def read_quantity(typed: str) -> int | None:
    """A whole number from 1 to 999, or None."""
    text = typed.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        return None
    number = int(text)
    return number if 1 <= number <= MOST else None


def read_wish(typed: str, most: int) -> str | None:
    """A personal wish as it will be made: one line, at most so many letters; None: too long."""
    text = unicodedata.normalize("NFC", " ".join(typed.split()))
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        return None
    return text if len(text) <= most else None


def parcels(lines: Sequence[tuple[int, int]]) -> list[int]:
    """What each parcel of a supplier is worth, from (amount of one delivery, deliveries).

    Goods and a box's first delivery travel together; each later delivery travels alone.
    """
    rounds = max((deliveries for _amount, deliveries in lines), default=0)
    return [
        sum(amount for amount, deliveries in lines if deliveries > number)
        for number in range(rounds)
    ]
