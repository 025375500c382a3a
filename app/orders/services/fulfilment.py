"""What a supplier does with a sub-order, and how its receipt is recorded (machines 4.4, 4.5)."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from flask_babel import gettext as _
from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.law import deadlines
from app.orders import periods, pieces, rules
from app.orders.events import ReceiptRecorded, SubOrderDispatched
from app.orders.models import (
    Order,
    OrderLine,
    OrderState,
    ReceiptEvent,
    ReceiptSource,
    Shipment,
    ShipmentLine,
    ShipmentState,
    SubOrder,
    SubOrderState,
)
from app.orders.services import lots, setbacks
from app.orders.services.actors import Actor
from app.orders.services.changes import NotNow, listens, move_suborder, refreshed, settle
from app.orders.services.lots import Packed
from app.suppliers.models import Carrier

DISPUTED_AFTER_DAYS = 3


class NothingToSend(Refused):
    """No piece of this sub-order is left to hand over."""


class ImpossibleDay(Refused):
    """A receipt cannot lie before the dispatch or in the future."""


def accept(suborder: SubOrder, actor: Actor) -> None:
    """The supplier takes the order on. Accepting twice changes nothing."""
    refreshed(suborder)
    if suborder.state is not SubOrderState.NEW:
        return
    move_suborder(suborder, "accept")
    suborder.accepted_at = clock.now()
    evidence.record(
        suborder.order.reference, "accepted", {"suborder": suborder.reference}, actor.role, actor.id
    )


def accept_undecided() -> int:
    """Not accepted within one business day, an order is accepted by itself (machine 4.4)."""
    waiting = db.session.scalars(
        select(SubOrder)
        .join(Order)
        .where(SubOrder.state == SubOrderState.NEW, Order.state == OrderState.FORMED)
    ).all()
    late = [suborder for suborder in waiting if accept_by(suborder) < clock.today()]
    for suborder in late:
        accept(suborder, Actor("SYS"))
    return len(late)


def accept_by(suborder: SubOrder) -> date:
    """The business day by which a supplier should have said yes (CLK-5)."""
    formed = suborder.order.formed_at or clock.now()
    return deadlines.business_day(clock.day_of(formed), 1, periods.holidays_for(suborder.order))


def dispatch(
    suborder: SubOrder,
    carrier: str,
    tracking_number: str,
    quantities: Mapping[int, int],
    actor: Actor,
    parts: Mapping[int, int] | None = None,
    packed: Mapping[int, Packed] | None = None,
) -> Shipment:
    """Hand a parcel to the carrier: so many of each line (id to pieces). Raises NothingToSend.

    `parts`: of a good in several parts, how many parts of each piece are in this parcel; `packed`:
    from which lots its lines come. Being handed over is not being received: no period starts
    (art. 9(4)).
    """
    refreshed(suborder)
    if suborder.state is SubOrderState.NEW:
        accept(suborder, actor)
    if not listens(suborder, "handed_over"):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    contents = [
        part
        for line in suborder.lines
        if (part := _packed(line, quantities.get(line.id, 0), (parts or {}).get(line.id)))
    ]
    if not contents:
        raise NothingToSend(_("Choose at least one piece that has not been sent yet."))
    shipment = Shipment(
        suborder_id=suborder.id,
        carrier=carrier,
        tracking_number=tracking_number or None,
        tracking_url=_tracking_url(carrier, tracking_number),
        handed_over_at=clock.now(),
        last_scan_at=clock.now(),
        lines=contents,
    )
    suborder.shipments.append(shipment)
    lots.write(shipment, packed or {})
    db.session.flush()
    settle(suborder, "handed_over")
    suborder.dispatched_at = suborder.dispatched_at or clock.now()
    evidence.record(
        suborder.order.reference,
        "dispatched",
        {
            "suborder": suborder.reference,
            "carrier": carrier,
            "number": tracking_number,
            "lines": {part.line.sku: part.quantity for part in contents},
            **({"lots": lots.said(shipment)} if shipment.lots else {}),
        },
        actor.role,
        actor.id,
    )
    events.publish(SubOrderDispatched(suborder.reference, shipment.id))
    return shipment


def _packed(line: OrderLine, wanted: int, parts: int | None) -> ShipmentLine | None:
    """What goes into the parcel of a line, never more than is still to be sent."""
    open_parts = pieces.parts_to_send(line)
    each = line.parts_count if parts is None else min(max(parts, 0), line.parts_count)
    quantity = min(wanted, pieces.next_parcel(line), open_parts // each) if each else 0
    if quantity < 1:
        return None
    return ShipmentLine(
        line=line, quantity=quantity, parts=None if each == line.parts_count else each
    )


def _tracking_url(carrier: str, number: str) -> str | None:
    known = db.session.get(Carrier, carrier)
    if known is None or not known.tracking_pattern or not number:
        return None
    return known.tracking_pattern.replace("{no}", quote(number, safe=""))


def record_receipt(
    shipment: Shipment,
    source: ReceiptSource,
    received_on: date,
    actor: Actor,
    proof: str | None = None,
) -> None:
    """A parcel reached the shopper on this civil day (DC-9.2.g); the latest word counts.

    Raises ImpossibleDay for a day before the dispatch or in the future, NotNow for a parcel that is
    with the seller again.
    """
    refreshed(shipment.suborder)
    if not clock.day_of(shipment.handed_over_at) <= received_on <= clock.today():
        raise ImpossibleDay(_("Choose a day between the dispatch and today."))
    if shipment.state is not ShipmentState.DELIVERED and not rules.may_arrive(shipment.state):
        raise NotNow(_("This cannot follow from where the parcel is now."))
    receive(shipment, source, received_on, actor, proof, "received")


def receive(
    shipment: Shipment,
    source: ReceiptSource,
    received_on: date,
    actor: Actor,
    proof: str | None,
    event: str,
) -> None:
    """Note who says so, and what follows for the lines; `event` is heard the first time only."""
    suborder = shipment.suborder
    first = shipment.state is not ShipmentState.DELIVERED
    carriers = [r.received_on for r in shipment.receipts if r.source is not ReceiptSource.SHOPPER]
    late = bool(carriers) and (received_on - max(carriers)).days > DISPUTED_AFTER_DAYS
    shipment.receipts.append(
        ReceiptEvent(
            source=source,
            received_on=received_on,
            recorded_at=clock.now(),
            recorded_by=str(actor),
            proof=proof or None,
            disputed=late and source is ReceiptSource.SHOPPER,
        )
    )
    shipment.state = ShipmentState.DELIVERED
    evidence.record(
        suborder.order.reference,
        "receipt",
        {
            "suborder": suborder.reference,
            "parcel": shipment.id,
            "day": received_on.isoformat(),
            "source": str(source),
            "proof": proof or "",
        },
        actor.role,
        actor.id,
    )
    if shipment.ended_at is not None:
        db.session.flush()
        return  # no longer owed: the goods are the seller's and go back (art. 17)
    for part in shipment.lines:
        part.line.received_on = max(filter(None, (part.line.received_on, received_on)))
    setbacks.answered_by_the_parcel(shipment, "arrived")
    settle(suborder, event if first else None)
    events.publish(ReceiptRecorded(suborder.reference))


def shipment_of(order: Order, shipment_id: int) -> Shipment | None:
    """A parcel of this very order."""
    return db.session.scalar(
        select(Shipment)
        .join(SubOrder)
        .where(Shipment.id == shipment_id, SubOrder.order_id == order.id)
    )
