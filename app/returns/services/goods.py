"""Goods coming back: approved, sent, arrived, closed (machine 4.6.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue import services as catalogue
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Conflict, Refused
from app.law import returns, rule_sets
from app.messaging import services as messaging
from app.orders import periods
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments.services import refunds
from app.returns import messages, rules
from app.returns.events import GoodsArrived, ReturnApproved
from app.returns.models import GoodsReturn, GoodsReturnState, Withdrawal, WithdrawalState
from app.returns.services import cases, money


class NotNow(Conflict):
    """This cannot follow from where the return stands."""


class ReasonNeeded(Refused):
    """A written reason is asked here."""


class CountsDoNotFit(Refused):
    """What arrived must add up to what was announced."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Of a line: pieces good again, pieces not resellable, pieces that did not arrive."""

    good: int
    not_resellable: int
    not_arrived: int


def _move(goods: GoodsReturn, event: str) -> None:
    following = rules.GOODS.get((goods.state, event))
    if following is None:
        raise NotNow(_("This return has moved on meanwhile. Please look at it again."))
    goods.state = following
    db.session.flush()


def _of(case: Withdrawal) -> GoodsReturn:
    locked(case.suborder.order)
    db.session.refresh(case)
    if case.goods is None:
        raise NotNow(_("No goods are on their way back for this case."))
    db.session.refresh(case.goods)
    return case.goods


def approve_goods_back(case: Withdrawal, by: str) -> None:
    """Approve: the shopper gets the code, the carrier and the address (HR-05, DC-12.3.a)."""
    goods = _of(case)
    if goods.state is GoodsReturnState.APPROVED_GOODS_BACK:
        return
    _move(goods, "approve_goods_back")
    seller = case.suborder.seller
    goods.approved_at = clock.now()
    goods.approved_by = by
    goods.carrier = str(seller["return_carrier"]) if seller.get("return_carrier") else None
    goods.return_code = str(seller["return_code"]) if seller.get("return_code") else None
    goods.return_address = str(seller.get("return_address") or "")
    goods.send_back_by = _send_back_by(case) if goods.carrier else None
    _record(case, "return_approved", by, {"goods": "back"})
    if case.suborder.order.terms.get("refund_release") == "at_approval":
        _release(case)
    _tell(case, "return-approved", messages.approved(case))
    events.publish(ReturnApproved(case.number))


def _send_back_by(case: Withdrawal) -> date:
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


