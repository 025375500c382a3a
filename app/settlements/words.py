"""Payouts and open money as people read them."""

from flask_babel import gettext as _

from app.contracts.words import name_of
from app.orders.models import SubOrder
from app.settlements.models import PayoutState
from app.settlements.rules import Standing


def state_of(state: PayoutState) -> tuple[str, str]:
    """A payout's state in words, with its tone."""
    return {
        PayoutState.PUT_TOGETHER: (_("Put together"), "amber"),
        PayoutState.IN_FILE: (_("At the bank"), "sea"),
        PayoutState.EXECUTED: (_("Has been paid"), "kelp"),
        PayoutState.SENT_BACK: (_("Sent back"), "coral"),
        PayoutState.TAKEN_APART: (_("Taken apart"), ""),
    }[state]


def goods_of(suborder: SubOrder) -> str:
    """By what a maker knows an order: `2 × Lakerda, 1 × Tuz`."""
    return ", ".join(f"{line.ordered} × {name_of(line)}" for line in suborder.lines)


def standing_of(standing: Standing) -> tuple[str, str]:
    """How open money stands, with its tone."""
    return {
        Standing.PAYABLE: (_("In the next payout"), "kelp"),
        Standing.SET_OFF: (_("Taken off the next payout"), "amber"),
        Standing.IN_TRANSFER: (_("On its way to your bank"), "sea"),
        Standing.WAITING: (_("Waits for its day"), ""),
        Standing.HELD: (_("Held"), "amber"),
        Standing.UNDELIVERED: (_("Not delivered yet"), ""),
    }[standing]
