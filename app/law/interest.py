"""What money costs that comes back late (art. 16, Law 3095 art. 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# In force from this day on: yearly rate in basis points. Only ever appended to.
RATES: tuple[tuple[date, int], ...] = ((date(2006, 1, 1), 900), (date(2024, 6, 1), 2400))


class NoRate(LookupError):
    """No statutory rate is on file for a day."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row under one rate: from the first to the day before `until`; basis points."""

    first: date
    until: date
    rate_bp: int

    @property
    def days(self) -> int:
        """How many days are counted (art. 16(3))."""
        return (self.until - self.first).days


def spans(
    collected_on: date, refunded_on: date, rates: Sequence[tuple[date, int]] = RATES
) -> tuple[Span, ...]:
    """Art. 16(3): the days d with collection <= d < refund, cut where the rate changes.

    Raises NoRate for a day on which no rate is on file.
    """
    if refunded_on <= collected_on:
        return ()
    ordered = sorted(rates)
    if not ordered or collected_on < ordered[0][0]:
        raise NoRate(collected_on.isoformat())
    ends = [since for since, _ in ordered[1:]] + [refunded_on]
    cut = (
        Span(max(since, collected_on), min(end, refunded_on), rate)
        for (since, rate), end in zip(ordered, ends, strict=True)
    )
    return tuple(span for span in cut if span.first < span.until)


def interest(
    amount_minor: int,
    collected_on: date,
    refunded_on: date,
    rates: Sequence[tuple[date, int]] = RATES,
) -> int:
    """Art. 16(3), Law 3095 art. 1: simple statutory interest in kuruş, actual/365, half up.

    Each day d with collection <= d < refund at the rate (basis points) of d. Raises NoRate.
    """
    points = sum(span.days * span.rate_bp for span in spans(collected_on, refunded_on, rates))
    numerator = amount_minor * points
    denominator = 365 * 10_000
    return (2 * numerator + denominator) // (2 * denominator)


def overdue_interest(
    amount_minor: int,
    due_on: date,
    refunded_on: date,
    rates: Sequence[tuple[date, int]] = RATES,
) -> int:
    """Art. 12(1), DC-12.1: interest on a refund that is late: days d with due < d < refund."""
    return interest(amount_minor, first_late_day(due_on), refunded_on, rates)


def first_late_day(due_on: date) -> date:
    """Art. 12(1): the day on which a refund that has not left begins to cost interest."""
    return due_on + timedelta(days=1)
