"""Until when a seller must perform: parcels by the lead time, what happens by its own date."""

from datetime import date

from app.kernel import clock
from app.law import delivery
from app.orders.models import SubOrder


def promised_by(suborder: SubOrder, ordered_on: date) -> date:
    """The day promised: of the last date of what happens, else by the lead time (art. 16(1))."""
    return _happens_on(suborder) or delivery.promised_by(ordered_on, suborder.lead_days)


def latest_by(suborder: SubOrder, ordered_on: date) -> date:
    """The last day at all: thirty days for goods; what is dated has its own day (art. 16(1))."""
    return _happens_on(suborder) or delivery.latest_by(ordered_on)


def _happens_on(suborder: SubOrder) -> date | None:
    if any(line.travels for line in suborder.lines):
        return None
    days = [clock.day_of(line.starts_at) for line in suborder.lines if line.starts_at]
    return max(days) if days else None
