"""A bank's statement as a table: which column is what, what each row says. Kuruş, civil days."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from stdnum import iban

from app.imports import readers
from app.imports.readers import Row, Table, Unreadable
from app.imports.values import Unclear, number
from app.kernel import clock
from app.web import turkish

MOST_MINOR = 10**11
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "value_on": ("valor", "valör", "value date", "value", "tarih", "islem tarihi", "date"),
    "amount": ("tutar", "alacak", "islem tutari", "amount", "credit", "miktar"),
    "gone": ("borc", "debit", "cikan"),
    "payer": ("gonderen", "gonderen adi", "karsi taraf", "payer", "sender", "name", "ad soyad"),
    "iban": ("gonderen iban", "karsi iban", "iban", "hesap"),
    "remark": ("aciklama", "remark", "description", "details", "islem aciklamasi"),
    "currency": ("para birimi", "doviz", "doviz cinsi", "doviz kodu", "currency"),
}
LIRA = frozenset({"try", "tl", "turk lirasi"})
DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


@dataclass(frozen=True, slots=True)
class Line:
    """Money that came in, or went out. `mark` is the same whenever this line is read again."""

    mark: str
    value_on: date
    amount_minor: int
    payer: str
    iban: str
    remark: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What came in, what went out, and the sentences for the rows that could not be read."""

    lines: list[Line]
    problems: list[str]
    gone: list[Line] = field(default_factory=list)


def read(body: bytes) -> Statement:
    """The money that came in and went out, by row. Raises Unreadable."""
    table = readers.read(body)
    places = _places(table)
    lines: list[Line] = []
    gone: list[Line] = []
    problems: list[str] = []
    seen: Counter[str] = Counter()
    for row in table.rows:
        cells = {what: _cell(row, place) for what, place in places.items()}
        if currency := _other_currency(cells):
            problems.append(
                _(
                    "Row %(number)d: this money is in %(currency)s, not in Turkish lira. "
                    "It has not been taken in.",
                    number=row.number,
                    currency=currency,
                )
            )
            continue
        try:
            amount = _moved(cells)
            if amount > 0:
                lines.append(_line(cells, amount, seen))
            elif amount < 0:
                gone.append(replace(_line(cells, amount, seen), amount_minor=-amount))
        except (Unclear, ValueError):
            problems.append(
                _("Row %(number)d: the day or the amount cannot be read.", number=row.number)
            )
    return Statement(lines, problems, gone)


def by_hand(value_on: date, amount_minor: int, payer: str, account: str, remark: str) -> Line:
    """A line that a person read off the bank's page: told twice it is one."""
    cells = {"payer": payer, "iban": account, "remark": remark}
    return Line(_mark(value_on, amount_minor, cells, 1), value_on, amount_minor, **cells)


def _places(table: Table) -> dict[str, int]:
    heads = [" ".join(turkish.fold(head).split()) for head in table.headers]
    found = {}
    for what, names in COLUMNS.items():
        places = [heads.index(name) for name in names if name in heads]
        if places:
            found[what] = places[0]
    if not {"value_on", "amount", "remark"} <= set(found):
        raise Unreadable(
            _(
                "The columns cannot be told apart. Name them Tarih, Tutar, Açıklama and, where "
                "there are any, Gönderen and IBAN."
            )
        )
    return found


def _cell(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _other_currency(cells: Mapping[str, str]) -> str:
    """What the row names as its currency where that is not Turkish lira."""
    named = " ".join(cells.get("currency", "").split())[:20]
    return "" if named in {"", "₺"} or turkish.fold(named) in LIRA else named


def _line(cells: Mapping[str, str], amount: int, seen: Counter[str]) -> Line:
    value_on = _day(cells["value_on"])
    words = {
        "payer": " ".join(cells.get("payer", "").split())[:120],
        "iban": _account(cells.get("iban", "")),
        "remark": " ".join(cells["remark"].split())[:300],
    }
    alike = _mark(value_on, amount, words, 0)
    seen[alike] += 1
    return Line(_mark(value_on, amount, words, seen[alike]), value_on, amount, **words)


def _mark(value_on: date, amount: int, words: Mapping[str, str], time: int) -> str:
    parts = (value_on.isoformat(), str(amount), words["payer"], words["iban"], words["remark"])
    return hashlib.sha256("\n".join((*parts, str(time))).encode()).hexdigest()


def _moved(cells: Mapping[str, str]) -> int:
    """What a row moved: below nothing where it went out, by its sign or in a column of its own."""
    gone = cells.get("gone", "").strip()
    if gone and (amount := _amount(gone)):
        return -abs(amount)
    return _amount(cells["amount"])


def _amount(cell: str) -> int:
    bare = re.sub(r"₺|TL|TRY|\+", "", str(cell)).strip()
    point = "." if isinstance(cell, readers.Figure) or "," not in bare else ","
    if "," in bare and "." in bare:
        point = max(",.", key=bare.rfind)
    minor = number(bare, point) * Decimal(100)
    if minor != minor.to_integral_value() or abs(minor) > MOST_MINOR:
        raise Unclear("unclear")
    return int(minor)


def _day(cell: str) -> date:
    """A day of the past or today. Raises ValueError."""
    found = DAY.search(cell)
    day = (
        date(int(found[3]), int(found[2]), int(found[1]))
        if found
        else date.fromisoformat(cell.strip()[:10])
    )
    if day > clock.today():
        raise ValueError("a day to come")
    return day


def _account(cell: str) -> str:
    bare = re.sub(r"\s", "", cell).upper()
    return bare if iban.is_valid(bare) else ""