def approve_without_goods(case: Withdrawal, reason: str, by: str) -> None:
    """Approve without asking the goods back, with a reason (HR-06). Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded(_("Write why the goods need not come back."))
    goods = _of(case)
    _move(goods, "approve_without_goods")
    goods.approved_at = clock.now()
    goods.approved_by = by
    goods.reason = reason
    _take_as_returned(case)
    _record(case, "return_approved", by, {"goods": "kept", "reason": reason})
    _release(case)
    _tell(case, "return-approved", messages.approved(case))
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
        approve_goods_back(goods.withdrawal, "SYS")
    return len(waiting)


def mark_sent(case: Withdrawal, tracking_number: str) -> None:
    """The shopper says the goods are with the carrier; only a note, the money has its own day."""
    goods = _of(case)
    _move(goods, "sent")
    goods.sent_at = clock.now()
    goods.tracking_number = tracking_number or None
    _record(case, "goods_sent_back", None, {"number": tracking_number})


def record_arrival(case: Withdrawal, arrivals: Mapping[int, Arrival], by: str) -> None:
    """The seller counts what arrived per line; only the resellable goes back on the shelf.

    A missing piece never lowers the refund. Raises CountsDoNotFit, NotNow.
    """
    goods = _of(case)
    for part in case.lines:
        arrival = arrivals.get(part.id)
        if arrival is None or min(vars_of(arrival)) < 0 or sum(vars_of(arrival)) != part.dispatched:
            raise CountsDoNotFit(
                _("For each thing the three numbers must add up to the pieces announced.")
            )
    _move(goods, "arrived")
    goods.received_at = clock.now()
    back: dict[int, int] = {}
    for part in case.lines:
        arrival = arrivals[part.id]
        part.good, part.not_resellable = arrival.good, arrival.not_resellable
        part.not_arrived = arrival.not_arrived
        variant = part.order_line.variant_id
        back[variant] = back.get(variant, 0) + arrival.good
    _take_as_returned(case)
    catalogue.give_back(back)
    goods.inspection = "ok"
    _move(goods, "inspected")
    _record(case, "goods_arrived", by, {"lines": {str(k): vars_of(v) for k, v in arrivals.items()}})
    _release(case)
    _tell(case, "goods-arrived", messages.arrived(case))
    events.publish(GoodsArrived(case.number))


def vars_of(arrival: Arrival) -> list[int]:
    """The three counts of a line."""
    return [arrival.good, arrival.not_resellable, arrival.not_arrived]


def _take_as_returned(case: Withdrawal) -> None:
    for part in case.lines:
        part.order_line.returning -= part.dispatched
        part.order_line.returned += part.dispatched
    db.session.flush()


def _release(case: Withdrawal) -> None:
    refunds.release_case(case.number, money.KIND)


def confirm_refusal(case: Withdrawal, reason: str, by: str) -> None:
    """Refuse with a written reason; the goods stay the shopper's (machine 4.6.1)."""
    if len(reason.strip()) < 10:
        raise ReasonNeeded(_("Write the reason in a sentence the buyer will understand."))
    _decide(case, "confirm_refusal", by)
    case.reason = reason
    for part in case.lines:
        part.order_line.returning -= part.quantity
    db.session.flush()
    _record(case, "withdrawal_refused", by, {"reason": reason, "ground": case.ground or ""})
    _tell(case, "withdrawal-refused", messages.refused(case))


def overrule_saying(case: Withdrawal, _reason: str, by: str) -> None:
    """Accept although the rule proposed to refuse; a reason is not asked."""
    _decide(case, "overrule", by)
    cases.accept(case, "ADM", by)


def accept_undecided() -> int:
    """A proposed refusal nobody confirmed in time is dropped (timer `cases`)."""
    waiting = db.session.scalars(
        select(Withdrawal).where(
            Withdrawal.state == WithdrawalState.PENDING_REFUSAL,
            Withdrawal.decide_by < clock.today(),
        )
    ).all()
    for case in waiting:
        _decide(case, "not_decided", "SYS")
        cases.accept(case, "SYS", None)
    return len(waiting)


def _decide(case: Withdrawal, event: str, by: str) -> None:
    locked(case.suborder.order)
    db.session.refresh(case)
    following = rules.WITHDRAWAL.get((case.state, event))
    if following is None:
        raise NotNow(_("This case has been decided meanwhile. Please look at it again."))
    case.state = following
    case.decided_at = clock.now()
    case.decided_by = by
    db.session.flush()


def refund_confirmed(cause: str) -> None:
    """The provider has sent the money of a case: its return is closed."""
    case = db.session.scalar(select(Withdrawal).where(Withdrawal.number == cause))
    if case is None:
        return
    if case.goods is not None and (case.goods.state, "refunded") in rules.GOODS:
        case.goods.state = rules.GOODS[(case.goods.state, "refunded")]
        case.goods.closed_at = clock.now()
        db.session.flush()


def _record(case: Withdrawal, kind: str, by: str | None, body: Mapping[str, object]) -> None:
    role = "SYS" if by in {None, "SYS"} else "ADM" if not str(by).startswith("SU:") else "SU"
    evidence.record(case.suborder.order.reference, kind, {"case": case.number, **body}, role, by)


def _tell(case: Withdrawal, kind: str, letter: "messages.Letter") -> None:
    statement = case.statement
    messaging.promise(
        kind,
        letter,
        to=statement.email,
        language=statement.language,
        about=case.number,
        key=f"{kind}:{case.number}",
        statutory=True,
    )
