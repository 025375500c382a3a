"""The refund of a case: what its lines bring back, owed from the notice (art. 12(1))."""

from datetime import date, timedelta

from app.kernel import clock
from app.law.refunds import WayBack
from app.payments import queries as payments
from app.payments import rules
from app.payments.models import Refund, RefundState
from app.payments.services import amounts
from app.payments.services import refunds as paying
from app.payments.services.owing import owe
from app.payments.services.refunds import RefundDraft, open_refund
from app.returns.models import Case

RETURN_COST = "return_cost"
LEFT = rules.AT_THE_BANK | {RefundState.SENT, RefundState.CONFIRMED}
OVER = frozenset({RefundState.CONFIRMED, RefundState.CLOSED, RefundState.CANCELLED})


def kind_of(case: Case) -> str:
    """The kind of a case's refund (DC-12.2.c): what is granted after a complaint is its own."""
    if case.complained_at is not None:
        return "complaint"
    return "claim" if case.is_claim else "withdrawal"


def open_for(case: Case, release_now: bool) -> Refund | None:
    """Owe the money of a case: due 14 days from the notice, sent on day 12 at the latest.

    The days for which a claim waited for the shopper are added (4.6.2).
    """
    return owe(
        case.suborder,
        {part.order_line_id: part.quantity for part in case.lines},
        cause=case.number,
        kind=kind_of(case),
        notice_on=clock.day_of(case.statement.received_at),
        release_now=release_now,
        paused_days=case.paused_days,
    )


def last_day(case: Case) -> date:
    """The day on which the money of a case must have left, were it granted now (4.6.2)."""
    notice_on = clock.day_of(case.statement.received_at) + timedelta(days=case.paused_days)
    return amounts.days_for(case.suborder.order, notice_on).due_on


def refund_of(case: Case) -> Refund | None:
    """The refund of a case's goods to the first instrument, if it has one."""
    return payments.refund_for(case.number, kind_of(case))


def refunds_of(case: Case) -> list[Refund]:
    """Everything that goes back for a case, to whatever instrument."""
    return [r for r in payments.refunds_of(case.suborder.order_id) if r.cause == case.number]


def release(case: Case) -> None:
    """Nothing is waited for any longer: the money leaves, if it may by itself."""
    paying.release_case(case.number, kind_of(case))


def bear_against_objection(case: Case) -> None:
    """The goods need not come back although the seller objected: the house bears it (5.3)."""
    paying.bear_against_objection(case.number, kind_of(case))


def goods_moved(case: Case, way_back: WayBack, on: date) -> None:
    """The goods are on their way: from here the amended text counts (C-30)."""
    paying.goods_moved(case.number, kind_of(case), way_back, on)


def cancel(case: Case) -> None:
    """Both sides keep the contract: nothing is owed any more."""
    paying.cancel_case(case.number, kind_of(case), "both sides keep the contract")


def reimburse(case: Case, sum_minor: int, on: date) -> None:
    """Owe what the shopper paid a carrier: a refund of its own, looked at by finance."""
    suborder = case.suborder
    days = amounts.days_for(suborder.order, on)
    open_refund(
        suborder.order,
        RefundDraft(
            suborder_reference=suborder.reference,
            supplier_id=suborder.supplier_id,
            cause=case.number,
            kind=RETURN_COST,
            goods_minor=0,
            delivery_minor=0,
            cost_minor=sum_minor,
            notice_on=on,
            due_on=days.due_on,
            release_on=days.release_on,
            inputs={"receipt": sum_minor},
        ),
        release_now=True,
    )


def is_on_its_way(case: Case) -> bool:
    """Whether money has left for this case."""
    return any(r.state in LEFT or r.confirmed_at is not None for r in refunds_of(case))


def is_paid(case: Case) -> bool:
    """Whether nothing of what is owed for this case is still open."""
    return all(refund.state in OVER for refund in refunds_of(case))
