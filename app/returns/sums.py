"""Sums as they come with a form."""

import re


def sum_of(text: str) -> int:
    """An amount as people write it (`65`, `65,00`, `1.250,50`, `65.00`), kuruş; 0: unreadable."""
    tidy = re.sub(r"[^\d.,]", "", text)
    match = re.fullmatch(r"(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?", tidy)
    if match is None or len(tidy) > 12:
        return 0
    whole = int(re.sub(r"[.,]", "", match[1]))
    return whole * 100 + int((match[2] or "0").ljust(2, "0"))
