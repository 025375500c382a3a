"""What may follow what for a payout, and how a sub-order's open money stands."""

from datetime import date
from enum import StrEnum

from app.settlements.models import PayoutState

PAYOUT: dict[tuple[PayoutState, str], PayoutState] = {
    (PayoutState.PUT_TOGETHER, "put_in_file"): PayoutState.IN_FILE,
    (PayoutState.PUT_TOGETHER, "take_apart"): PayoutState.TAKEN_APART,
    (PayoutState.IN_FILE, "executed"): PayoutState.EXECUTED,
    (PayoutState.IN_FILE, "sent_back"): PayoutState.SENT_BACK,
}
OPEN = (PayoutState.PUT_TOGETHER, PayoutState.IN_FILE)
BUSINESS_DAYS = 2


class Standing(StrEnum):
    """Where the open money of a sub-order is."""

    PAYABLE = "payable"
    SET_OFF = "set_off"
    IN_TRANSFER = "in_transfer"
    WAITING = "waiting"
    HELD = "held"
    UNDELIVERED = "undelivered"


def standing(
    amount_minor: int, payable_from: date | None, holds: int, in_payout: bool, today: date
) -> Standing:
    """How an open amount stands today (AM-12A.5); what is owed by the supplier waits for nothing.

    `holds`: how many open cases keep it back; `in_payout`: another part of it is on its way.
    """
    if amount_minor < 0:
        return Standing.SET_OFF
    if holds or in_payout:
        return Standing.HELD
    if payable_from is None:
        return Standing.UNDELIVERED
    return Standing.PAYABLE if payable_from <= today else Standing.WAITING
