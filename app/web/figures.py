"""Figures as people type them."""

import re
from decimal import Decimal

WHOLE = re.compile(r"\d{1,12}")
AMOUNT = re.compile(r"\d[\d.,]{0,17}")


def read_whole(typed: str) -> int | None:
    """A whole number of at most twelve digits, or None."""
    bare = "".join(typed.split())
    return int(bare) if bare.isascii() and WHOLE.fullmatch(bare) else None


def read_money(typed: str) -> int | None:
    """An amount in kuruş from `245`, `245,50`, `1.234,50` or `1,234.50`; None if it is none.

    One or two digits behind the last sign are kuruş; three are thousands.
    """
    bare = "".join(typed.upper().removesuffix("TL").replace("₺", "").split())
    if not bare.isascii() or not AMOUNT.fullmatch(bare):
        return None
    *groups, last = re.split(r"[.,]", bare)
    signs = re.findall(r"[.,]", bare)
    if not groups:
        return int(last) * 100
    if len(last) == 3:
        groups, last = [*groups, last], "0"
    elif not 1 <= len(last) <= 2 or (len(groups) > 1 and signs.pop() in signs):
        return None
    if len(groups) > 1 and not _in_threes(groups, signs[: len(groups) - 1]):
        return None
    return int(Decimal(f"{''.join(groups)}.{last}") * 100)


def _in_threes(groups: list[str], signs: list[str]) -> bool:
    """Whether thousands stand in threes behind one sign: 1.234.567, but not 0.123 or 12.34.5."""
    first, *others = groups
    same = len(set(signs)) == 1
    return same and 1 <= len(first) <= 3 and first[0] != "0" and all(len(g) == 3 for g in others)


def money_typed(minor: int) -> str:
    """An amount as a field shows it: `245,50`, or `245` without kuruş."""
    lira, kurus = divmod(minor, 100)
    return f"{lira},{kurus:02d}" if kurus else str(lira)
