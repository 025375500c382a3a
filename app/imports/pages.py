"""What the pages of an import show, gathered."""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.imports import formats, pictures, problems, queries, shelves, words
from app.imports.comparing import Outcome, RowPlan
from app.imports.models import Import, ImportRow
from app.imports.pictures import key_of
from app.imports.readers import Table

FORMATS = frozenset(formats.NAMES)
SAMPLES = 3
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a person reads it."""

    row: int
    sku: str
    name: str
    outcome: str
    tone: str
    said: str
    details: list[str]
    product_id: int | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What would happen: so many of each, one page of the rows, pictures that are lacking."""

    counts: dict[str, int]
    lines: list[Line]
    pages: int
    pictures: int
    absent: list[str]

    @property
    def written(self) -> int:
        """How many rows would be written."""
        return self.counts["new"] + self.counts["changed"]


class _Tally:
    """What is counted while the rows go by; of a large file they are never kept all."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter({str(outcome): 0 for outcome in Outcome})
        self.pictures: dict[str, str] = {}

    def rows(self, file: Import, wish: str) -> Iterator[RowPlan]:
        """The rows that a person wishes to see."""
        for plan in queries.plans_of(file):
            self.counts.update(str(row.outcome) for row in plan.rows)
            if any(row.outcome is not Outcome.REFUSED for row in plan.rows):
                self.pictures |= {key_of(name): name for name in plan.wanted.pictures}
            yield from (row for row in plan.rows if wish in {"all", str(row.outcome)})


def forecast(file: Import, wish: str, page: int) -> Forecast:
    """Every row of the file against the catalogue of this moment."""
    known, tally = shelves.shelves(), _Tally()
    until = page * queries.PER_PAGE
    first = heapq.nsmallest(until, tally.rows(file, wish), key=lambda row: row.row)
    wished = tally.counts.total() if wish == "all" else tally.counts[wish]
    here = {key_of(picture["name"]) for picture in file.pictures if not picture["fault"]}
    lacking = (name for key, name in tally.pictures.items() if key not in here)
    return Forecast(
        dict(tally.counts),
        [_planned(row, known) for row in first[until - queries.PER_PAGE :]],
        max(1, -(-wished // queries.PER_PAGE)),
        len(tally.pictures.keys() & here),
        sorted(name for name in lacking if not pictures.OURS.fullmatch(name)),
    )


def _planned(row: RowPlan, known: shelves.Shelves) -> Line:
    refused = row.outcome is Outcome.REFUSED
    details = (
        [problems.sentence(problem) for problem in row.problems]
        if refused
        else [words.change_said(change, known) for change in row.changes]
    )
    if row.waits:
        details.append(words.waits_said())
    return _line(row, details)


def results(rows: list[ImportRow]) -> list[Line]:
    """What became of these rows."""
    return [_line(row, _details(row)) for row in rows]


def _details(row: ImportRow) -> list[str]:
    said = [problems.sentence(problems.Problem(*problem)) for problem in row.problems]
    if row.outcome is Outcome.CHANGED and row.changes:
        said.append(words.fields_said(row.changes))
    for name, fault in row.notes:
        said.append(words.waits_said() if fault == "review" else f"{name}: {pictures.said(fault)}")
    return said


def _line(row: RowPlan | ImportRow, details: list[str]) -> Line:
    outcome = str(row.outcome)
    return Line(
        row.row,
        row.sku,
        row.name,
        outcome,
        words.TONES[outcome],
        words.outcome_said(outcome),
        details,
        row.product_id if isinstance(row, ImportRow) else None,
    )


def samples(table: Table) -> list[list[str]]:
    """For every column the first values that it holds."""
    found: list[list[str]] = [[] for _header in table.headers]
    for row in table.rows[:200]:
        for column, cell in zip(found, row.cells, strict=False):
            short = " ".join(cell.split())[:40]
            if short and len(column) < SAMPLES and short not in column:
                column.append(short)
    return found


def context() -> dict[str, Any]:
    """What the templates of this room call."""
    return {"state_said": words.state_said, "outcome_said": words.outcome_said}
