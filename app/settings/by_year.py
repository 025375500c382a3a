"""Amounts that the ministry sets anew each year, written as `2025: 149000, 2026: 186000`."""

import re

PAIR = re.compile(r"(20\d\d): *([1-9]\d{0,8})")


def is_table(value: object) -> bool:
    """Whether this is such a list."""
    return isinstance(value, str) and bool(value) and all(map(PAIR.fullmatch, _parts(value)))


def amount(table: str, year: int) -> int:
    """The amount of a year; of the newest before it where that year is not there yet."""
    amounts = {int(found[1]): int(found[2]) for found in PAIR.finditer(table)}
    known = [given for given in amounts if given <= year]
    return amounts[max(known) if known else min(amounts)]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",")]
