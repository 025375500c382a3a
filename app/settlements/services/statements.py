"""A month that is over becomes a final statement, kept as a document, and its supplier is told."""

from sqlalchemy import select

from app.contracts.services import keeping
from app.extensions import db
from app.kernel import clock, transactions
from app.kernel.transactions import locked
from app.ledger.months import Month, this_month
from app.messaging import services as messaging
from app.settlements import messages, papers
from app.settlements.models import MonthlyStatement
from app.settlements.queries import statements
from app.suppliers.models import Supplier


def finish_months() -> int:
    """Make every statement that is missing, each supplier by itself (timer)."""
    with transactions.reading():
        suppliers = db.session.scalars(select(Supplier.id).order_by(Supplier.id)).all()
        db.session.rollback()
    made = 0
    for supplier_id in suppliers:
        made += len(finish(supplier_id))
        transactions.save()
    return made


def finish(supplier_id: int) -> list[MonthlyStatement]:
    """The statements of a supplier's months that are over and have none yet, oldest first."""
    months = _unfinished(supplier_id)
    if not months:
        return []
    supplier = locked(db.session.get_one(Supplier, supplier_id))
    made = [_make(supplier, month) for month in months if not statements.kept(supplier_id, month)]
    return [row for row in made if row is not None]


def _unfinished(supplier_id: int) -> list[Month]:
    last = next(iter(statements.final_statements(supplier_id)), None)
    month = Month(last.month).plus(1) if last else statements.first_month(supplier_id)
    found: list[Month] = []
    while month is not None and month < this_month():
        found.append(month)
        month = month.plus(1)
    return found


def _make(supplier: Supplier, month: Month) -> MonthlyStatement | None:
    """A month in which nothing moved and nothing is carried has none."""
    statement = statements.statement_of(supplier.id, month)
    if not statement.lines and not statement.opening_minor:
        return None
    row = MonthlyStatement(
        supplier_id=supplier.id,
        month=month.first,
        opening_minor=statement.opening_minor,
        closing_minor=statement.closing_minor,
        document_sha256=keeping.keep(
            papers.document_of(statement, supplier, supplier.language), "supplier_statement"
        ),
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    _tell(supplier, row, month)
    return row


def _tell(supplier: Supplier, row: MonthlyStatement, month: Month) -> None:
    messaging.promise(
        "supplier-statement",
        messages.statement_made(supplier, row, month),
        to=supplier.email,
        language=supplier.language,
        about=f"supplier:{supplier.id}",
        key=f"supplier-statement:{supplier.id}:{month}",
        enclosures=[keeping.enclosure(row.document_sha256, f"{supplier.slug}-{month}")],
    )
