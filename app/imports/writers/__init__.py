"""Tables as files that a spreadsheet opens, with nothing in them that it would run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from app.imports.guards import guarded
from app.imports.readers import Figure

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
Cells = Sequence[str]


def written(kind: str, headers: Cells, rows: Iterable[Cells], delimiter: str = ";") -> bytes:
    """The bytes of a CSV (UTF-8 with its mark) or XLSX file."""
    if kind == "xlsx":
        return _workbook(headers, rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([guarded(header) for header in headers])
    for row in rows:
        writer.writerow([cell if isinstance(cell, Figure) else guarded(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _workbook(headers: Cells, rows: Iterable[Cells]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    heads = [_text(sheet, header) for header in headers]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, cell: str) -> object:
    if not cell:
        return None
    if isinstance(cell, Figure) and PLAIN.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    return _text(sheet, cell)


def _text(sheet: object, words: str) -> WriteOnlyCell:
    """A cell that is a text, whatever its first letter: it is never run, and opened as one."""
    words = ILLEGAL_CHARACTERS_RE.sub("", words)
    cell = WriteOnlyCell(sheet, words.replace("_x", "_x005F_x"))
    cell.data_type = "s"
    if guarded(words) != words:
        cell.quotePrefix = True
    return cell
