"""Where every piece of a line is: counted from the parcels, whole pieces only (art. 9(3)(b))."""

from collections.abc import Callable
from datetime import date

from app.kernel import clock
from app.law import deadlines
from app.orders.models import OrderLine, Shipment, ShipmentState, SubOrder
from app.orders.rules import Pieces

BACK = (ShipmentState.REFUSED, ShipmentState.COMING_BACK)
TURNED = (*BACK, ShipmentState.RETURNED)


def recount(suborder: SubOrder) -> None:
    """Write on each line how many whole pieces were handed over and how many arrived."""
    for line in suborder.lines:
        line.dispatched = _whole(line, lambda _parcel: True)
        line.received = _whole(line, lambda parcel: parcel.state is ShipmentState.DELIVERED)


def _whole(line: OrderLine, counts: Callable[[Shipment], bool]) -> int:
    return _parts(line, counts) // line.parts_count


def _parts(line: OrderLine, counts: Callable[[Shipment], bool]) -> int:
    return sum(
        part.units
        for parcel in line.suborder.shipments
        if parcel.ended_at is None and counts(parcel)
        for part in parcel.lines
        if part.line_id == line.id
    )


def parts_to_send(line: OrderLine) -> int:
    """Parts of kept pieces not yet handed over; parcels that come back unpaid are not kept."""
    if not line.travels:
        return 0
    sent = _parts(line, lambda _parcel: True)
    gone = line.returning + line.returned
    return max(0, (line.kept + gone) * line.parts_count - max(sent, gone * line.parts_count))


def to_send(line: OrderLine) -> int:
    """Pieces not yet (wholly) handed over and not given up."""
    return -(-parts_to_send(line) // line.parts_count)


def next_parcel(line: OrderLine) -> int:
    """Pieces that may go into the next parcel: of a box, those of one delivery (art. 9(3)(c))."""
    return min(to_send(line), line.ordered // line.deliveries)


def of(line: OrderLine) -> Pieces:
    """Where the pieces of a line are now, for `rules.standing`."""
    return Pieces(
        live=line.ordered - line.cancelled - never_back(line),
        to_send=to_send(line),
        dispatched=line.dispatched,
        received=line.received,
        coming_back=_whole(line, lambda parcel: parcel.state in BACK),
        returned=_whole(line, lambda parcel: parcel.state is ShipmentState.RETURNED),
        begun=_parts(line, lambda _parcel: True) % line.parts_count > 0,
    )


def undelivered(line: OrderLine, assumed: Callable[[Shipment], bool] | None = None) -> int:
    """Kept pieces that have not reached the shopper: what a termination may end (art. 16(2)).

    Pieces being returned are those that arrived, unless they sit in a parcel not taken. `assumed`:
    which parcels count as arrived although nobody says so.
    """
    if not line.travels:
        happens = line.starts_at is not None and line.performed_at is None
        return line.kept if happens else 0
    gone = max(0, line.returning + line.returned - turned(line))
    there = line.received + (_whole(line, assumed) if assumed else 0)
    return max(0, line.kept - max(0, there - gone))


def overdue(line: OrderLine, today: date) -> int:
    """Of what is undelivered, what should have been there: a box's later deliveries come later."""
    if line.starts_at is not None:
        return undelivered(line) if clock.day_of(line.starts_at) < today else 0
    first = line.suborder.promised_by
    if line.deliveries == 1 or first is None:
        return undelivered(line)
    months = line.snapshot.get("interval_months")
    every = months if isinstance(months, int) else 1
    due = sum(
        deadlines.months_after(first, number * every) < today for number in range(line.deliveries)
    )
    came = line.received + _terminated(line)
    return max(0, min(undelivered(line), line.ordered // line.deliveries * due - came))


def _terminated(line: OrderLine) -> int:
    """Deliveries of a box that were late and ended for it: they are late no more."""
    return sum(
        part.quantity
        for ending in line.suborder.endings
        if ending.cause == "termination"
        for part in ending.lines
        if part.line_id == line.id
    )


def turned(line: OrderLine) -> int:
    """Pieces in parcels that the shopper did not take or no longer wanted."""
    return _whole(
        line, lambda parcel: parcel.state in TURNED and parcel.turned_why != "uncollected"
    )


def never_back(line: OrderLine) -> int:
    """Pieces given up that no parcel holds any more: lost on the way."""
    return max(0, line.returned - line.dispatched) if line.travels else 0


def unsent(line: OrderLine) -> int:
    """Kept pieces of which nothing has been handed over."""
    if not line.travels:
        return line.kept
    return min(line.kept, parts_to_send(line) // line.parts_count)
