"""Stripe's balance: what came in, what its fee took, what went back and out to the bank."""

from collections.abc import Callable
from typing import Any

from tests.stripe_double import fees


class Balance:
    """Balance transactions, newest first as Stripe lists them, a page at a time."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.rows: list[dict[str, Any]] = []

    def note(self, kind: str, movement: dict[str, Any], source: dict[str, Any]) -> None:
        """Money moves; `source` is the charge, refund or payout that it is of."""
        of_kind = {"type": kind, "reporting_category": kind, "status": "available"}
        self.rows.insert(0, movement | of_kind | {"created": int(self.now()), "source": source})

    def pay_out(self, amount: int, status: str = "paid") -> dict[str, Any]:
        """Stripe sends money to the operator's bank."""
        number = f"po_{len(self.rows) + 1}"
        payout = {"id": number, "object": "payout", "amount": amount, "status": status}
        self.note("payout", fees.movement(f"txn_{number}", -amount, 0), payout)
        return payout

    def listed(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """One page, with its sources whole where they are asked for."""
        since = wanted.get("created", {}).get("gte", 0)
        rows = [row for row in self.rows if row["created"] >= since]
        if after := wanted.get("starting_after"):
            place = [row["id"] for row in rows].index(after)
            rows = rows[place + 1 :]
        limit = wanted.get("limit", 10)
        whole = "data.source" in wanted.get("expand", [])
        page = [row if whole else row | {"source": row["source"]["id"]} for row in rows[:limit]]
        return {
            "object": "list",
            "data": page,
            "has_more": len(rows) > limit,
            "url": "/v1/balance_transactions",
        }
