"""What a supplier does with a sub-order, and how its receipt is recorded (machines 4.4, 4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask_babel import gettext as _
from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.law import deadlines
from app.orders import periods
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
from app.orders.services.changes import locked, move_suborder
from app.suppliers.models import Carrier

DISPUTED_AFTER_DAYS = 3


class NothingToSend(Refused):
    """No piece of this sub-order is left to hand over."""


class ImpossibleDay(Refused):
    """A receipt cannot lie before the dispatch or in the future."""


class WrongCode(Refused):
    """This is not the code of collection."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: role as in the evidence (SH, SU, ADM, SYS) and their id."""

    role: str
    id: str | None = None


def accept(suborder: SubOrder, actor: Actor) -> None:
    """The supplier takes the order on. Accepting twice changes nothing."""
    locked(suborder.order)
    db.session.refresh(suborder)
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
) -> Shipment:
    """Hand a parcel to the carrier: so many of each line (id to pieces). Raises NothingToSend.

    Being handed over is not being received: no period starts (art. 9(4)).
    """
    locked(suborder.order)
    db.session.refresh(suborder)
    if suborder.state is SubOrderState.NEW:
        accept(suborder, actor)
    sent = [(line, quantities.get(line.id, 0)) for line in suborder.lines]
    sent = [(line, min(wanted, to_send(line))) for line, wanted in sent if wanted > 0]
    sent = [(line, pieces) for line, pieces in sent if pieces > 0]
    if not sent:
        raise NothingToSend(_("Choose at least one piece that has not been sent yet."))
    shipment = Shipment(
        suborder_id=suborder.id,
        carrier=carrier,
        tracking_number=tracking_number or None,
        tracking_url=_tracking_url(carrier, tracking_number),
        handed_over_at=clock.now(),
        lines=[ShipmentLine(line_id=line.id, quantity=pieces) for line, pieces in sent],
    )
    db.session.add(shipment)
    for line, pieces in sent:
        line.dispatched += pieces
    db.session.flush()
    done = all(to_send(line) == 0 for line in suborder.lines)
    move_suborder(suborder, "last_handed_over" if done else "part_handed_over")
    suborder.dispatched_at = suborder.dispatched_at or clock.now()
    evidence.record(
        suborder.order.reference,
        "dispatched",
        {
            "suborder": suborder.reference,
            "carrier": carrier,
            "number": tracking_number,
            "lines": {line.sku: pieces for line, pieces in sent},
        },
        actor.role,
        actor.id,
    )
    events.publish(SubOrderDispatched(suborder.reference, shipment.id))
    return shipment


def to_send(line: OrderLine) -> int:
    """Pieces not yet handed over and not given up."""
    return max(0, line.kept - line.dispatched)


def _tracking_url(carrier: str, number: str) -> str | None:
    known = db.session.get(Carrier, carrier)
    if known is None or not known.tracking_pattern or not number:
        return None
    return known.tracking_pattern.replace("{no}", quote(number, safe=""))


def make_ready(suborder: SubOrder, code: str, actor: Actor) -> None:
    """The goods wait at the collection point; `code` is what the shopper will show."""
    locked(suborder.order)
    db.session.refresh(suborder)
    if suborder.state is SubOrderState.NEW:
        accept(suborder, actor)
    move_suborder(suborder, "ready")
    suborder.collection_code = code
    evidence.record(
        suborder.order.reference, "ready", {"suborder": suborder.reference}, actor.role, actor.id
    )


def collect(suborder: SubOrder, code: str, actor: Actor) -> None:
    """The shopper shows the code and takes the goods: that is the receipt. Raises WrongCode."""
    locked(suborder.order)
    db.session.refresh(suborder)
    if not suborder.collection_code or code.strip() != suborder.collection_code:
        raise WrongCode(_("This is not the code of this order. Ask for the six digits again."))
    pieces = {line.id: to_send(line) for line in suborder.lines}
    shipment = Shipment(
        suborder_id=suborder.id,
        carrier=_("Collection"),
        handed_over_at=clock.now(),
        lines=[ShipmentLine(line_id=i, quantity=n) for i, n in pieces.items() if n],
    )
    db.session.add(shipment)
    for line in suborder.lines:
        line.dispatched += pieces[line.id]
    db.session.flush()
    suborder.dispatched_at = clock.now()
    _receive(shipment, ReceiptSource.COLLECTION, clock.today(), actor, None, "collected")


def record_receipt(
    shipment: Shipment,
    source: ReceiptSource,
    received_on: date,
    actor: Actor,
    proof: str | None = None,
) -> None:
    """A parcel reached the shopper on this civil day (DC-9.2.g); the latest word counts.

    Raises ImpossibleDay for a day before the dispatch or in the future.
    """
    locked(shipment.suborder.order)
    db.session.refresh(shipment)
    if not clock.day_of(shipment.handed_over_at) <= received_on <= clock.today():
        raise ImpossibleDay(_("Choose a day between the dispatch and today."))
    _receive(shipment, source, received_on, actor, proof, "last_received")


def _receive(
    shipment: Shipment,
    source: ReceiptSource,
    received_on: date,
    actor: Actor,
    proof: str | None,
    event: str,
) -> None:
    suborder = shipment.suborder
    first = shipment.state is not ShipmentState.DELIVERED
    earlier = [receipt.received_on for receipt in shipment.receipts]
    late = bool(earlier) and (received_on - max(earlier)).days > DISPUTED_AFTER_DAYS
    shipment.receipts.append(
        ReceiptEvent(
            source=source,
            received_on=received_on,
            recorded_at=clock.now(),
            recorded_by=f"{actor.role}:{actor.id or ''}",
            proof=proof or None,
            disputed=late and source is ReceiptSource.SHOPPER,
        )
    )
    shipment.state = ShipmentState.DELIVERED
    for part in shipment.lines:
        line = part.line
        if first:
            line.received += part.quantity
        line.received_on = max(filter(None, (line.received_on, received_on)))
    db.session.flush()
    if first:
        done = all(line.received == line.dispatched for line in suborder.lines) and all(
            to_send(line) == 0 for line in suborder.lines
        )
        move_suborder(suborder, event if done else "part_received")
    days = [line.received_on for line in suborder.lines if line.received_on]
    if suborder.state is SubOrderState.DELIVERED:
        suborder.delivered_on = max(days)
    evidence.record(
        suborder.order.reference,
        "receipt",
        {
            "suborder": suborder.reference,
            "day": received_on.isoformat(),
            "source": str(source),
            "proof": proof or "",
        },
        actor.role,
        actor.id,
    )
    events.publish(ReceiptRecorded(suborder.reference))


def shipment_of(order: Order, shipment_id: int) -> Shipment | None:
    """A parcel of this very order."""
    return db.session.scalar(
        select(Shipment)
        .join(SubOrder)
        .where(Shipment.id == shipment_id, SubOrder.order_id == order.id)
    )
