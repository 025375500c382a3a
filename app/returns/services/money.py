"""The refund of a case: what its lines bring back, owed from the notice (art. 12(1))."""

from app.kernel import clock
from app.payments.models import Refund
from app.payments.services.owing import owe
from app.returns.models import Withdrawal

KIND = "withdrawal"


def open_for(case: Withdrawal, release_now: bool) -> Refund | None:
    """Owe the money of a case: due 14 days from the notice, sent on day 12 at the latest."""
    return owe(
        case.suborder,
        {part.order_line_id: part.quantity for part in case.lines},
        cause=case.number,
        kind=KIND,
        notice_on=clock.day_of(case.statement.received_at),
        release_now=release_now,
    )
