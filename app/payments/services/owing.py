"""Money owed because pieces of a sub-order are given up or will never come."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.kernel import clock
from app.orders import queries as orders
from app.orders.events import LinesEnded
from app.orders.models import SubOrder
from app.payments.models import PaymentAttempt, Refund
from app.payments.services import amounts
from app.payments.services.refunds import RefundDraft, open_refund


def owe(
    suborder: SubOrder,
    quantities: Mapping[int, int],
    *,
    cause: str,
    kind: str,
    notice_on: date,
    release_now: bool,
    against_objection: bool = False,
    paused_days: int = 0,
) -> Refund | None:
    """Owe what these pieces (line id to pieces, moved already) bring back; None where nothing does.

    `against_objection`: decided without the goods although the supplier objected (5.3).
    `paused_days`: civil days for which the clock stood still (4.6.2).
    """
    amount = amounts.going_back(suborder, quantities)
    if amount.total_minor == 0:
        return None
    days = amounts.days_for(suborder.order, notice_on + timedelta(days=paused_days))
    return open_refund(
        suborder.order,
        RefundDraft(
            suborder_reference=suborder.reference,
            supplier_id=suborder.supplier_id,
            cause=cause,
            kind=kind,
            goods_minor=amount.goods_minor,
            delivery_minor=amount.delivery_minor,
            notice_on=notice_on,
            due_on=days.due_on,
            release_on=days.release_on,
            inputs=amounts.sheet(suborder, quantities) | {"paused_days": paused_days},
            quantities=quantities,
            against_objection=against_objection,
        ),
        release_now,
    )


def lines_ended(event: LinesEnded) -> None:
    """Pieces will never come: their money goes back at once, for nothing comes back (art. 16)."""
    owe(
        orders.suborder_by_reference(event.suborder_reference),
        event.quantities,
        cause=event.number,
        kind=event.cause,
        notice_on=event.notice_on,
        release_now=True,
    )


def owe_late_money(attempt: PaymentAttempt) -> Refund:
    """Money that came too late or twice goes back the same day to where it came from (4.3)."""
    order = attempt.order
    days = amounts.days_for(order, clock.today())
    return open_refund(
        order,
        RefundDraft(
            suborder_reference=order.suborders[0].reference,
            supplier_id=order.suborders[0].supplier_id,
            cause=f"{order.reference}-P{attempt.number}",
            kind="late_money",
            goods_minor=attempt.captured_minor,
            delivery_minor=0,
            notice_on=clock.today(),
            due_on=days.due_on,
            release_on=clock.today(),
            inputs={"payment": attempt.number, "paid": attempt.captured_minor},
            attempt=attempt,
        ),
        True,
    )
