"""What a quantity may be, and what has changed since the cart was filled."""

import unicodedata
from collections.abc import Sequence

from app.suppliers.tariffs import Parcel

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


def parcels(lines: Sequence[tuple[int, int, int]]) -> list[Parcel]:
    """Each parcel of a supplier, from (kuruş and grams of one delivery, deliveries) of its lines.

    Goods and a box's first delivery travel together; each later delivery travels alone.
    """
    rounds = max((deliveries for _worth, _grams, deliveries in lines), default=0)
    return [
        Parcel(
            sum(worth for worth, _grams, deliveries in lines if deliveries > number),
            sum(grams for _worth, grams, deliveries in lines if deliveries > number),
        )
        for number in range(rounds)
    ]
