"""XLSX: the first sheet that holds anything, with values instead of formulas.

A workbook is a ZIP that may lie about its size, and one cell far out makes the reader reserve the
whole field between: so it is packed anew within limits, and its cells are counted, before it is
given to the reader.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from flask_babel import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from app.imports.readers.table import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    Figure,
    Row,
    Table,
    Unreadable,
    whole,
)

MOST_UNPACKED = 80 * 1024 * 1024
MOST_CELLS = 1_500_000
WANTED = re.compile(r"\[Content_Types\]\.xml|_rels/.*|xl/.*\.(xml|rels)", re.IGNORECASE)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PLACE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]*)\$?(\d*)""")
OLD = b"\xd0\xcf\x11\xe0"  # a compound file: XLS, or a workbook behind a password
Value = str | float | int | bool | date | datetime | time | timedelta


def is_one(body: bytes) -> bool:
    """Whether this is a packed or an old workbook rather than a text."""
    return body.startswith((b"PK", OLD))


def read(body: bytes) -> Table:
    """The table of the first sheet that is not empty. Raises Unreadable."""
    if body.startswith(OLD):
        raise Unreadable(_("This is an old or locked workbook. Save it as XLSX without password."))
    packed = _packed_anew(body)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed)) as book:
            for place in range(len(book.sheet_names)):
                rows = _rows(book.get_sheet_by_index(place))
                if rows:
                    return whole("xlsx", rows)
    except Unreadable:
        raise
    except PasswordError as error:
        raise Unreadable(_("The workbook is locked. Save it without password.")) from error
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Unreadable(_not_one()) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own end, no Exception
            raise
        raise Unreadable(_not_one()) from error
    raise Unreadable(_("The workbook has no sheet with anything in it."))


def _not_one() -> str:
    return _("This is not a whole XLSX workbook. Save it again, or as CSV UTF-8.")


def _packed_anew(body: bytes) -> bytes:
    """Only the parts that hold cells, measured while unpacking. Raises Unreadable."""
    out, left = io.BytesIO(), MOST_UNPACKED
    try:
        with (
            zipfile.ZipFile(io.BytesIO(body)) as given,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as anew,
        ):
            for entry in given.infolist():
                if not WANTED.fullmatch(entry.filename):
                    continue
                left -= entry.file_size
                if left < 0:
                    raise Unreadable(_("The workbook unpacks to far too much to be a price list."))
                part = given.read(entry)
                if SHEET.fullmatch(entry.filename):
                    _measure(part)
                anew.writestr(entry.filename, part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
        raise Unreadable(_not_one()) from error
    except NotImplementedError as error:
        raise Unreadable(_not_one()) from error
    return out.getvalue()


def _measure(sheet: bytes) -> None:
    """Refuse a sheet with a cell far out, or too many. Raises Unreadable."""
    if sheet.count(b"<c") > MOST_CELLS:
        raise Unreadable(_("The workbook unpacks to far too much to be a price list."))
    for place in PLACE.finditer(sheet):
        column, row = place.groups()
        if len(row) > 7 or int(row or 0) > MOST_ROWS + 100 or _column(column) > MOST_COLUMNS:
            raise Unreadable(
                _(
                    "The sheet reaches beyond %(rows)d rows or %(columns)d columns.",
                    rows=MOST_ROWS,
                    columns=MOST_COLUMNS,
                )
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.start is None or sheet.end is None:
        return []
    down, across = sheet.start
    if sheet.end[0] > MOST_ROWS + 100 or sheet.end[1] > MOST_COLUMNS + 100:
        raise Unreadable(_not_one())
    rows = [
        Row(down + place + 1, [""] * across + [_said(value) for value in values])
        for place, values in enumerate(sheet.iter_rows())
    ]
    _fill_merged(sheet, rows, down)
    return rows if any(any(row.cells) for row in rows) else []


def _fill_merged(sheet: CalamineSheet, rows: list[Row], down: int) -> None:
    """A merged cell says the same of every row and column it covers."""
    left_to_fill = MOST_CELLS
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if not 0 <= top - down < len(rows) or left >= len(rows[top - down].cells):
            continue
        value = rows[top - down].cells[left]
        left_to_fill -= (min(bottom, sheet.total_height) - top + 1) * (min(right, 300) - left + 1)
        if left_to_fill < 0:
            raise Unreadable(_not_one())
        for row in rows[top - down : bottom - down + 1]:
            for column in range(left, min(right + 1, len(row.cells))):
                row.cells[column] = value


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        exact = Decimal(repr(value))
        if not exact.is_finite() or abs(exact) > Decimal("1e15"):
            return Figure(repr(value))
        return Figure(format(exact.normalize(), "f"))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)[:MOST_LETTERS].replace("\r\n", "\n")
