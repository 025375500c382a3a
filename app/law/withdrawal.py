"""The consumer's right to withdraw (Regulation on Distance Contracts, arts 9 to 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.law import deadlines
from app.law.deadlines import Holidays

DAYS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order, as far as time is concerned.

    `received_on`: the day that sets the days running, None while it is on its way. For a good
    its receipt; see `service`, `deliveries` and `good_in_parts` for what is no such thing.
    `ended_on`: the day on which it dropped out before delivery (cancelled, terminated).
    """

    received_on: date | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sale:
    """All that the law needs to know about a sale, of whatever kind, to judge a withdrawal.

    `kept`: the last day computed before from the same facts; the period never ends before it.
    """

    lines: Sequence[Line]
    informed_on: date | None
    days: int = DAYS
    kept: date | None = None

    def __post_init__(self) -> None:
        if self.days < DAYS:
            raise ValueError("the law gives fourteen days; a contract may only give more")
        if not self.lines:
            raise ValueError("a sale has lines")


def last_day(sale: Sale, holidays: Holidays) -> date | None:
    """The last day to withdraw, or None while goods are still on their way.

    Art. 9(1), 9(3)(a): fourteen days from receipt of the last good of the order; a line that
    ended before delivery drops out, but not sooner than fourteen days after it ended.
    Art. 10(1): a consumer never duly informed has a year more, which ends on a working day too.
    Art. 10(2): a consumer informed within that year has fourteen days from then.
    CLK-5: a day that was kept is never moved forward.
    """
    began = began_on(sale)
    if began is None:
        return None
    end = _end(sale, began, holidays)
    return end if sale.kept is None else max(end, sale.kept)


def _end(sale: Sale, began: date, holidays: Holidays) -> date:
    ordinary = deadlines.last_day(began, sale.days, holidays)
    a_year_more = deadlines.rolled(deadlines.years_after(ordinary, 1), holidays)
    if sale.informed_on is None or sale.informed_on > a_year_more:
        return a_year_more
    return max(ordinary, deadlines.last_day(sale.informed_on, sale.days, holidays))


def began_on(sale: Sale) -> date | None:
    """Art. 9(3): the day that set the days running, or None while goods are on their way."""
    events: list[date] = []
    for line in sale.lines:
        event = line.received_on or line.ended_on
        if event is None:
            return None
        events.append(event)
    return max(events)


def service(formed_on: date) -> Line:
    """Art. 9(2): for services the days begin with the day of the contract."""
    return Line(formed_on)


def deliveries(boxes: Sequence[date | None]) -> Line:
    """Art. 9(3)(c): for regular deliveries the days begin with the first good received."""
    return Line(min((box for box in boxes if box is not None), default=None))


def good_in_parts(parts: Sequence[date | None]) -> Line:
    """Art. 9(3)(b): a good in several parts is received with its last part."""
    known = [part for part in parts if part is not None]
    return Line(max(known) if len(known) == len(parts) and known else None)


def is_in_time(sale: Sale, sent_on: date, holidays: Holidays) -> bool:
    """Art. 11(1): it is enough that the notice was sent before the period ended.

    Art. 9(2): before delivery one may always withdraw.
    """
    deadline = last_day(sale, holidays)
    return deadline is None or sent_on <= deadline
