"""Stripe's balance transactions in the shop's words."""

from datetime import UTC, datetime

import stripe
from stripe.params import BalanceTransactionListParams

from app.payments.gateway import Movement

PAGE = 100
KINDS = {
    "charge": "payment",
    "payment": "payment",
    "refund": "refund",
    "payment_refund": "refund",
    "refund_failure": "refund",
    "payment_failure_refund": "refund",
    "stripe_fee": "fee",
    "payout": "payout",
    "payout_failure": "payout",
    "payout_cancel": "payout",
}
OF_A_DISPUTE = frozenset({"dispute", "dispute_reversal"})


def wanted(since: datetime) -> BalanceTransactionListParams:
    """What moved since a moment, with what each movement is about."""
    return {
        "created": {"gte": int(since.timestamp())},
        "currency": "try",
        "expand": ["data.source"],
        "limit": PAGE,
    }


def read(transaction: stripe.BalanceTransaction) -> Movement:
    """A balance transaction: gross amount, the fee taken off at once, what it is about."""
    kind = KINDS.get(transaction.type, "other")
    if transaction.reporting_category in OF_A_DISPUTE:
        kind = "dispute"
    source = transaction.source
    return Movement(
        ref=transaction.id,
        kind=kind,
        about=_about(kind, source),
        amount_minor=transaction.amount,
        fee_minor=transaction.fee,
        at=datetime.fromtimestamp(transaction.created, UTC),
        pending=isinstance(source, stripe.Payout) and source.status in {"pending", "in_transit"},
    )


def _about(kind: str, source: object) -> str:
    """The order that a charge or its dispute names; else the number of the thing itself."""
    if isinstance(source, stripe.Dispute):
        source = source.charge
    named = getattr(source, "metadata", None) or {}
    if kind in {"payment", "dispute"} and "reference" in named:
        return str(named["reference"])
    return str(getattr(source, "id", source) or "")
