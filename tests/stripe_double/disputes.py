"""Disputes at the double: opened by a bank, answered once, decided by the bank."""

from typing import TYPE_CHECKING, Any

from tests.stripe_double.refusal import Refusal

if TYPE_CHECKING:
    from tests.stripe_double.books import Books

DAY = 24 * 60 * 60
FEE = 1_500


def made(
    ref: str,
    intent: dict[str, Any],
    now: float,
    amount: int | None = None,
    reason: str = "product_not_received",
    status: str = "needs_response",
    currency: str = "try",
) -> dict[str, Any]:
    """A dispute; what is no mere inquiry takes the money and a fee at once."""
    dispute = {
        "id": ref,
        "object": "dispute",
        "amount": intent["amount_received"] if amount is None else amount,
        "balance_transactions": [],
        "charge": intent["latest_charge"]["id"],
        "created": int(now),
        "currency": currency,
        "evidence": {},
        "evidence_details": {"due_by": int(now) + 9 * DAY, "submission_count": 0},
        "payment_intent": intent["id"],
        "reason": reason,
        "status": status,
    }
    if not status.startswith("warning"):
        moves(dispute, -dispute["amount"], FEE)
    return dispute


def moves(dispute: dict[str, Any], amount: int, fee: int = 0) -> None:
    """Money leaves our balance for it, or comes back."""
    number = len(dispute["balance_transactions"])
    dispute["balance_transactions"].append(
        {
            "id": f"txn_{dispute['id']}_{number}",
            "object": "balance_transaction",
            "amount": amount,
            "fee": fee,
            "net": amount - fee,
            "currency": dispute["currency"],
            "type": "adjustment",
        }
    )


def decide(dispute: dict[str, Any], won: bool) -> None:
    """The bank of the card decides; won, the money comes back."""
    dispute["status"] = "won" if won else "lost"
    if won and dispute["balance_transactions"]:
        moves(dispute, dispute["amount"])


def answered(dispute: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Evidence, handed in once."""
    if not dispute["status"].endswith("needs_response"):
        raise Refusal("dispute_evidence_already_submitted")
    dispute["evidence"] |= said.get("evidence", {})
    if said.get("submit", True):
        dispute["status"] = dispute["status"].replace("needs_response", "under_review")
        dispute["evidence_details"]["submission_count"] += 1
    return dispute


def closed(dispute: dict[str, Any]) -> dict[str, Any]:
    """We give in."""
    if not dispute["status"].endswith("needs_response"):
        raise Refusal("dispute_already_closed")
    dispute["status"] = "lost"
    return dispute


def listed(books: "Books", wanted: dict[str, Any]) -> dict[str, Any]:
    """Disputes since a moment, the newest first."""
    since = int(wanted.get("created", {}).get("gte", 0))
    of = wanted.get("payment_intent")
    found = [
        row
        for row in books.disputes.values()
        if row["created"] >= since and of in {None, row["payment_intent"]}
    ]
    return {"object": "list", "data": found[::-1], "has_more": False, "url": "/v1/disputes"}


def taken(books: "Books", intent: str) -> int:
    """What disputes keep of a payment now."""
    return -sum(
        row["amount"]
        for dispute in books.disputes.values()
        if dispute["payment_intent"] == intent
        for row in dispute["balance_transactions"]
    )
