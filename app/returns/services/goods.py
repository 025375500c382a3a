"""Goods coming back: approved, on their way, closed (machine 4.6.3)."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, events
from app.law import deadlines, returns, rule_sets
from app.law import refunds as refund_law
from app.orders import periods, pieces
from app.orders.models import Order, Shipment, ShipmentState
from app.orders.services import losses
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.events import GoodsArrived, ReturnApproved
from app.returns.models import (
    Case,
    GoodsReturn,
    GoodsReturnState,
    Inspection,
    Kind,
    WayBack,
)
from app.returns.services import money, quantities
from app.returns.services.telling import NotNow, ReasonNeeded, record, tell, tell_supplier
from app.suppliers import rules as carriers

# Art. 12(1) as amended: from when the fourteen days of the refund count, by the way back (C-30).
COUNTS_FROM_SENDING = {
    WayBack.CODE: refund_law.WayBack.NAMED_CARRIER,
    WayBack.LABEL: refund_law.WayBack.NAMED_CARRIER,
    WayBack.COLLECTION: refund_law.WayBack.COLLECTED,
}


def begin(case: Case) -> None:
    """The case is granted: what has to come back, and by when that is decided (C-10)."""
    order = case.suborder.order
    term = order.terms.get("approval_business_days", 1)
    days = term if isinstance(term, int) else 1
    statement = case.statement
    seen_on = clock.day_of(statement.matched_at or statement.received_at)
    if case.is_claim or case.complained_at is not None:
        seen_on = clock.today()
    goods = GoodsReturn(
        case=case,
        state=GoodsReturnState.AWAITING_APPROVAL,
        approve_by=returns.approve_by(seen_on, days, periods.holidays_for(order)),
    )
    db.session.add(goods)
    db.session.flush()
    comes_back = case.kind is not Kind.MISSING and any(part.dispatched for part in case.lines)
    money.open_for(case, release_now=not comes_back)
    if not comes_back:
        _approve(goods, "approve_without_goods", "SYS")
        quantities.take_as_returned(case)
        close_if_done(case)
        return
    losses.nothing_to_choose(case.suborder)
    if not follow_parcels(case) and days == 0:
        approve_goods_back(case, "SYS")


def follow_parcels(case: Case) -> bool:
    """Goods that never reached the shopper come back, or never will, in their own parcels."""
    back, parcels = case.goods, _parcels_never_received(case)
    if back is None or back.received_at is not None or not parcels:
        return False
    if (back.state, "coming_back") in rules.GOODS:
        turned_back(case)
    if back.state is not GoodsReturnState.SENT:
        return False
    states = {parcel.state for parcel in parcels}
    if states == {ShipmentState.LOST}:
        mark_lost(case, "SYS")
    elif states <= {ShipmentState.RETURNED, ShipmentState.LOST}:
        received(case, clock.today())
    return True


def _parcels_never_received(case: Case) -> list[Shipment]:
    """The parcels of these goods, if every one of them was turned back or lost on its way."""
    lines = {part.order_line_id for part in case.lines if part.dispatched}
    parcels = [
        parcel
        for parcel in case.suborder.shipments
        if parcel.ended_at is None and lines & {part.line_id for part in parcel.lines}
    ]
    refused = case.statement.shipment_id
    gone = (*pieces.TURNED, ShipmentState.LOST)
    return parcels if all(p.state in gone or p.id == refused for p in parcels) else []


def received(case: Case, on: date) -> None:
    """The goods are with the seller: the money leaves, and they are to be looked at (C-12)."""
    back = case.goods
    assert back is not None
    if back.way is WayBack.ANY_CARRIER:
        money.goods_moved(case, refund_law.WayBack.OTHER_CARRIER, on)
    back.received_at = clock.now()
    back.inspect_by = deadlines.business_day(
        on, rules.INSPECTION_BUSINESS_DAYS, periods.holidays_for(case.suborder.order)
    )
    if back.state is not GoodsReturnState.AWAITING_APPROVAL:
        move(back, "arrived")
        money.release(case)
    tell(case, "goods-arrived", messages.arrived(case))
    events.publish(GoodsArrived(case.number))


def move(goods: GoodsReturn, event: str) -> None:
    """Apply an event to a return. Raises NotNow."""
    following = rules.GOODS.get((goods.state, event))
    if following is None:
        raise NotNow(_("This return has moved on meanwhile. Please look at it again."))
    goods.state = following
    if following is GoodsReturnState.CLOSED:
        goods.closed_at = clock.now()
    db.session.flush()


def of(case: Case) -> GoodsReturn:
    """The return of a case as it is now, its order's row held. Raises NotNow."""
    locked(case.suborder.order)
    db.session.refresh(case)
    if case.goods is None:
        raise NotNow(_("No goods are on their way back for this case."))
    db.session.refresh(case.goods)
    return case.goods


def _approve(goods: GoodsReturn, event: str, by: str) -> None:
    move(goods, event)
    goods.approved_at = clock.now()
    goods.approved_by = by


def approve_goods_back(case: Case, by: str) -> None:
    """Approve: the shopper gets the carrier, its code and the address (HR-05, DC-12.3.a)."""
    goods = of(case)
    if goods.state is GoodsReturnState.APPROVED_GOODS_BACK:
        return
    _approve(goods, "approve_goods_back", by)
    seller = case.suborder.seller
    goods.way = way_back(case)
    if goods.way is WayBack.CODE:
        goods.carrier = str(seller["return_carrier"])
        goods.return_code = str(seller["return_code"]) if seller.get("return_code") else None
        goods.send_back_by = send_back_by(case)
    goods.return_address = str(seller.get("return_address") or "")
    record(case, "return_approved", by, {"goods": "back", "way": str(goods.way)})
    if case.suborder.order.terms.get("refund_release") == "at_approval":
        money.release(case)
    tell(case, "return-approved", messages.approved(case))
    events.publish(ReturnApproved(case.number))
    if goods.received_at is not None:  # it came before it was approved, and waited
        move(goods, "arrived")
        money.release(case)


