"""From which day a seller may be paid for a sub-order: the rule over its own facts (AM-12A.5).

Other contracts of the same order do not keep a seller waiting: only what this one sold counts.
"""

from collections.abc import Callable
from datetime import date, timedelta

from app.kernel import clock
from app.law import payouts, withdrawal
from app.orders import periods, pieces, rules
from app.orders.models import Order, OrderLine, Shipment, SubOrder
from app.settings import payouts as setting
from app.settings import queries as settings


def payable_from(suborder: SubOrder) -> date | None:
    """The civil day from which its money may leave; None while something is on its way."""
    order = suborder.order
    holidays = periods.holidays_for(order)
    return payouts.payable_from(
        setting.read(str(order.terms.get("payout_after", setting.DEFAULT))),
        delivered_on(suborder),
        withdrawal.last_day(_sale(suborder), holidays),
        holidays,
    )


def delivered_on(suborder: SubOrder) -> date | None:
    """When the last of it had reached the buyer, by word or as assumed; None: not yet."""
    days = [_day_of(line) for line in suborder.lines]
    known = [day for day in days if day is not None]
    return max(known, default=None) if len(known) == len(days) else None


def assumed_on(parcel: Shipment) -> date:
    """The day from which a parcel without any word counts as delivered (DC-9.2.g)."""
    days = parcel.suborder.order.terms.get("assumed_delivered_days")
    wait = days if isinstance(days, int) else settings.number("assumed_delivered_days")
    return clock.day_of(parcel.handed_over_at) + timedelta(days=wait)


def is_assumed(parcel: Shipment) -> bool:
    """Long enough without a word to count as delivered, for payouts and due lists only.

    It never begins the shopper's period (DC-9.2.g).
    """
    return parcel.state in rules.MOVING and assumed_on(parcel) <= clock.today()


def _day_of(line: OrderLine) -> date | None:
    """When the last kept piece of a line was with the buyer, or the line ended."""
    if not line.travels:
        return _performed_on(line)
    if pieces.undelivered(line) == 0:
        return line.received_on or line.ended_on or _formed_on(line.suborder.order)
    if pieces.undelivered(line, is_assumed):
        return None
    return max(assumed_on(parcel) for parcel in _parcels_of(line, is_assumed))


def _performed_on(line: OrderLine) -> date | None:
    """What happens on a day is delivered when it has happened; a download with the contract."""
    if line.kept == 0 or line.starts_at is None:
        return line.ended_on or _formed_on(line.suborder.order)
    return clock.day_of(line.performed_at) if line.performed_at else None


def _formed_on(order: Order) -> date | None:
    return clock.day_of(order.formed_at) if order.formed_at else None


def _parcels_of(line: OrderLine, wanted: Callable[[Shipment], bool]) -> list[Shipment]:
    return [
        parcel
        for parcel in line.suborder.shipments
        if wanted(parcel) and any(part.line_id == line.id for part in parcel.lines)
    ]


def _sale(suborder: SubOrder) -> withdrawal.Sale:
    """This contract alone; what is assumed to be there sets the days running, for the seller."""
    lines: list[withdrawal.Line] = []
    for line in suborder.lines:
        if line.travels and pieces.undelivered(line):
            lines.append(withdrawal.Line(_day_of(line)))
        elif line.travels:
            lines += periods.lines_of(line)
    return periods.sale_with(suborder, lines)
