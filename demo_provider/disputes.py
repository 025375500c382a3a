"""Disputes: the person tells this bank that she does not owe a payment; the bank decides later."""

import secrets
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection, Row

from demo_provider import clock, events, fees, movements, payments
from demo_provider.errors import Refused

REASONS = ("product_not_received", "product_unacceptable", "fraudulent", "duplicate")
DAYS_TO_ANSWER = 9
GOING_ON = ("needs_answer", "under_review")


def find(connection: Connection, dispute_id: str) -> Row:
    """The dispute as it stands; Refused (404) when there is none."""
    row: Row | None = connection.execute(
        "SELECT * FROM disputes WHERE id = ?", (dispute_id,)
    ).fetchone()
    if row is None:
        raise Refused(404, "unknown_dispute", "There is no such dispute.")
    return row


def of_payment(connection: Connection, payment_id: str) -> Row | None:
    """The newest dispute about a payment."""
    row: Row | None = connection.execute(
        "SELECT * FROM disputes WHERE payment_id = ? ORDER BY rowid DESC", (payment_id,)
    ).fetchone()
    return row


def since(connection: Connection, moment: datetime) -> list[Row]:
    """Disputes opened since then, the newest first."""
    return connection.execute(
        "SELECT * FROM disputes WHERE opened_at >= ? ORDER BY rowid DESC", (moment.timestamp(),)
    ).fetchall()


def may_open(connection: Connection, payment: Row) -> bool:
    """Whether there is money to dispute, and no dispute about it that is going on."""
    known = of_payment(connection, payment["id"])
    left = payment["captured_minor"] - payment["refunded_minor"] - payment["disputed_minor"]
    return bool(left > 0 and (known is None or known["state"] not in GOING_ON))


def open_about(connection: Connection, payment_id: str, reason: str) -> Row:
    """Take what is left of a payment back for the person, at once, and tell the shop."""
    payment = payments.find(connection, payment_id)
    if not may_open(connection, payment):
        raise Refused(409, "wrong_state", "There is nothing to dispute.")
    amount = payment["captured_minor"] - payment["refunded_minor"] - payment["disputed_minor"]
    dispute_id = f"dis_{secrets.token_hex(16)}"
    now = clock.now()
    connection.execute(
        "INSERT INTO disputes (id, payment_id, amount_minor, reason, taken_minor, opened_at,"
        " answer_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            dispute_id,
            payment_id,
            amount,
            reason,
            amount,
            now.timestamp(),
            (now + timedelta(days=DAYS_TO_ANSWER)).timestamp(),
        ),
    )
    _keep(connection, payment_id, amount)
    fees.charge(connection, payment_id, fees.OF_A_DISPUTE)
    return _told(connection, dispute_id)


def contest(connection: Connection, dispute_id: str, words: str) -> Row:
    """The shop answers, once."""
    _must(find(connection, dispute_id), "needs_answer")
    connection.execute(
        "UPDATE disputes SET state = 'under_review', words = ? WHERE id = ?", (words, dispute_id)
    )
    return find(connection, dispute_id)


def concede(connection: Connection, dispute_id: str) -> Row:
    """The shop gives in."""
    _must(find(connection, dispute_id), "needs_answer")
    return decide(connection, dispute_id, won=False)


def decide(connection: Connection, dispute_id: str, *, won: bool) -> Row:
    """The bank decides; if the shop wins, the money goes back to it."""
    dispute = find(connection, dispute_id)
    _must(dispute, *GOING_ON)
    if won:
        _keep(connection, dispute["payment_id"], -dispute["taken_minor"])
        connection.execute(
            "UPDATE disputes SET state = 'won', taken_minor = 0, movements = movements + 1"
            " WHERE id = ?",
            (dispute_id,),
        )
    else:
        connection.execute("UPDATE disputes SET state = 'lost' WHERE id = ?", (dispute_id,))
    return _told(connection, dispute_id)


def _must(dispute: Row, *states: str) -> None:
    if dispute["state"] not in states:
        state = str(dispute["state"])
        raise Refused(
            409, "wrong_state", f"A dispute that is {state} does not allow this.", state=state
        )


def _keep(connection: Connection, payment_id: str, amount_minor: int) -> None:
    connection.execute(
        "UPDATE payments SET disputed_minor = disputed_minor + ? WHERE id = ?",
        (amount_minor, payment_id),
    )
    reference = payments.find(connection, payment_id)["reference"]
    movements.record(connection, "dispute", reference, -amount_minor)


def _told(connection: Connection, dispute_id: str) -> Row:
    dispute = find(connection, dispute_id)
    events.record_dispute(connection, payments.find(connection, dispute["payment_id"]), dispute)
    return dispute


def as_json(dispute: Row) -> dict[str, object]:
    """The dispute as the API shows it."""
    names = ("id", "payment_id", "amount_minor", "reason", "state", "taken_minor", "movements")
    return {name: dispute[name] for name in names} | {
        "answer_by": datetime.fromtimestamp(dispute["answer_by"], UTC).isoformat()
    }
