"""CSV: which letters the bytes are, what parts the columns, and the rows."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from flask_babel import gettext as _

from app.imports.readers.table import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table, Unreadable
from app.imports.readers.table import whole as table_of

ENCODINGS = ("utf-8", "windows-1254", "utf-16", "windows-1252")
DELIMITERS = (",", ";", "\t", "|")
MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read(body: bytes, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """A table of a text file. Raises Unreadable."""
    encoding = encoding or guessed_encoding(body)
    delimiter = delimiter or guessed_delimiter(_lines(body, encoding))
    return table_of("csv", list(_rows(_lines(body, encoding), delimiter)), encoding, delimiter)


def guessed_encoding(body: bytes) -> str:
    """By its mark, else UTF-8 where that fits, else the Turkish code page of Windows."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return encoding
    if body[:400].count(b"\0") > len(body[:400]) // 4:
        return "utf-16"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1254"
    return "utf-8"


def _lines(body: bytes, encoding: str) -> Iterator[str]:
    """The file line by line, as it was ended: its whole text never stands in memory."""
    name = {"utf-8": "utf-8-sig", "utf-16": _sixteen(body)}.get(encoding, encoding)
    try:
        for line in io.TextIOWrapper(io.BytesIO(body), name, newline=""):
            if "\0" in line:
                raise Unreadable(_("This is not a table. Send a CSV or XLSX file."))
            yield line
    except UnicodeError as error:
        raise Unreadable(
            _("The letters of this file cannot be read. Save it as CSV UTF-8 or as XLSX.")
        ) from error


def _sixteen(body: bytes) -> str:
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    return "utf-16-be" if body[:1] == b"\0" else "utf-16-le"


def guessed_delimiter(lines: Iterable[str]) -> str:
    """What stands most often outside quotes in the first line that says anything."""
    first = next((line for line in islice(lines, 50) if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=lambda sign: (outside.count(sign), -DELIMITERS.index(sign)))


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MOST_LETTERS)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            if number > MOST_ROWS + 100:
                return
            yield Row(number, cells[: MOST_COLUMNS + 1])
    except csv.Error as error:
        raise Unreadable(
            _(
                "Row %(number)d cannot be read: a quotation mark is open or a cell is too long.",
                number=number + 1,
            )
        ) from error
