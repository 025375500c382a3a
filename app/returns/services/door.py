"""A parcel not taken at the door: a notice at the time of the scan (C-20, HR-08)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.law import deadlines
from app.messaging import services as messaging
from app.orders import periods
from app.orders.events import ParcelCameBack, ParcelLost, ParcelRefused
from app.orders.models import Order, Shipment, SubOrder
from app.orders.services import links, losses
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.models import (
    Case,
    CaseState,
    GoodsReturnState,
    Kind,
    Statement,
    StatementState,
    WayBack,
)
from app.returns.services import arrivals, cases, goods, quantities
from app.returns.services.quantities import Wish
from app.returns.services.statements import Words, acknowledge, receipt_token, receive
from app.returns.services.telling import NotNow, ReasonNeeded, note, record
from app.settings import queries as settings


def parcel_refused(event: ParcelRefused) -> None:
    """The carrier scanned "not accepted": a statement with that time, and a question why.

    What was given up before is only turned back: nothing has to be sent by the shopper.
    """
    shipment = db.session.get_one(Shipment, event.shipment_id)
    suborder = shipment.suborder
    order = locked(suborder.order)
    known = db.session.scalar(select(Statement).where(Statement.shipment_id == shipment.id))
    if known is not None:
        return
    wishes = _still_kept(shipment)
    for case in _given_up_before(suborder):
        goods.turned_back(case)
    if not wishes:
        return
    if not settings.flag("door_refusal_is_notice"):
        _ask_to_declare(order, shipment)
        return
    statement = receive(_words(event, order, suborder), order, StatementState.MATCHED, "CA")
    statement.shipment_id = shipment.id
    statement.answer_by = deadlines.last_day(
        clock.day_of(event.at), rules.DOOR_ANSWER_DAYS, periods.holidays_for(order)
    )
    quantities.reserve(order, wishes)
    chosen = [line for line in suborder.lines if line.id in wishes]
    case = cases.open_case(statement, suborder, chosen, wishes)
    record(
        case,
        "refused_at_door",
        "CA",
        {"at": event.at.isoformat(), "reason": event.reason, "report": event.report_number or ""},
    )
    acknowledge(statement)
    _ask_why(statement)


def _still_kept(shipment: Shipment) -> dict[int, Wish]:
    kept = {part.line_id: min(part.quantity, part.line.kept) for part in shipment.lines}
    wishes = {line_id: Wish(pieces) for line_id, pieces in kept.items() if pieces > 0}
    return quantities.with_what_follows(shipment.suborder.order, wishes)


def _given_up_before(suborder: SubOrder) -> list[Case]:
    waiting = {GoodsReturnState.AWAITING_APPROVAL, GoodsReturnState.APPROVED_GOODS_BACK}
    found = db.session.scalars(select(Case).where(Case.suborder_id == suborder.id)).all()
    return [
        case
        for case in found
        if case.goods is not None
        and case.goods.state in waiting
        and all(part.order_line.received < part.order_line.dispatched for part in case.lines)
    ]


def _words(event: ParcelRefused, order: Order, suborder: SubOrder) -> Words:
    return Words(
        name=order.name,
        email=order.email,
        order_text=order.reference,
        goods_text=_("the parcel of %(reference)s", reference=suborder.reference),
        message=event.reason,
        language=order.language,
        nonce=f"door:{event.shipment_id}",
        channel="door",
        sent_at=event.at,
        received_at=event.at,
    )


def _ask_why(statement: Statement) -> None:
    messaging.promise(
        "door-choice",
        messages.why_at_the_door(statement, receipt_token(statement)),
        to=statement.email,
        language=statement.language,
        about=statement.number,
        key=f"door-choice:{statement.number}",
        statutory=True,
    )


def _ask_to_declare(order: Order, shipment: Shipment) -> None:
    messaging.promise(
        "door-declare",
        messages.declare_after_the_door(order, shipment, links.give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"door-declare:{shipment.id}",
        statutory=True,
    )


def asks(statement: Statement) -> bool:
    """Whether the shopper may still say why the parcel was not taken."""
    return statement.answer_by is not None and any(
        case.state is CaseState.RECEIVED for case in statement.cases
    )


def choose(statement: Statement, kind: Kind, message: str) -> None:
    """The shopper says why: a withdrawal, or damage with a sentence about it. ReasonNeeded."""
    assert statement.order is not None
    locked(statement.order)
    db.session.refresh(statement)
    if not asks(statement):
        raise NotNow(_("This has been answered already."))
    if kind is Kind.DAMAGED and len(message.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write in a sentence what was wrong with the parcel."))
    note(statement, None, "reply", "SH", message)
    _settle(statement, kind, "SH")


def _settle(statement: Statement, kind: Kind, by: str) -> None:
    statement.kind = kind
    for case in list(statement.cases):
        if case.state is CaseState.RECEIVED:
            case.kind = kind
            record(case, "door_choice", by, {"kind": str(kind)})
            cases.settle(case)


def take_silence_as_withdrawal() -> int:
    """No answer in three days: a withdrawal, with the time of the scan (timer `cases`)."""
    waiting = db.session.scalars(
        select(Statement).where(
            Statement.answer_by < clock.today(),
            Statement.cases.any(Case.state == CaseState.RECEIVED),
        )
    ).all()
    for statement in waiting:
        assert statement.order is not None
        locked(statement.order)
        _settle(statement, Kind.WITHDRAWAL, "SYS")
    return len(waiting)


def parcel_came_back(event: ParcelCameBack) -> None:
    """The parcel is with the seller again: what was given up of it has arrived (4.5)."""
    suborder = db.session.get_one(Shipment, event.shipment_id).suborder
    locked(suborder.order)
    found = db.session.scalars(select(Case).where(Case.suborder_id == suborder.id)).all()
    for case in found:
        if case.goods is not None and case.goods.way is WayBack.TURNED_BACK:
            arrivals.came_back(case, event.on)


def parcel_lost(event: ParcelLost) -> None:
    """The parcel will not come: nobody waits for what was given up of it (art. 17(1), 4.6.3)."""
    shipment = db.session.get_one(Shipment, event.shipment_id)
    lines = {part.line_id for part in shipment.lines}
    locked(shipment.suborder.order)
    found = db.session.scalars(
        select(Case).where(Case.suborder_id == shipment.suborder_id).order_by(Case.id)
    ).all()
    for case in found:
        if lines & {part.order_line_id for part in case.lines if part.dispatched}:
            goods.follow_parcels(case)
    losses.close(shipment.suborder)
