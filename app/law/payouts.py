"""When the money of a sale may go on to its seller (art. 12/A, AM-12A.5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.law import deadlines
from app.law.deadlines import Holidays


class Since(StrEnum):
    """What a seller's wait for the money is counted from."""

    WITHDRAWAL_END = "withdrawal_end"
    DELIVERY = "delivered_business_days"


@dataclass(frozen=True, slots=True)
class PayoutAfter:
    """How long the price is held: civil days after the period, or business days after delivery."""

    since: Since
    days: int


def payable_from(
    after: PayoutAfter,
    delivered_on: date | None,
    withdrawal_end: date | None,
    holidays: Holidays,
) -> date | None:
    """Art. 12/A, AM-12A.5: the civil day from which a seller may be paid for a sale.

    None while something is still to be delivered or the days to withdraw do not run. The money
    never leaves before everything was delivered; a payer's day does not roll (CLK-4).
    """
    if delivered_on is None:
        return None
    if after.since is Since.DELIVERY:
        return deadlines.business_day(delivered_on, after.days, holidays)
    if withdrawal_end is None:
        return None
    return max(delivered_on, withdrawal_end + timedelta(days=after.days))
