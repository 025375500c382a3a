from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.kernel.errors import Refused

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LETTERS = 33_000


class Unreadable(Refused):
    """Nothing can be made of this file; the sentence says why and what to do."""


class Figure(str):
    """A cell that holds a number, not a text: its decimal sign is a point, whatever the file's."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file under the number by which the person finds it."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns and the rows below; `encoding` and `delimiter` as they were read."""

    kind: str
    headers: list[str]
    rows: list[Row] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""


def whole(kind: str, rows: list[Row], encoding: str = "", delimiter: str = "") -> Table:
    """A table whose first row that is not empty names the columns. Raises Unreadable."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise Unreadable(_("The file is empty."))
    headers = [" ".join(cell.split()) for cell in filled[0].cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise Unreadable(_("The file has more than %(most)d columns.", most=MOST_COLUMNS))
    if len(filled) == 1:
        raise Unreadable(_("The file has column names but no rows below them."))
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(
            _("The file has more than %(most)d rows. Divide it into several.", most=MOST_ROWS)
        )
    return Table(kind, headers, filled[1:], encoding, delimiter)
