"""What Stripe keeps for its work, on the movements of our balance."""

from typing import Any

CHARGE = "payment_intent.latest_charge.balance_transaction"
OF_REFUND = 25


def movement(ref: str, amount: int, fee: int) -> dict[str, Any]:
    """A movement of our balance with its fee."""
    return {
        "id": ref,
        "object": "balance_transaction",
        "amount": amount,
        "fee": fee,
        "net": amount - fee,
        "currency": "try",
    }


def of_charge(intent: dict[str, Any]) -> dict[str, Any]:
    """2.9 % and 3.00 of what is taken."""
    amount = intent["amount_received"]
    return movement(f"txn_{intent['latest_charge']['id']}", amount, amount * 29 // 1000 + 300)


def of_refund(ref: str, amount: int) -> dict[str, Any]:
    """A refund costs a little too."""
    return movement(f"txn_{ref}", -amount, OF_REFUND)
