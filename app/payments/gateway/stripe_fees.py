"""Stripe's fees: each stands on the movement of our balance that it belongs to."""

from collections.abc import Iterable

import stripe

from app.payments.gateway import Fee, ProviderRefused

CHARGE = "payment_intent.latest_charge.balance_transaction"
REFUND = "data.balance_transaction"


def of(
    intent: stripe.PaymentIntent,
    refunds: Iterable[stripe.Refund],
    disputes: Iterable[stripe.Dispute],
) -> list[Fee]:
    """The fees of a payment. Raises ProviderRefused for a balance that is not in our currency."""
    charge = intent.latest_charge
    moved = [charge.balance_transaction] if isinstance(charge, stripe.Charge) else []
    moved += [refund.balance_transaction for refund in refunds]
    for dispute in disputes:
        moved += dispute.balance_transactions
    known = [row for row in moved if isinstance(row, stripe.BalanceTransaction)]
    for row in known:
        if row.currency != "try":
            raise ProviderRefused(f"a fee in {row.currency}")
    return [Fee(row.id, row.fee) for row in known if row.fee]
