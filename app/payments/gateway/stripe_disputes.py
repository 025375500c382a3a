"""Stripe's disputes in the shop's words."""

from datetime import UTC, datetime

import stripe
from stripe.params import DisputeUpdateParams

from app.payments.gateway import Disputed, Proof, ProviderRefused

STATES = {
    "needs_response": "needs_answer",
    "warning_needs_response": "needs_answer",
    "appeal_needs_response": "needs_answer",
    "under_review": "under_review",
    "warning_under_review": "under_review",
    "appeal_under_review": "under_review",
    "won": "won",
    "prevented": "won",
    "warning_closed": "won",
    "lost": "lost",
}
MOST_CHARACTERS = 20_000


def intent_of(dispute: stripe.Dispute) -> str:
    """Which payment it is about."""
    intent = dispute.payment_intent
    return intent if isinstance(intent, str) else intent.id if intent else ""


def read(dispute: stripe.Dispute, payment: str) -> Disputed:
    """A dispute with its money in kuruş. Raises ProviderRefused for another currency."""
    moved = dispute.balance_transactions
    for currency in (dispute.currency, *(row.currency for row in moved)):
        if currency != "try":
            raise ProviderRefused(f"a dispute in {currency}")
    due_by = dispute.evidence_details.due_by
    return Disputed(
        ref=dispute.id,
        payment=payment,
        amount_minor=dispute.amount,
        reason=dispute.reason,
        state=STATES.get(dispute.status, "needs_answer"),
        taken_minor=-sum(row.amount for row in moved),
        movements=len(moved),
        answer_by=datetime.fromtimestamp(due_by, UTC) if due_by else None,
    )


def evidence(proof: Proof) -> DisputeUpdateParams:
    """Our proof in Stripe's fields, handed in at once; what is empty is left out."""
    fields = {
        "uncategorized_text": proof.words[:MOST_CHARACTERS],
        "product_description": proof.goods[:MOST_CHARACTERS],
        "shipping_carrier": proof.carrier,
        "shipping_tracking_number": proof.tracking,
        "shipping_date": proof.sent_on,
    }
    said = {name: text for name, text in fields.items() if text}
    return {"evidence": said, "submit": True}  # type: ignore[typeddict-item]