def way_back(case: Case) -> WayBack:
    """The named carrier where it has a branch, else the seller collects (DC-12.3.a to c)."""
    seller, order = case.suborder.seller, case.suborder.order
    if not seller.get("return_carrier"):
        return WayBack.COLLECTION if seller.get("collects_returns") else WayBack.ANY_CARRIER
    places = seller.get("return_places")
    reaches = carriers.has_branch(
        str(seller.get("return_coverage") or "everywhere_except"),
        [str(place) for place in places] if isinstance(places, list) else [],
        order.province,
        order.district,
    )
    return WayBack.CODE if reaches else WayBack.COLLECTION


def send_back_by(case: Case) -> date:
    """The last day to hand the goods over: a flag, never a loss (art. 13(1), C-23)."""
    order = case.suborder.order
    statement = case.statement
    notice_on = clock.day_of(statement.received_at)
    received = [line.order_line.received_on for line in case.lines if line.order_line.received_on]
    return returns.send_back_by(
        (clock.day_of(statement.sent_at), notice_on, *received),
        clock.today(),
        notice_on,
        _send_back_days(order),
        periods.holidays_for(order),
    )


def _send_back_days(order: Order) -> int:
    """The rule set's days, or more where the house gives more (C-09)."""
    given = order.terms.get("send_back_days")
    least = rule_sets.RULE_SETS[order.rule_set].send_back_days
    return max(least, given) if isinstance(given, int) else least


def approve_without_goods(case: Case, reason: str, by: str) -> None:
    """Approve without asking the goods back, with a reason (HR-06). Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded(_("Write why the goods need not come back."))
    goods = of(case)
    _approve(goods, "approve_without_goods", by)
    goods.reason = reason
    quantities.take_as_returned(case)
    against = case.objected_at is not None
    record(
        case,
        "return_approved",
        by,
        {"goods": "kept", "reason": reason, "against_objection": against},
    )
    if against:
        money.bear_against_objection(case)
        tell_supplier(case, "objection-decided", messages.objection_decided(case, reason))
    money.release(case)
    tell(case, "return-approved", messages.approved(case))
    events.publish(ReturnApproved(case.number))


def approve_undecided() -> int:
    """Undecided when business day N after the notice has ended: approved (C-10; timer `cases`)."""
    waiting = db.session.scalars(
        select(GoodsReturn).where(
            GoodsReturn.state == GoodsReturnState.AWAITING_APPROVAL,
            GoodsReturn.approve_by < clock.today(),
        )
    ).all()
    for goods in waiting:
        approve_goods_back(goods.case, "SYS")
    return len(waiting)


def mark_sent(case: Case, tracking_number: str, by: str = "SH") -> None:
    """The shopper says the goods are with the carrier; only a note, the money has its own day."""
    goods = of(case)
    move(goods, "sent")
    goods.sent_at = clock.now()
    goods.tracking_number = tracking_number or None
    record(case, "goods_sent_back", by, {"number": tracking_number})
    if goods.way in COUNTS_FROM_SENDING:
        money.goods_moved(case, COUNTS_FROM_SENDING[goods.way], clock.today())


def turned_back(case: Case) -> None:
    """The parcel itself is on its way back to the seller: nothing has to be sent (4.6.3)."""
    goods = of(case)
    move(goods, "coming_back")
    goods.approved_at = goods.approved_at or clock.now()
    goods.approved_by = goods.approved_by or "SYS"
    goods.way = WayBack.TURNED_BACK
    goods.sent_at = clock.now()
    goods.send_back_by = None
    record(case, "goods_turned_back", "SYS")


def mark_lost(case: Case, by: str) -> None:
    """What was sent back got lost: the seller's risk, inspected as in order (DC-17.1)."""
    goods = of(case)
    move(goods, "lost")
    goods.inspection = Inspection.OK
    goods.inspected_at, goods.inspected_by = clock.now(), by
    goods.note = "lost"
    for part in case.lines:
        part.good, part.not_resellable, part.not_arrived = 0, 0, part.dispatched
    quantities.take_as_returned(case)
    record(case, "return_lost", by)
    money.release(case)
    close_if_done(case)


def close_never_sent() -> int:
    """Paid back, and nothing sent for sixty days: closed, the seller's claim noted (4.6.3)."""
    waiting = db.session.scalars(
        select(GoodsReturn).where(GoodsReturn.state == GoodsReturnState.APPROVED_GOODS_BACK)
    ).all()
    closed = 0
    for goods in waiting:
        asked = goods.approved_at
        late = asked and (clock.today() - clock.day_of(asked)).days > rules.NEVER_SENT_DAYS
        if not late or not money.is_paid(goods.case):
            continue
        case = goods.case
        of(case)
        move(goods, "never_sent")
        goods.note = "never_sent"
        quantities.take_as_returned(case)
        record(case, "never_sent_back", "SYS")
        tell_supplier(case, "never-sent-back", messages.never_sent(case))
        closed += 1
    return closed


def close_if_done(case: Case) -> None:
    """Inspected, or not wanted back, and everything paid: the return is over."""
    goods = case.goods
    if goods is None or (goods.state, "refunded") not in rules.GOODS:
        return
    if money.is_paid(case):
        move(goods, "refunded")


def refund_confirmed(cause: str) -> None:
    """The provider has sent the money of a case: its return may be over."""
    case = db.session.scalar(select(Case).where(Case.number == cause))
    if case is not None:
        close_if_done(case)
