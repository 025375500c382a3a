"""Documents whose day has come: the due lists of makers and of the cooperative (IN-2, IN-3)."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from app.extensions import db
from app.invoices import queries, rules
from app.invoices.models import InvoiceDocument
from app.invoices.owing import Duty
from app.kernel import clock
from app.orders.models import Order, SubOrder
from app.orders.queries import EXISTS
from app.orders.rules import ENDED
from app.payments.models import Refund
from app.settings import queries as settings


def due_of_supplier(supplier_id: int) -> list[Duty]:
    """What a supplier has to write and has not, from the day on which it is missed."""
    return [
        duty
        for duty in _due(SubOrder.supplier_id == supplier_id)
        if not rules.sold_by_cooperative(duty.suborder.seller)
    ]


def due() -> list[Duty]:
    """The same of everybody, for the cooperative: its own, and those it must ask for."""
    return _due()


def _due(*conditions: ColumnElement[bool]) -> list[Duty]:
    last = clock.today() - timedelta(days=settings.number("invoice_days"))
    suborders = {s.id: s for s in (*_uninvoiced(last, conditions), *_uncorrected(last, conditions))}
    found = [
        duty for owed in queries.duties(list(suborders.values())) for duty in owed if duty.is_due
    ]
    return sorted(found, key=lambda duty: (duty.due_on or date.max, duty.suborder.id))


def _uninvoiced(last: date, conditions: tuple[ColumnElement[bool], ...]) -> list[SubOrder]:
    """Sub-orders of which something left on this day at the latest, without an invoice."""
    invoiced = select(InvoiceDocument.suborder_id).where(InvoiceDocument.cause == "")
    return list(
        db.session.scalars(
            select(SubOrder)
            .join(Order)
            .where(
                Order.state.in_(EXISTS),
                SubOrder.state.not_in(ENDED),
                or_(SubOrder.dispatched_at < _end_of(last), SubOrder.delivered_on <= last),
                SubOrder.id.not_in(invoiced),
                *conditions,
            )
            .options(*queries.LOADED)
            .order_by(SubOrder.dispatched_at, SubOrder.id)
            .limit(queries.MOST)
        )
    )


def _uncorrected(last: date, conditions: tuple[ColumnElement[bool], ...]) -> list[SubOrder]:
    """Sub-orders with an invoice, of which money left and nothing says so."""
    corrected = select(InvoiceDocument.id).where(
        InvoiceDocument.suborder_id == SubOrder.id, InvoiceDocument.cause == Refund.cause
    )
    stood = select(InvoiceDocument.id).where(
        InvoiceDocument.suborder_id == SubOrder.id,
        InvoiceDocument.cause == "",
        or_(
            InvoiceDocument.at < Refund.opened_at,
            InvoiceDocument.issued_on < Refund.opened_at,
        ),
    )
    return list(
        db.session.scalars(
            select(SubOrder)
            .join(Refund, Refund.suborder_reference == SubOrder.reference)
            .where(
                *queries.corrects_a_sale(),
                Refund.released_at < _end_of(last),
                ~corrected.exists(),
                stood.exists(),
                *conditions,
            )
            .options(*queries.LOADED)
            .order_by(Refund.released_at, SubOrder.id)
            .limit(queries.MOST)
        ).unique()
    )


def _end_of(day: date) -> datetime:
    return clock.start_of(day + timedelta(days=1))
