"""What goes back, and until when (arts 12 and 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 14
RATES: tuple[tuple[date, int], ...] = ((date(2006, 1, 1), 900), (date(2024, 6, 1), 2400))


class NoRate(LookupError):
    """No statutory rate is on file for a day."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A line of which something goes back: kuruş each, how many now, how many are still kept."""

    unit_price_minor: int
    quantity: int
    kept_after: int


@dataclass(frozen=True, slots=True)
class Amount:
    """What a refund is made of, in kuruş."""

    goods_minor: int
    delivery_minor: int

    @property
    def total_minor(self) -> int:
        return self.goods_minor + self.delivery_minor


def amount_of(
    portions: Sequence[Portion],
    *,
    charged_delivery_minor: int,
    fee_of_kept_minor: int,
    delivery_refunded_minor: int,
) -> Amount:
    """Art. 12(1) with C-24: the goods given up, and the delivery fee that falls with them.

    `fee_of_kept_minor` is the tariff at the contract for what is still kept; nothing kept: 0.
    """
    goods = sum(portion.unit_price_minor * portion.quantity for portion in portions)
    delivery = delivery_fee_due_back(
        charged_delivery_minor, fee_of_kept_minor, delivery_refunded_minor
    )
    return Amount(goods, delivery)


def delivery_fee_due_back(charged_minor: int, fee_of_kept_minor: int, refunded_minor: int) -> int:
    """Art. 12(1), C-24: refunded so far + now = charged − fee of what is kept; never below 0."""
    return max(0, charged_minor - fee_of_kept_minor - refunded_minor)


def refund_due(notice_on: date, days: int = DAYS) -> date:
    """Art. 12(1): the last day for the refund, counted from the notice; it never moves (CLK-4)."""
    return notice_on + timedelta(days=days)


def release_day(notice_on: date, latest_release_day: int = 12) -> date:
    """Art. 12(1), C-12: the day on which the money leaves even if nothing has come back yet."""
    return notice_on + timedelta(days=latest_release_day)


def interest(
    amount_minor: int,
    collected_on: date,
    refunded_on: date,
    rates: Sequence[tuple[date, int]] = RATES,
) -> int:
    """Art. 16(3), Law 3095 art. 1: simple statutory interest in kuruş, actual/365, half up.

    Each day d with collection ≤ d < refund at the rate (basis points) of d. Raises NoRate.
    """
    points = sum(
        _rate_on(collected_on + timedelta(days=n), rates)
        for n in range((refunded_on - collected_on).days)
    )
    numerator = amount_minor * points
    denominator = 365 * 10_000
    return (2 * numerator + denominator) // (2 * denominator)


def _rate_on(day: date, rates: Sequence[tuple[date, int]]) -> int:
    valid = [rate for since, rate in sorted(rates) if since <= day]
    if not valid:
        raise NoRate(day.isoformat())
    return valid[-1]
