"""On which days a supplier ships, and by which day what is ordered is there (DL-1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.law.delivery import MOST_DAYS

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """A supplier's days: weekdays of shipping (0 Monday; none named: every day) and closures.

    `holidays` are the public ones, `eves` the half days before them.
    """

    shipping_days: frozenset[int] = frozenset()
    closures: tuple[tuple[date, date], ...] = ()
    holidays: frozenset[date] = field(default_factory=frozenset)
    eves: frozenset[date] = field(default_factory=frozenset)

    def is_open(self, day: date) -> bool:
        """Whether anybody works here on this day."""
        return not any(first <= day <= last for first, last in self.closures)

    def ships_on(self, day: date, cold: bool) -> bool:
        """Whether a parcel is handed to the carrier on this day.

        Cold goods never before a weekend or a holiday: they would lie in a depot.
        """
        if not self.is_open(day) or (
            self.shipping_days and day.weekday() not in self.shipping_days
        ):
            return False
        if self.shipping_days and day in self.holidays:
            return False
        return not cold or not (self._is_off(day) or self._is_off(day + DAY))

    def _is_off(self, day: date) -> bool:
        return day.weekday() >= SATURDAY or day in self.holidays or day in self.eves


def first_shipping_day(ordered_on: date, calendar: Calendar, cold: bool) -> date | None:
    """The first day on which goods ordered today can leave; None: not within thirty days."""
    return next((day for day in _from(ordered_on, 0) if calendar.ships_on(day, cold)), None)


def sent_by(ordered_on: date, lead_days: int, calendar: Calendar, cold: bool) -> date | None:
    """By when a carrier brings it: the lead time counts from the first day of shipping.

    Never later than the thirty days of art. 16(1); None where nothing leaves before they end.
    """
    leaves = first_shipping_day(ordered_on, calendar, cold)
    if leaves is None or leaves >= ordered_on + MOST_DAYS * DAY:
        return None
    return min(leaves + lead_days * DAY, ordered_on + MOST_DAYS * DAY)


def brought_by(
    ordered_on: date, lead_days: int, weekdays: Sequence[int], calendar: Calendar
) -> date | None:
    """By when the supplier's own van brings it, or it can be collected, on one of these weekdays.

    The first such day after the lead time; where none is left in thirty days, the last before.
    """
    later = list(_from(ordered_on, lead_days))
    earlier = [ordered_on + n * DAY for n in range(lead_days - 1, 0, -1)]
    return next((day for day in later + earlier if _serves(day, weekdays, calendar)), None)


def _serves(day: date, weekdays: Sequence[int], calendar: Calendar) -> bool:
    if not calendar.is_open(day):
        return False
    return not weekdays or (day.weekday() in weekdays and day not in calendar.holidays)


def _from(ordered_on: date, first: int) -> Iterator[date]:
    return (ordered_on + n * DAY for n in range(first, MOST_DAYS + 1))
