"""What goes back, and until when (arts 12 and 16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.kernel.money import allocate
from app.law.rule_sets import RuleSet

DAYS = 14
RELEASE_BEFORE_DUE_DAYS = 2


class MoreThanPaid(ValueError):
    """More would go back than is left of what was paid."""


class WayBack(StrEnum):
    """How goods come back, as far as the date of the refund is concerned."""

    NOTHING = "nothing"
    NAMED_CARRIER = "named_carrier"
    OTHER_CARRIER = "other_carrier"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True)
class Portion:
    """A line of which something goes back: kuruş each, how many now, how many are still kept."""

    unit_price_minor: int
    quantity: int
    kept_after: int


@dataclass(frozen=True, slots=True)
class Amount:
    """What a refund is made of, in kuruş: each line's goods in their order, and delivery."""

    by_line: tuple[int, ...]
    delivery_minor: int

    @property
    def goods_minor(self) -> int:
        """The goods given up (art. 12(1))."""
        return sum(self.by_line)

    @property
    def total_minor(self) -> int:
        """All that goes back (art. 12(1))."""
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
    goods = tuple(portion.unit_price_minor * portion.quantity for portion in portions)
    delivery = delivery_fee_due_back(
        charged_delivery_minor, fee_of_kept_minor, delivery_refunded_minor
    )
    return Amount(goods, delivery)


def delivery_fee_due_back(charged_minor: int, fee_of_kept_minor: int, refunded_minor: int) -> int:
    """Art. 12(1), C-24: refunded so far and now = charged less fee of what is kept; never < 0."""
    return max(0, charged_minor - fee_of_kept_minor - refunded_minor)


def by_instrument(refund_minor: int, paid: Sequence[int], refunded: Sequence[int]) -> list[int]:
    """Art. 12(2): a refund split over the instruments of payment, by what is left on each.

    Whole kuruş, largest remainder, ties to the earlier position. Raises MoreThanPaid.
    """
    left = [was - back for was, back in zip(paid, refunded, strict=True)]
    if min(left, default=0) < 0 or refund_minor > sum(left):
        raise MoreThanPaid(f"{refund_minor} of {sum(left)}")
    return allocate(refund_minor, left)


def refund_due(
    notice_on: date,
    days: int = DAYS,
    *,
    legal_on: date | None = None,
    refund_clock: str = "notification",
) -> date:
    """Art. 12(1): the last day for the refund, counted from the notice; it never moves (CLK-4).

    `legal_on` is the day of the contract's rule set (`legal_day`), once known: an earlier one
    counts, a later one only under `refund_clock=rule_set`.
    """
    from_notice = notice_on + timedelta(days=days)
    if legal_on is None:
        return from_notice
    return legal_on if refund_clock == "rule_set" else min(from_notice, legal_on)


def legal_day(
    rules: RuleSet, notice_on: date, way_back: WayBack, moved_on: date | None
) -> date | None:
    """Art. 12(1) in the contract's text: the last day the law allows; None until it runs.

    As amended the fourteen days begin with `moved_on`: handed to the named carrier, arrived by
    another one, or collected by the seller. Before delivery and for services: with the notice.
    """
    if not rules.refund_follows_goods or way_back is WayBack.NOTHING:
        return notice_on + timedelta(days=DAYS)
    return moved_on + timedelta(days=DAYS) if moved_on else None


def release_day(
    notice_on: date, latest_release_day: int = 12, *, due_on: date | None = None
) -> date:
    """Art. 12(1), C-12: the day on which the money leaves even if nothing has come back yet.

    Two days before `due_on` where that is earlier, never before the notice.
    """
    release = notice_on + timedelta(days=latest_release_day)
    if due_on is not None:
        release = min(release, due_on - timedelta(days=RELEASE_BEFORE_DUE_DAYS))
    return max(notice_on, release)
