"""What a shopper reads of money that goes back, on the page of the order."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.kernel import crypto
from app.orders.models import Order
from app.payments import ibans, queries, rules, unpaid_queries
from app.payments.models import Refund, RefundState
from app.web.filters import date_long, money


@dataclass(frozen=True, slots=True)
class GoingBack:
    """A refund in a sentence: how much, what happens next, whether the person must act."""

    refund: Refund
    amount: str
    sentence: str
    status: str
    tone: str
    asks: bool


def going_back(order: Order) -> list[GoingBack]:
    """The refunds of an order; one that asks for something stands first."""
    rows = [
        _row(refund)
        for refund in queries.refunds_of(order.id)
        if refund.state is not RefundState.CANCELLED
    ]
    return sorted(rows, key=lambda row: not row.asks)


def pay_again_token(order: Order) -> str:
    """Where a buyer pays an order whose money was refused: the token of the last attempt, or ""."""
    if not unpaid_queries.is_unpaid(order):
        return ""
    return crypto.decrypt(queries.attempts_of(order.id)[-1].return_cipher)


def _row(refund: Refund) -> GoingBack:
    asks = refund.state in rules.ASKS_FOR_IBAN
    status, tone = (_("Please name an account"), "amber") if asks else (_("On its way"), "sea")
    if refund.confirmed_at:
        status, tone = _("Paid back"), "kelp"
    return GoingBack(refund, money(refund.amount_minor), said(refund), status, tone, asks)


def said(refund: Refund) -> str:
    """Where the money is, in a sentence: never paid back before the provider says so."""
    if refund.confirmed_at and refund.value_on:
        return _sent(refund, date_long(refund.value_on))
    last_day = date_long(refund.due_on)
    if refund.state in rules.ASKS_FOR_IBAN:
        return _("We need an account to pay it to; last day %(day)s.", day=last_day)
    if refund.by_transfer and refund.iban_cipher:
        return _(
            "Goes to your account %(account)s, at the latest on %(day)s.",
            account=ibans.masked(refund.iban_cipher),
            day=last_day,
        )
    return _("Goes back to your card, at the latest on %(day)s.", day=last_day)


def said_of_buyer(refund: Refund) -> str:
    """The same for the seller and for staff, to whom the buyer's card and account are nothing."""
    if refund.confirmed_at and refund.value_on:
        return _("Sent to the buyer on %(day)s.", day=date_long(refund.value_on))
    return _("Goes back to the buyer, at the latest on %(day)s.", day=date_long(refund.due_on))


def _sent(refund: Refund, day: str) -> str:
    if refund.by_transfer and refund.iban_cipher:
        return _(
            "Sent to your account %(account)s on %(day)s.",
            account=ibans.masked(refund.iban_cipher),
            day=day,
        )
    return _("Sent to your card on %(day)s; banks need 7 to 10 business days to show it.", day=day)
