"""Periods in civil days. Nothing else in the application computes a deadline."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days on which no consumer's period ends (CLK-3, CLK-5)."""

    public: frozenset[date] = field(default_factory=frozenset)
    eves: frozenset[date] = field(default_factory=frozenset)
    saturday_is_holiday: bool = True
    eve_is_holiday: bool = True


def last_day(event: date, days: int, holidays: Holidays, *, roll: bool = True) -> date:
    """The last day of a period of `days` set running by `event`.

    Code of Obligations art. 92: the day of the event is not counted (CLK-2).
    Code of Obligations art. 93: a consumer's last day on a holiday moves to the next working
    day (CLK-3); a trader's never does (`roll=False`, CLK-4).
    """
    if days < 0:
        raise ValueError("a period has no negative days")
    end = event + timedelta(days=days)
    return rolled(end, holidays) if roll else end


def rolled(day: date, holidays: Holidays) -> date:
    """The day itself, or the next working day (Code of Obligations art. 93, CLK-3)."""
    while not _is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def _is_working_day(day: date, holidays: Holidays) -> bool:
    if day.weekday() == SUNDAY or day in holidays.public:
        return False
    if day.weekday() == SATURDAY and holidays.saturday_is_holiday:
        return False
    return not (day in holidays.eves and holidays.eve_is_holiday)


def business_day(event: date, count: int, holidays: Holidays) -> date:
    """The business day `count` after `event`, for a trader's deadline (CLK-4, CLK-5).

    Monday to Friday without public holidays; an eve is a business day. 0 is the day itself.
    """
    if count < 0:
        raise ValueError("business days are counted forwards")
    day = event
    while count:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays.public:
            count -= 1
    return day


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 (CLK-6)."""
    return months_after(day, 12 * years)


def months_after(day: date, months: int) -> date:
    """The same day number so many months on, or that month's last day (CLK-6)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
