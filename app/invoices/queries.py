from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased, selectinload

from app.extensions import db
from app.invoices import rules
from app.invoices.models import InvoiceDocument
from app.invoices.owing import Duty, duties_of
from app.kernel.errors import NotFound
from app.orders.models import Order, SubOrder
from app.payments.models import Refund, RefundState

MOST = 200
LOADED = (selectinload(SubOrder.lines), selectinload(SubOrder.order))
PRINCIPAL = Refund.goods_minor + Refund.delivery_minor


def documents_about(suborders: Iterable[SubOrder]) -> dict[int, list[InvoiceDocument]]:
    """Every version of every document by sub-order, in the order in which they came."""
    found: dict[int, list[InvoiceDocument]] = {suborder.id: [] for suborder in suborders}
    rows = db.session.scalars(
        select(InvoiceDocument)
        .where(InvoiceDocument.suborder_id.in_(found))
        .order_by(InvoiceDocument.id)
    )
    for document in rows:
        found[document.suborder_id].append(document)
    return found


def document_of(suborder_ids: Sequence[int], document_id: int) -> InvoiceDocument:
    """A document of one of these sub-orders. Raises NotFound for any other's."""
    document = db.session.get(InvoiceDocument, document_id)
    if document is None or document.suborder_id not in suborder_ids:
        raise NotFound
    return document


def current_of(order: Order) -> dict[int, list[InvoiceDocument]]:
    """The newest version of each document by sub-order: what the shopper has."""
    found = documents_about(order.suborders)
    return {key: list({d.cause: d for d in rows}.values()) for key, rows in found.items()}


def duties(suborders: Sequence[SubOrder]) -> list[list[Duty]]:
    """What is owed for each of these sub-orders, the invoice first."""
    documents = documents_about(suborders)
    refunds = _refunds_of([suborder.reference for suborder in suborders])
    return [
        duties_of(suborder, documents[suborder.id], refunds.get(suborder.reference, []))
        for suborder in suborders
    ]


def duties_about(suborder: SubOrder) -> list[Duty]:
    """What is owed for one sub-order, the invoice first."""
    return duties([suborder])[0]


def duty_of(suborder: SubOrder, cause: str) -> Duty:
    """The invoice (empty cause), or what corrects it after this case. Raises NotFound."""
    for duty in duties_about(suborder):
        if duty.cause == cause and (duty.amount_minor or duty.document):
            return duty
    raise NotFound


def duty_after(suborder: SubOrder, cause: str) -> Duty | None:
    """What a return asks for: a correction, or the invoice of what is left; None for no money."""
    if cause not in {
        r.cause for r in _refunds_of([suborder.reference]).get(suborder.reference, [])
    }:
        return None
    found = duties_about(suborder)
    return next((duty for duty in found if duty.cause == cause), found[0])


def _refunds_of(references: Sequence[str]) -> dict[str, list[Refund]]:
    """Money for goods and delivery that goes back, by sub-order, in order."""
    rows = db.session.scalars(
        select(Refund)
        .where(Refund.suborder_reference.in_(references), *corrects_a_sale())
        .options(selectinload(Refund.lines))
        .order_by(Refund.id)
    )
    found: dict[str, list[Refund]] = {}
    for refund in rows:
        found.setdefault(refund.suborder_reference, []).append(refund)
    return found


def corrects_a_sale() -> tuple[ColumnElement[bool], ...]:
    """No interest, no outlay, no money that never paid for anything."""
    return (
        PRINCIPAL > 0,
        Refund.kind != "late_money",
        Refund.state != RefundState.CANCELLED,
    )


def documents_of(first: date, last: date) -> list[InvoiceDocument]:
    """What sellers issued from one day to another, newest versions only, for the accountant.

    Each names its sub-order, number and day; `corrects` tells a correction from an invoice.
    """
    newer = aliased(InvoiceDocument)
    replaced = select(newer.id).where(
        newer.suborder_id == InvoiceDocument.suborder_id,
        newer.cause == InvoiceDocument.cause,
        newer.version > InvoiceDocument.version,
    )
    return list(
        db.session.scalars(
            select(InvoiceDocument)
            .where(InvoiceDocument.issued_on.between(first, last), ~replaced.exists())
            .options(selectinload(InvoiceDocument.suborder))
            .order_by(InvoiceDocument.issued_on, InvoiceDocument.id)
        )
    )


def by_suborder_and_refund(references: Collection[str]) -> dict[tuple[str, str], InvoiceDocument]:
    """The newest document for each sub-order, and for each of its refunds by the refund's number.

    The sub-order's reference with an empty number is the sale.
    """
    found: dict[tuple[str, str], InvoiceDocument] = {}
    rows = db.session.execute(
        select(SubOrder.reference, Refund.number, InvoiceDocument)
        .join(SubOrder, SubOrder.id == InvoiceDocument.suborder_id)
        .outerjoin(
            Refund,
            and_(
                Refund.suborder_reference == SubOrder.reference,
                Refund.cause == InvoiceDocument.cause,
                *corrects_a_sale(),
            ),
        )
        .where(SubOrder.reference.in_(references))
        .order_by(InvoiceDocument.version)
    )
    for reference, refund, document in rows:
        if refund or not document.corrects:
            found[reference, refund or ""] = document
    return found


def recent_of_supplier(supplier_id: int, limit: int = 50) -> list[InvoiceDocument]:
    """What a supplier attached last, the newest first."""
    return _recent(limit, SubOrder.supplier_id == supplier_id)


def recent(limit: int = 50) -> list[InvoiceDocument]:
    """What anybody attached last, the newest first."""
    return _recent(limit)


def _recent(limit: int, *conditions: ColumnElement[bool]) -> list[InvoiceDocument]:
    return list(
        db.session.scalars(
            select(InvoiceDocument)
            .join(SubOrder)
            .where(*conditions)
            .options(selectinload(InvoiceDocument.suborder))
            .order_by(InvoiceDocument.id.desc())
            .limit(limit)
        )
    )


def without_invoice(suborder_ids: Sequence[int]) -> set[int]:
    """Those of these sub-orders for which nobody has attached an invoice yet."""
    there = select(InvoiceDocument.suborder_id).where(
        InvoiceDocument.suborder_id.in_(suborder_ids), InvoiceDocument.cause == ""
    )
    return set(suborder_ids) - set(db.session.scalars(there))


def paper_hashes() -> set[str]:
    """The files that belong to invoices."""
    return set(db.session.scalars(select(InvoiceDocument.sha256)))


def same_number(suborder: SubOrder, number: str) -> InvoiceDocument | None:
    """A document of the same seller with this number, about another sub-order."""
    ours = rules.sold_by_cooperative(suborder.seller)
    found = db.session.scalars(
        select(InvoiceDocument)
        .join(SubOrder)
        .where(
            InvoiceDocument.number == number,
            InvoiceDocument.suborder_id != suborder.id,
            *([] if ours else [SubOrder.supplier_id == suborder.supplier_id]),
        )
    )
    return next((d for d in found if rules.sold_by_cooperative(d.suborder.seller) == ours), None)
