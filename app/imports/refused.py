"""The rows that were not taken, as a file to correct and load again."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.imports import choices, problems, queries, shelves, writers
from app.imports.comparing import Outcome
from app.imports.models import Import, ImportRow, ImportState
from app.web import turkish

REASON = frozenset({"neden", "reason"})


def file_of(file: Import) -> bytes:
    """The file's own columns with the reason beside; rows of the same product come along."""
    table = queries.table_of(file)
    reasons = _reasons(file)
    numbers = {
        line.row
        for some in queries.parts_of(file, table.rows, shelves.shelves())
        for product in some
        if any(line.row in reasons for line in product.lines)
        for line in product.lines
    }
    kept = [p for p, head in enumerate(table.headers) if turkish.fold(head) not in REASON]
    rows = [
        [*_cells(row.cells, kept), reasons.get(row.number, "")]
        for row in table.rows
        if row.number in numbers
    ]
    headers = [*_cells(table.headers, kept), _("Reason")]
    delimiter = choices.of(file.choices).delimiter or ";"
    return writers.written(table.kind, headers, rows, delimiter)


def _cells(cells: Sequence[str], kept: Sequence[int]) -> list[str]:
    return [cells[place] if place < len(cells) else "" for place in kept]


def _reasons(file: Import) -> dict[int, str]:
    """By row, in the page's language: foreseen while it is open, else as it went."""
    if file.state is ImportState.OPEN:
        return {
            row.row: " ".join(problems.sentence(problem) for problem in row.problems)
            for plan in queries.plans_of(file)
            for row in plan.rows
            if row.outcome is Outcome.REFUSED
        }
    rows = db.session.scalars(
        select(ImportRow).where(
            ImportRow.import_id == file.id, ImportRow.outcome == Outcome.REFUSED
        )
    )
    return {
        row.row: " ".join(problems.sentence(problems.Problem(*problem)) for problem in row.problems)
        for row in rows
    }
