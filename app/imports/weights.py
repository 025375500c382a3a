"""Weights of other shops in the unit that their owner chose there; here they are grams."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.imports import values
from app.imports.readers import Figure

GRAMS = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "lb": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}
NAMED = re.compile(r"\b(kg|g|gr|gram|grams|lbs?|oz)\b", re.IGNORECASE)
SPELT = {"gr": "g", "gram": "g", "grams": "g", "lbs": "lb"}


def unit_in(headers: Sequence[str], columns: Sequence[str]) -> str:
    """The unit that the head of the weight's column names, such as `Weight (lbs)`; else grams."""
    head = next((h for h, field in zip(headers, columns, strict=False) if field == "weight"), "")
    named = NAMED.search(head)
    unit = named[1].lower() if named else "g"
    return SPELT.get(unit, unit)


def grams(cell: str, decimal: str, unit: str) -> str:
    """The weight as whole grams, for a cell in another unit. Raises Unclear."""
    if unit == "g":
        return cell
    exact = values.number(cell, decimal) * GRAMS[unit]
    return Figure(str(exact.quantize(Decimal(1), ROUND_HALF_UP)))
