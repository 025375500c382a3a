"""Civil months in Europe/Istanbul, as statements and books count them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date

from app.kernel import clock
from app.kernel.errors import NotFound
from app.web import language

WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A civil month, by its first day."""

    first: date

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return clock.start_of(self.first)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return clock.start_of(self.plus(1).first)

    def plus(self, months: int) -> "Month":
        """So many months later."""
        number = self.first.year * 12 + self.first.month - 1 + months
        return Month(date(number // 12, number % 12 + 1, 1))

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    @staticmethod
    def of(moment: datetime) -> "Month":
        """The month in which a moment falls at the shop."""
        return Month(clock.day_of(moment).replace(day=1))

    @property
    def name(self) -> str:
        """`March 2026`."""
        return format_date(self.first, "MMMM y", locale=language.current())

    @property
    def short(self) -> str:
        """As short as the axis of a chart needs it."""
        return format_date(self.first, "MMM", locale=language.current())

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def this_month() -> Month:
    """The month that runs."""
    return Month(clock.today().replace(day=1))


def written(text: str) -> Month:
    """The month of an address, such as 2026-03. Raises NotFound, also for one to come."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise NotFound
    month = Month(date(int(found[1]), int(found[2]), 1))
    if month > this_month():
        raise NotFound
    return month
