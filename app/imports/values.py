"""What a cell says, as the shop keeps it: money in kuruş, whole numbers, rates, yes and no.

Each returns the value or raises Unclear with the code of a problem (`words.sentence`).
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from app.catalogue.services import shelving
from app.imports.readers import Figure
from app.web import turkish

MOST_PRICE_MINOR = shelving.MOST_PRICE
MOST_STOCK = shelving.MOST_STOCK
CURRENCY = re.compile(r"₺|\bTL\b|\bTRY\b", re.IGNORECASE)
FOREIGN = re.compile(r"[$€£¥₽]|\b(?:USD|EUR|GBP|EURO)\b", re.IGNORECASE)
FIGURE = re.compile(r"-?[0-9][0-9.,' ]*|-?[.,][0-9]+")
YES = frozenset({"1", "yes", "true", "evet", "var", "e", "y", "x", "doğru"})
NO = frozenset({"0", "no", "false", "hayır", "yok", "h", "n", "yanlış"})
FAILED = re.compile(r"#(REF|VALUE|DIV/0|NAME\?|N/A|NUM|NULL|BAŞV|DEĞER|SAYI/0|AD\?|YOK)[!?]?.*")


class Unclear(ValueError):
    """A cell that cannot be taken; `code` names the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def number(cell: str, decimal: str) -> Decimal:
    """A number as written with this decimal sign, `1.234,50` or `1,234.50`. Raises Unclear."""
    sign = "." if isinstance(cell, Figure) else decimal
    bare = cell.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if FAILED.fullmatch(bare):
        raise Unclear("formula_failed")
    if not bare.isascii() or not FIGURE.fullmatch(bare) or len(bare) > 40:
        raise Unclear("unclear")
    before, dot, after = bare.partition(sign)
    groups = set(before) - set("-0123456789")
    if not re.fullmatch(r"[0-9]*", after) or len(groups) > 1:
        raise Unclear("unclear")
    if groups and not _grouped(before, groups.pop()):
        raise Unclear("unclear")
    plain = re.sub(r"[^-0-9]", "", before)
    try:
        return Decimal(f"{plain or 0}{'.' if dot else ''}{after}")
    except InvalidOperation as error:
        raise Unclear("unclear") from error


def _grouped(before: str, sign: str) -> bool:
    """Whether the thousands stand in threes: 1.234.567, but not 12.34."""
    first, *others = before.lstrip("-").split(sign)
    return 1 <= len(first) <= 3 and all(len(other) == 3 for other in others)


def price(cell: str, decimal: str) -> int:
    """A price of the shop in kuruş, VAT included. Raises Unclear."""
    if FOREIGN.search(cell):
        raise Unclear("foreign_money")
    bare = cell if isinstance(cell, Figure) else CURRENCY.sub("", cell)
    amount = number(bare, decimal)
    minor = amount * 100
    if amount <= 0:
        raise Unclear("price_zero")
    if minor > MOST_PRICE_MINOR:
        raise Unclear("price_most")
    if minor != minor.to_integral_value():
        raise Unclear("price_decimals")
    return int(minor)


def whole(cell: str, decimal: str, least: int, most: int) -> int:
    """A whole number within limits. Raises Unclear."""
    figure = number(cell, decimal)
    if figure != figure.to_integral_value():
        raise Unclear("not_whole")
    if not least <= figure <= most:
        raise Unclear("out_of_limits")
    return int(figure)


def rate_bp(cell: str, decimal: str) -> int:
    """A rate of VAT in basis points, `1`, `%20` or `10 %`. Raises Unclear."""
    bare = cell if isinstance(cell, Figure) else cell.replace("%", "")
    percent = number(bare, decimal)
    if percent * 100 not in {100, 1000, 2000, 0}:
        raise Unclear("no_such_rate")
    return int(percent * 100)


def yes_or_no(cell: str) -> bool:
    """Raises Unclear."""
    word = cell.strip()
    for lower in (turkish.lower(word), word.lower()):
        if lower in YES:
            return True
        if lower in NO:
            return False
    raise Unclear("not_yes_or_no")


def guessed_decimal(cells: Iterable[str], otherwise: str) -> tuple[str, bool]:
    """The decimal sign of these prices, and whether one of them shows it beyond doubt."""
    votes = {",": 0, ".": 0}
    for cell in cells:
        bare = CURRENCY.sub("", cell).strip()
        if isinstance(cell, Figure) or not FIGURE.fullmatch(bare):
            continue
        last = max(bare.rfind(","), bare.rfind("."))
        if last < 0:
            continue
        sign, after = bare[last], len(bare) - last - 1
        other = "." if sign == "," else ","
        if after != 3 or other in bare[:last]:
            votes[sign] += 1
        elif bare.count(sign) > 1:
            votes[other] += 1
    if votes[","] == votes["."]:
        return otherwise, False
    return max(votes, key=lambda sign: votes[sign]), True
