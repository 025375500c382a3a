"""What the bank keeps for its work, so that finance meets a fee in practice.

Simulated, and no setting: 2.49 % of what is captured, half up, and 15.00 for each dispute, which
is not given back. Refunds cost nothing, and the fee of a payment stays with the bank.
"""

import secrets
from sqlite3 import Connection, Row

from demo_provider import movements

OF_A_CAPTURE_BP = 249
OF_A_DISPUTE = 1_500


def of_capture(amount_minor: int) -> int:
    """The fee of a captured amount, in minor units."""
    return (2 * amount_minor * OF_A_CAPTURE_BP + 10_000) // 20_000


def charge(connection: Connection, payment_id: str, amount_minor: int) -> None:
    """Keep a fee; none of nothing."""
    if amount_minor:
        fee_id = f"fee_{secrets.token_hex(16)}"
        connection.execute(
            "INSERT INTO fees (id, payment_id, amount_minor) VALUES (?, ?, ?)",
            (fee_id, payment_id, amount_minor),
        )
        movements.record(connection, "fee", fee_id, -amount_minor)


def of_payment(connection: Connection, payment_id: str) -> list[Row]:
    """The fees of a payment, in order."""
    return connection.execute(
        "SELECT id, amount_minor FROM fees WHERE payment_id = ? ORDER BY rowid", (payment_id,)
    ).fetchall()
