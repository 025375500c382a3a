"""What the desks see of orders."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kernel import clock
from app.orders import pieces, rules
from app.orders.models import (
    Order,
    OrderLine,
    OrderState,
    ReceiptEvent,
    Shipment,
    ShipmentState,
    SubOrder,
    SubOrderState,
)
from app.settings import queries as settings

OPEN = (*rules.WAITING, SubOrderState.PARTLY_DISPATCHED)
ON_THE_WAY = (
    SubOrderState.DISPATCHED,
    SubOrderState.PARTLY_DELIVERED,
    SubOrderState.COMING_BACK,
)
EXISTS = (OrderState.FORMED, OrderState.CLOSED)
MOST = 200


def suborders_of(supplier_id: int, wish: str) -> list[SubOrder]:
    """A supplier's sub-orders: open, on the way, or all; the earliest promise first."""
    statement = (
        select(SubOrder)
        .join(Order)
        .where(SubOrder.supplier_id == supplier_id, Order.state.in_(EXISTS))
        .options(selectinload(SubOrder.order), selectinload(SubOrder.lines))
        .order_by(SubOrder.promised_by, SubOrder.id)
        .limit(MOST)
    )
    if wish == "open":
        statement = statement.where(SubOrder.state.in_(OPEN))
    elif wish == "sent":
        statement = statement.where(SubOrder.state.in_(ON_THE_WAY))
    return list(db.session.scalars(statement))


def to_pack(supplier_id: int) -> list[SubOrder]:
    """A supplier's sub-orders that wait for a yes or for a parcel, the earliest promise first."""
    return [
        suborder
        for suborder in suborders_of(supplier_id, "open")
        if suborder.state is SubOrderState.NEW
        or (suborder.delivery_kind != "collection" and any(map(pieces.to_send, suborder.lines)))
    ]


def sold_by_day(supplier_id: int, days: int = 7) -> list[tuple[date, int]]:
    """What a supplier sold on each of the last days, today included: goods, kuruş with VAT."""
    first = clock.today() - timedelta(days=days - 1)
    sold = dict.fromkeys((first + timedelta(days=number) for number in range(days)), 0)
    found = db.session.execute(
        select(Order.formed_at, OrderLine.unit_price_minor * OrderLine.ordered)
        .join(SubOrder, SubOrder.order_id == Order.id)
        .join(OrderLine, OrderLine.suborder_id == SubOrder.id)
        .where(SubOrder.supplier_id == supplier_id, Order.formed_at >= clock.start_of(first))
    )
    for formed_at, amount_minor in found:
        if formed_at is not None:
            sold[clock.day_of(formed_at)] += amount_minor
    return list(sold.items())


def may_see_address(suborder: SubOrder) -> bool:
    """A supplier sees name and address through the 90th day after the order closed (PR-3.4)."""
    closed = suborder.order.closed_at
    if closed is None:
        return True
    days = timedelta(days=settings.number("supplier_view_days"))
    return clock.today() <= clock.day_of(closed) + days


def quantities(
    typed: Mapping[str, str], suborder: SubOrder, what: str = "pieces"
) -> dict[int, int]:
    """Typed numbers per line (`pieces-<line>`); what is no number is none.

    Of `parts`, a field not shown says nothing: the whole good is meant.
    """
    wanted = {}
    for line in suborder.lines:
        text = typed.get(f"{what}-{line.id}")
        if text is None and what == "parts":
            continue
        text = (text or "").strip()
        wanted[line.id] = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return wanted


def orders_for_staff(query: str) -> list[Order]:
    """Orders by number or e-mail for staff, newest first."""
    statement = (
        select(Order)
        .where(Order.state.in_(EXISTS))
        .order_by(Order.formed_at.desc())
        .options(selectinload(Order.suborders))
        .limit(MOST)
    )
    if query:
        statement = statement.where(
            (Order.reference == query.upper()) | (Order.email_key == query.casefold())
        )
    return list(db.session.scalars(statement))


def disputed_receipts() -> list[tuple[Shipment, ReceiptEvent]]:
    """Receipts whose day a person should look at, of orders still open."""
    rows = db.session.execute(
        select(Shipment, ReceiptEvent)
        .join(ReceiptEvent, ReceiptEvent.shipment_id == Shipment.id)
        .join(SubOrder, SubOrder.id == Shipment.suborder_id)
        .join(Order, Order.id == SubOrder.order_id)
        .where(ReceiptEvent.disputed, Order.state == OrderState.FORMED)
        .limit(MOST)
    )
    return [(shipment, receipt) for shipment, receipt in rows]


def parcels_to_mind(supplier_id: int) -> list[Shipment]:
    """A supplier's parcels that are under way, come back, or arrived though no longer owed."""
    arrived_unowed = (Shipment.state == ShipmentState.DELIVERED) & Shipment.ended_at.is_not(None)
    return list(
        db.session.scalars(
            select(Shipment)
            .join(SubOrder)
            .join(Order)
            .where(
                SubOrder.supplier_id == supplier_id,
                Order.state == OrderState.FORMED,
                Shipment.state.in_((*rules.MOVING, *pieces.BACK)) | arrived_unowed,
            )
            .options(selectinload(Shipment.suborder))
            .order_by(Shipment.id)
            .limit(MOST)
        )
    )


def parcels_under_way() -> list[Shipment]:
    """Every parcel that is owed and has not arrived, the oldest first."""
    return list(
        db.session.scalars(
            select(Shipment)
            .where(Shipment.state.in_(rules.MOVING), Shipment.ended_at.is_(None))
            .order_by(Shipment.handed_over_at)
            .limit(MOST)
        )
    )
