"""What the bank has to tell the shop by itself, written down before it is sent."""

import json
import secrets
from sqlite3 import Connection, Row

from demo_provider import clock


def record(connection: Connection, payment: Row) -> None:
    """Store the event of the payment's new state, as often and as late as the person chose."""
    facts = {"state": payment["state"], "amount_minor": payment["amount_minor"]}
    _store(connection, payment, f"payment.{payment['state']}", facts)


def record_dispute(connection: Connection, payment: Row, dispute: Row) -> None:
    """Store the event of a dispute's new state; the shop is told in the same way."""
    facts = {"dispute_id": dispute["id"], "state": dispute["state"]}
    _store(connection, payment, f"dispute.{dispute['state']}", facts)


def _store(connection: Connection, payment: Row, kind: str, facts: dict[str, object]) -> None:
    now = clock.now()
    event_id = f"evt_{secrets.token_hex(16)}"
    body = json.dumps(
        {
            "event_id": event_id,
            "type": kind,
            "payment_id": payment["id"],
            "reference": payment["reference"],
            **facts,
            "at": now.isoformat(),
        }
    )
    due_at = now.timestamp() + payment["notify_after"]
    for _ in range(payment["notify_times"]):
        connection.execute(
            "INSERT INTO deliveries (event_id, url, body, due_at) VALUES (?, ?, ?, ?)",
            (event_id, payment["notify_url"], body, due_at),
        )
