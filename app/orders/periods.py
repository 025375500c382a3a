"""The withdrawal period of an order: the law's rule over the order's facts, its end kept.

A last day is kept with what it was computed from. Holidays and settings that change later may
lengthen it and never shorten it (CLK-5); only another fact can, as art. 10(2) says.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.kernel import clock
from app.law import withdrawal
from app.law.deadlines import Holidays
from app.orders import pieces
from app.orders.lines import first_received_on
from app.orders.models import Order, OrderLine, SubOrder
from app.settings import queries as settings


def holidays_for(order: Order) -> Holidays:
    """The holidays on file, under the settings that the contract keeps (rule 13)."""
    return Holidays(
        public=settings.public_holidays(),
        eves=settings.eves(),
        saturday_is_holiday=bool(order.terms.get("saturday_is_holiday", True)),
        eve_is_holiday=bool(order.terms.get("eve_is_holiday", True)),
    )


def sale_of(suborder: SubOrder) -> withdrawal.Sale:
    """What the law needs to know: all lines of the order, or of this contract (C-27).

    Goods and services together follow the goods (art. 9(4), DC-9.5); where nothing travels, the
    period begins with the contract.
    """
    order = suborder.order
    whole = order.terms.get("split_scope", "order") == "order"
    lines = [line for part in (order.suborders if whole else [suborder]) for line in part.lines]
    sale = sale_with(suborder, [part for line in lines if line.travels for part in lines_of(line)])
    return replace(sale, kept=_kept(suborder, sale))


def sale_with(suborder: SubOrder, lines: Sequence[withdrawal.Line]) -> withdrawal.Sale:
    """A sale of these lines on the contract's terms; without any the contract sets the days off."""
    days = suborder.order.terms.get("withdrawal_days", withdrawal.DAYS)
    return withdrawal.Sale(
        lines=lines or [_service(suborder.order)],
        informed_on=suborder.informed_on,
        days=days if isinstance(days, int) else withdrawal.DAYS,
    )


def _kept(suborder: SubOrder, sale: withdrawal.Sale) -> date | None:
    """The day on file, unless the buyer was informed since or the days began earlier after all.

    Who is informed after the year of art. 10(1) gains and loses nothing by it.
    """
    day, inputs = suborder.last_day, suborder.last_day_inputs
    began, informed = withdrawal.began_on(sale), sale.informed_on
    if day is None or inputs is None or began is None or began.isoformat() < str(inputs["began"]):
        return None
    stands = informed is None or informed > day or informed.isoformat() == inputs["informed"]
    return day if stands else None


def _service(order: Order) -> withdrawal.Line:
    formed = order.formed_at
    return withdrawal.service(clock.day_of(formed)) if formed else withdrawal.Line(None)


def lines_of(line: OrderLine) -> list[withdrawal.Line]:
    """What arrived, what ended and what turned back of a line, each with its day (DC-9.3.a)."""
    turned = [
        parcel.turned_on
        for parcel in line.suborder.shipments
        if parcel.state in pieces.TURNED and parcel.turned_why != "uncollected"
        if parcel.ended_at is None and any(part.line_id == line.id for part in parcel.lines)
    ]
    back = pieces.turned(line)
    expected = line.ordered - line.cancelled - back
    found = [withdrawal.Line(None, day) for day in turned if day is not None and back]
    if line.ended_on is not None or expected + back == 0:
        found.append(withdrawal.Line(None, line.ended_on or line.suborder.ended_on))
    if expected > 0 and line.deliveries > 1:
        found.append(withdrawal.deliveries([first_received_on(line)]))
    elif expected > 0:
        arrived = line.received >= expected or line.received == line.dispatched == line.ordered
        found.append(withdrawal.Line(line.received_on if arrived else None))
    return found


def last_day(suborder: SubOrder) -> date | None:
    """The last day to withdraw from this contract; None while goods are on their way."""
    return withdrawal.last_day(sale_of(suborder), holidays_for(suborder.order))


def inputs_of(suborder: SubOrder) -> dict[str, object]:
    """What the day was computed from, kept beside it."""
    sale = sale_of(suborder)
    return {
        "lines": [
            {"received": _iso(line.received_on), "ended": _iso(line.ended_on)}
            for line in sale.lines
        ],
        "began": _iso(withdrawal.began_on(sale)),
        "informed": _iso(sale.informed_on),
        "days": sale.days,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def is_kept(order: Order) -> bool:
    """Whether the last days on file are those of today's facts."""
    return all(
        (suborder.last_day, suborder.last_day_inputs) == (last_day(suborder), inputs_of(suborder))
        for suborder in order.suborders
    )


def keep(order: Order) -> None:
    """Put the last day of each contract on file, with its inputs, the order locked (CLK-5).

    A receipt runs the days of the whole order, so every contract is looked at.
    """
    for suborder in order.suborders:
        suborder.last_day, suborder.last_day_inputs = last_day(suborder), inputs_of(suborder)
