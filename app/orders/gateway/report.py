"""A carrier's report as CSV: one row for each thing that happened to a parcel."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.orders.gateway import CarrierWord, NotReadable, reading

COLUMNS = ("parcel", "event", "at", "receiver", "proof", "reason", "report")
NEEDED = ("parcel", "event", "at")
IN_TURKISH = {
    "paket": "parcel",
    "takip no": "parcel",
    "olay": "event",
    "zaman": "at",
    "tarih": "at",
    "teslim alan": "receiver",
    "kanıt": "proof",
    "neden": "reason",
    "tutanak": "report",
}
MOST_BYTES = 1024 * 1024
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the report: its number, its parcel, what it says or why it cannot be read."""

    number: int
    parcel: str
    text: str
    word: CarrierWord | None
    problem: str = ""


def rows_of(body: bytes) -> list[Row]:
    """The rows of a report. Raises NotReadable when the whole file is none."""
    if len(body) > MOST_BYTES:
        raise NotReadable(_("The file is larger than 1 MB. Send it in parts."))
    text = _decoded(body)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise NotReadable(_("The file is empty."))
    separator = max(";,\t", key=lines[0].count)
    names = [_column(name) for name in next(csv.reader([lines[0]], delimiter=separator))]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise NotReadable(_("Columns are missing: %(names)s.", names=", ".join(missing)))
    if len(lines) - 1 > MOST_ROWS:
        raise NotReadable(_("More than 500 rows. Send the report in parts."))
    return list(_rows(text, names, separator))


def _rows(text: str, names: list[str], separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            fields = dict(zip(names, cells, strict=False))
            parcel = str(fields.get("parcel", "")).strip()
            try:
                yield Row(number, parcel, separator.join(cells), reading.word(fields))
            except NotReadable as error:
                yield Row(number, parcel, separator.join(cells), None, str(error))
    except csv.Error as error:
        raise NotReadable(_("The file cannot be read as a table.")) from error


def _decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""):
        if not encoding:
            continue
        try:
            return _whole(body.decode(encoding))
        except UnicodeDecodeError:
            continue
    try:
        return _whole(body.decode("cp1254"))  # what a Turkish spreadsheet saves
    except UnicodeDecodeError as error:
        raise NotReadable(_("The letters of the file cannot be read. Save it as UTF-8.")) from error


def _whole(text: str) -> str:
    if "\x00" in text:
        raise NotReadable(_("The file cannot be read as a table."))
    return text


def _column(name: str) -> str:
    plain = name.strip().replace("İ", "i").casefold()
    return IN_TURKISH.get(plain, plain)
