"""What money costs that comes back late (art. 16, Law 3095 art. 1)."""

from collections.abc import Sequence
from datetime import date, timedelta

# In force from this day on: yearly rate in basis points. Only ever appended to.
RATES: tuple[tuple[date, int], ...] = ((date(2006, 1, 1), 900), (date(2024, 6, 1), 2400))


class NoRate(LookupError):
    """No statutory rate is on file for a day."""


def interest(
    amount_minor: int,
    collected_on: date,
    refunded_on: date,
    rates: Sequence[tuple[date, int]] = RATES,
) -> int:
    """Art. 16(3), Law 3095 art. 1: simple statutory interest in kuruş, actual/365, half up.

    Each day d with collection <= d < refund at the rate (basis points) of d. Raises NoRate.
    """
    points = sum(
        _rate_on(collected_on + timedelta(days=n), rates)
        for n in range((refunded_on - collected_on).days)
    )
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
    return interest(amount_minor, due_on + timedelta(days=1), refunded_on, rates)


def _rate_on(day: date, rates: Sequence[tuple[date, int]]) -> int:
    valid = [rate for since, rate in sorted(rates) if since <= day]
    if not valid:
        raise NoRate(day.isoformat())
    return valid[-1]
