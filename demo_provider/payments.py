"""Payments and refunds: what state follows which, and never more than was agreed."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection, Row

from demo_provider import clock, events, fees, movements
from demo_provider.errors import Refused
from demo_provider.store import Store

NEXT = {
    ("open", "approve"): "authorised",
    ("open", "decline"): "declined",
    ("open", "expire"): "expired",
    ("authorised", "capture"): "captured",
    ("authorised", "void"): "voided",
}
PAID = ("authorised", "captured")


@dataclass(frozen=True)
class NewPayment:
    """What the shop asks for; addresses and amounts are already checked."""

    reference: str
    amount_minor: int
    currency: str
    description: str
    return_url: str
    notify_url: str
    language: str
    expires_at: datetime


def create(connection: Connection, wanted: NewPayment) -> Row:
    """Open a payment that waits for the person."""
    payment_id = f"pay_{secrets.token_hex(16)}"
    connection.execute(
        "INSERT INTO payments (id, reference, amount_minor, currency, description, return_url,"
        " notify_url, language, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            payment_id,
            wanted.reference,
            wanted.amount_minor,
            wanted.currency,
            wanted.description,
            wanted.return_url,
            wanted.notify_url,
            wanted.language,
            wanted.expires_at.timestamp(),
        ),
    )
    return find(connection, payment_id)


def find(connection: Connection, payment_id: str) -> Row:
    """The payment as it stands in the books; Refused (404) when there is none."""
    row: Row | None = connection.execute(
        "SELECT * FROM payments WHERE id = ?", (payment_id,)
    ).fetchone()
    if row is None:
        raise Refused(404, "unknown_payment", "There is no such payment.")
    return row


def is_overdue(payment: Row) -> bool:
    """Has the time to pay passed without an answer?"""
    return bool(payment["state"] == "open" and payment["expires_at"] <= clock.now().timestamp())


def settled(connection: Connection, payment_id: str) -> Row:
    """The payment to act on: one whose time has passed expires first, and the shop is told."""
    payment = find(connection, payment_id)
    if not is_overdue(payment):
        return payment
    return _told(connection, _move(connection, payment, "expire"))


def as_it_stands(store: Store, payment_id: str) -> Row:
    """The payment to show; the books are written only when its time has just passed."""
    with store.reading() as connection:
        payment = find(connection, payment_id)
    if not is_overdue(payment):
        return payment
    with store.writing() as connection:
        return settled(connection, payment_id)


def expire_overdue(connection: Connection) -> None:
    """Expire every open payment whose time has passed."""
    overdue = connection.execute(
        "SELECT id FROM payments WHERE state = 'open' AND expires_at <= ?",
        (clock.now().timestamp(),),
    ).fetchall()
    for row in overdue:
        settled(connection, row["id"])


def approve(connection: Connection, payment: Row) -> Row:
    """The person agrees: the amount is set aside for the shop."""
    return _told(connection, _move(connection, payment, "approve"))


def decline(connection: Connection, payment: Row) -> Row:
    """The bank refuses the person; the shop must open another payment for another try."""
    return _told(connection, _move(connection, payment, "decline"))


def capture(connection: Connection, payment_id: str, amount_minor: int) -> Row:
    """Take the authorised amount or a part of it, once; what is not taken is released."""
    payment = settled(connection, payment_id)
    if payment["state"] == "authorised" and amount_minor > payment["amount_minor"]:
        raise Refused(422, "amount_too_large", "More than was authorised cannot be captured.")
    _move(connection, payment, "capture")
    connection.execute(
        "UPDATE payments SET captured_minor = ? WHERE id = ?", (amount_minor, payment_id)
    )
    movements.record(connection, "payment", payment["reference"], amount_minor)
    fees.charge(connection, payment_id, fees.of_capture(amount_minor))
    return find(connection, payment_id)


def void(connection: Connection, payment_id: str) -> Row:
    """Give the authorised amount back before it was taken. Asking twice changes nothing."""
    payment = settled(connection, payment_id)
    return payment if payment["state"] == "voided" else _move(connection, payment, "void")


def expire(connection: Connection, payment_id: str) -> Row:
    """Make sure that the payment can no longer be paid; refused when it already is."""
    payment = settled(connection, payment_id)
    if payment["state"] in PAID:
        raise Refused(
            409, "already_paid", "The person has already paid.", state=str(payment["state"])
        )
    return _move(connection, payment, "expire") if payment["state"] == "open" else payment


def refund(
    connection: Connection, payment_id: str, amount_minor: int, key: str
) -> tuple[Row, bool]:
    """Send money back, never more than is left; the refund of a key and whether it is new."""
    payment = settled(connection, payment_id)
    known = _refund_named(connection, payment_id, key)
    if known is not None:
        if known["amount_minor"] != amount_minor:
            raise Refused(409, "refund_key_reused", "This key names a refund of another amount.")
        return known, False
    if payment["state"] != "captured":
        raise _wrong_state(payment)
    left = payment["captured_minor"] - payment["refunded_minor"] - payment["disputed_minor"]
    if amount_minor > left:
        raise Refused(
            422, "amount_too_large", "Less than this is left to refund.", refundable_minor=left
        )
    refund_id = f"ref_{secrets.token_hex(16)}"
    connection.execute(
        "INSERT INTO refunds (id, payment_id, key, amount_minor) VALUES (?, ?, ?, ?)",
        (refund_id, payment_id, key, amount_minor),
    )
    connection.execute(
        "UPDATE payments SET refunded_minor = refunded_minor + ? WHERE id = ?",
        (amount_minor, payment_id),
    )
    movements.record(connection, "refund", refund_id, -amount_minor)
    made = _refund_named(connection, payment_id, key)
    assert made is not None
    return made, True


def refunds_of(connection: Connection, payment_id: str) -> list[Row]:
    return connection.execute(
        "SELECT * FROM refunds WHERE payment_id = ? ORDER BY rowid", (payment_id,)
    ).fetchall()


def _refund_named(connection: Connection, payment_id: str, key: str) -> Row | None:
    row: Row | None = connection.execute(
        "SELECT * FROM refunds WHERE payment_id = ? AND key = ?", (payment_id, key)
    ).fetchone()
    return row


def _move(connection: Connection, payment: Row, event: str) -> Row:
    """Apply the one table of states."""
    following = NEXT.get((payment["state"], event))
    if following is None:
        raise _wrong_state(payment)
    connection.execute("UPDATE payments SET state = ? WHERE id = ?", (following, payment["id"]))
    return find(connection, payment["id"])


def _told(connection: Connection, payment: Row) -> Row:
    events.record(connection, payment)
    return payment


def _wrong_state(payment: Row) -> Refused:
    state = str(payment["state"])
    return Refused(
        409, "wrong_state", f"A payment that is {state} does not allow this.", state=state
    )


def as_json(connection: Connection, payment: Row, url: str) -> dict[str, object]:
    """The payment as the API shows it."""
    return {
        "id": payment["id"],
        "url": url,
        "reference": payment["reference"],
        "state": payment["state"],
        "currency": payment["currency"],
        "amount_minor": payment["amount_minor"],
        "captured_minor": payment["captured_minor"],
        "refunded_minor": payment["refunded_minor"],
        "expires_at": datetime.fromtimestamp(payment["expires_at"], UTC).isoformat(),
        "refunds": [refund_as_json(row) for row in refunds_of(connection, payment["id"])],
        "fees": [dict(row) for row in fees.of_payment(connection, payment["id"])],
    }


def refund_as_json(row: Row) -> dict[str, object]:
    return {name: row[name] for name in ("id", "amount_minor", "state", "key")}
