"""What the cooperative takes of a sale, by the agreement."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

FIRST_COMMISSION_BP = 1200
MOST_BP = 10_000
PERCENT = re.compile(r"\d{1,3}([.,]\d{1,2})?")


class NoPercentage(ValueError):
    """Not a percentage from 0 to 100 with at most two decimals."""


def rate_for(shelves: Sequence[int], category_bp: Mapping[int, int], general_bp: int) -> int:
    """The rate of goods on these shelves, the innermost first; none has its own: the general."""
    return next((category_bp[shelf] for shelf in shelves if shelf in category_bp), general_bp)


def read_percent(typed: str) -> int:
    """A percentage as people write it, in basis points. Raises NoPercentage."""
    plain = typed.replace("%", "").strip()
    if not PERCENT.fullmatch(plain):
        raise NoPercentage(typed)
    bp = int(Decimal(plain.replace(",", ".")) * 100)
    if bp > MOST_BP:
        raise NoPercentage(typed)
    return bp


def percent(bp: int) -> str:
    """Basis points as a percentage to type again, such as `12` or `7.5`."""
    return f"{bp / 100:g}"
