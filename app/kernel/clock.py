"""The only place the application asks what time it is, and the only way it stores one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SHOP_ZONE = ZoneInfo("Europe/Istanbul")


_back: ContextVar[timedelta] = ContextVar("back", default=timedelta())


def now() -> datetime:
    """This moment, aware, in UTC (CLK-1, CLK-7)."""
    return datetime.now(UTC) - _back.get()


@contextmanager
def earlier(by: timedelta) -> Iterator[None]:
    """Live through what happened earlier: only for the past that the demo is given."""
    token = _back.set(by)
    try:
        yield
    finally:
        _back.reset(token)


def today() -> date:
    """The civil day at the shop: legal periods run in days, not in hours."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The civil day in Europe/Istanbul on which a moment falls."""
    return moment.astimezone(SHOP_ZONE).date()


def start_of(day: date) -> datetime:
    """The first moment of a civil day at the shop, in UTC."""
    return datetime.combine(day, time(), SHOP_ZONE).astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment on every database: naive values are refused, UTC is stored and given back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None
