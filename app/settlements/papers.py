"""A month's statement as a document to keep (rule 12), and as a table."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.contracts.documents import Document, Facts, Heading, Paragraph, Table
from app.imports import writers
from app.imports.readers import Figure
from app.kernel import clock
from app.ledger import words
from app.settings import queries as settings
from app.settlements.queries import movements
from app.settlements.queries.movements import Movement
from app.settlements.queries.statements import Entry, Line, Statement
from app.suppliers.models import Supplier
from app.web.filters import money
from app.web.language import speaking


def document_of(statement: Statement, supplier: Supplier, language: str) -> Document:
    """What the statement says, in one language."""
    with speaking(language):
        name = statement.month.name
        return Document(
            language,
            _("Statement for %(month)s", month=name)
            if statement.is_over
            else _("Statement for %(month)s, so far", month=name),
            (
                Facts(
                    (
                        (_("Supplier"), supplier.title),
                        (_("Statement by"), settings.text("operator.legal_name")),
                        (_("Balance brought forward"), money(statement.opening_minor)),
                        *((words.kind(line.kind), money(line.minor)) for line in statement.lines),
                        (_("Balance carried forward"), money(statement.closing_minor)),
                    )
                ),
                Paragraph(
                    _(
                        "The balance is what the shop owes the supplier; below nothing the "
                        "supplier owes it, and it is set off."
                    )
                ),
                Heading(_("Line by line")),
                _table(statement.lines),
                *_borne(statement),
            ),
        )


def _borne(statement: Statement) -> tuple[Heading | Table, ...]:
    if not statement.others:
        return ()
    return Heading(_("Borne by the cooperative")), _table(statement.others)


def _table(lines: tuple[Line, ...]) -> Table:
    rows = tuple(
        (words.kind(line.kind), _of(entry), money(entry.minor))
        for line in lines
        for entry in line.entries
    )
    return Table((_("What"), _("Order"), _("Amount")), rows, numeric=(2,))


def _of(entry: Entry) -> str:
    return " · ".join(filter(None, (entry.payout, entry.suborder)))


def as_csv(statement: Statement) -> bytes:
    """Every movement of the month between the two balances; sums in lira with a comma."""
    heads = (_("Day"), _("What"), _("Order"), _("Payout"), _("Amount in TL"))
    return writers.written("csv", heads, _rows(statement))


def _rows(statement: Statement) -> Iterator[tuple[str, ...]]:
    month = statement.month
    opening = _lira(statement.opening_minor)
    yield month.first.isoformat(), _("Balance brought forward"), "", "", opening
    for movement in movements.between(statement.supplier_id, month.start, month.end):
        yield _row(movement)
    closing = _lira(statement.closing_minor)
    yield month.last.isoformat(), _("Balance carried forward"), "", "", closing


def _row(movement: Movement) -> tuple[str, ...]:
    return (
        clock.day_of(movement.at).isoformat(),
        words.kind(movement.kind),
        movement.suborder,
        movement.payout,
        _lira(movement.minor),
    )


def _lira(minor: int) -> Figure:
    """`-1234,50`: a figure that a spreadsheet in Türkiye adds up."""
    lira, kurus = divmod(abs(minor), 100)
    return Figure(f"{'-' if minor < 0 else ''}{lira},{kurus:02}")
