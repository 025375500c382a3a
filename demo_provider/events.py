"""What the bank has to tell the shop by itself, written down before it is sent."""

import json
import secrets
from sqlite3 import Connection, Row

from demo_provider import clock


def record(connection: Connection, payment: Row) -> None:
    """Store the event of the payment's new state, as often and as late as the person chose."""
    now = clock.now()
    event_id = f"evt_{secrets.token_hex(16)}"
    body = json.dumps(
        {
            "event_id": event_id,
            "type": f"payment.{payment['state']}",
            "payment_id": payment["id"],
            "reference": payment["reference"],
            "state": payment["state"],
            "amount_minor": payment["amount_minor"],
            "at": now.isoformat(),
        }
    )
    due_at = now.timestamp() + payment["notify_after"]
    for _ in range(payment["notify_times"]):
        connection.execute(
            "INSERT INTO deliveries (event_id, url, body, due_at) VALUES (?, ?, ?, ?)",
            (event_id, payment["notify_url"], body, due_at),
        )
