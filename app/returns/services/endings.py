"""Orders that are over: everything delivered or ended, the time past, nothing open."""

from sqlalchemy import select

from app.evidence import services as evidence
from app.evidence.models import EvidenceChain
from app.extensions import db
from app.kernel import clock
from app.law import retention
from app.orders import periods
from app.orders.models import Order, OrderState, SubOrder, SubOrderState
from app.orders.rules import ENDED
from app.orders.services.changes import locked, move
from app.payments import queries as payments
from app.payments.models import RefundState
from app.returns.models import Case, CaseState, GoodsReturnState

UNDECIDED = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.PENDING_REFUSAL,
        CaseState.UNDER_REVIEW,
        CaseState.WAITING_INFO,
    }
)
OVER = (RefundState.CLOSED, RefundState.CANCELLED)


def close_finished() -> int:
    """Close orders of which every sub-order has ended; the records' time begins (DC-20.1)."""
    open_orders = db.session.scalars(select(Order).where(Order.state == OrderState.FORMED)).all()
    finished = [order for order in open_orders if is_finished(order)]
    for order in finished:
        order = locked(order)
        move(order, "ended")
        order.closed_at = clock.now()
        until = retention.retain_until(clock.today(), _years(order))
        evidence.record(order.reference, "closed", {"keep_until": until.isoformat()}, "SYS")
        evidence.close(order.reference, until)
    return len(finished) + _close_again()


def _close_again() -> int:
    """A later case restarted the time of a closed order; when it is over, it begins anew."""
    reopened = db.session.scalars(
        select(Order)
        .join(EvidenceChain, EvidenceChain.subject == Order.reference)
        .where(Order.state == OrderState.CLOSED, EvidenceChain.closed_at.is_(None))
    ).all()
    finished = [order for order in reopened if is_finished(order)]
    for order in finished:
        evidence.close(order.reference, retention.retain_until(clock.today(), _years(order)))
    return len(finished)


def _years(order: Order) -> int:
    years = order.terms.get("record_years", 3)
    return years if isinstance(years, int) else 3


def is_finished(order: Order) -> bool:
    """Every sub-order ended, or delivered with its period over; no case, no money open."""
    if any(refund.state not in OVER for refund in payments.refunds_of(order.id)):
        return False
    return all(_has_ended(suborder) for suborder in order.suborders)


def _has_ended(suborder: SubOrder) -> bool:
    if _has_open_case(suborder):
        return False
    if any(setback.choice is None for setback in suborder.setbacks):
        return False
    if suborder.state in ENDED:
        return True
    last_day = periods.last_day(suborder)
    delivered = suborder.state is SubOrderState.DELIVERED
    return delivered and last_day is not None and last_day < clock.today()


def _has_open_case(suborder: SubOrder) -> bool:
    cases = db.session.scalars(select(Case).where(Case.suborder_id == suborder.id))
    return any(map(is_open, cases))


def is_open(case: Case) -> bool:
    """Whether a case waits for a decision or for goods."""
    return case.state in UNDECIDED or (
        case.goods is not None and case.goods.state is not GoodsReturnState.CLOSED
    )
