"""Receiving a statement: always, at once, with its number (art. 11)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.contracts.services import keeping
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, crypto, events, ids
from app.media.papers import Paper
from app.messaging import services as messaging
from app.orders.models import Order
from app.orders.services.changes import locked
from app.returns import messages, papers
from app.returns.events import StatementReceived
from app.returns.models import FilePurpose, Kind, Statement, StatementState
from app.returns.services import cases, files, quantities, reports
from app.returns.services.quantities import MoreThanKept, Wish, everything_kept
from app.returns.services.telling import role_of

__all__ = ["MoreThanKept", "Wish", "Words", "declare", "receive", "withdraw"]


@dataclass(frozen=True, slots=True)
class Words:
    """What the person wrote; `nonce` names this one submission, so that twice is once.

    `sent_at` and `received_at` are given for what came on another way than a form (C-25), and
    `number` where one was given already while the shop was closed. `reports`: of the authorised
    service (HR-17).
    """

    name: str
    email: str
    order_text: str
    goods_text: str
    message: str
    language: str
    nonce: str
    channel: str = "form"
    kind: Kind = Kind.WITHDRAWAL
    sent_at: datetime | None = None
    received_at: datetime | None = None
    number: str = ""
    uploads: Sequence[Paper] = ()
    reports: Sequence[Paper] = ()


def withdraw(order: Order, words: Words, wishes: Mapping[int, Wish]) -> tuple[Statement, str]:
    """A proven shopper gives up these lines, or says what is wrong with them.

    Returns the statement and the receipt's token. The same submission twice is one statement.
    Raises MoreThanKept.
    """
    order = locked(order)
    if known := known_as(words):
        return known, receipt_token(known)
    wishes = quantities.with_what_follows(order, wishes)
    quantities.reserve(order, wishes)
    statement = receive(words, order, StatementState.MATCHED, "SH")
    cases.open_cases(statement, order, wishes)
    reports.ask_where_missing(statement)
    acknowledge(statement)
    return statement, receipt_token(statement)


def declare(words: Words, order: Order | None) -> tuple[Statement, str]:
    """The public form: always a number, whether the order is found or not (DC-11.guest).

    Found and nothing said about goods: everything still kept. Otherwise it waits at the desk,
    with its time.
    """
    if order is not None:
        order = locked(order)
    if known := known_as(words):
        return known, receipt_token(known)
    wishes = everything_kept(order) if order is not None and not words.goods_text else {}
    matched = order is not None and bool(wishes)
    if matched and order is not None:
        quantities.reserve(order, wishes)
    state = StatementState.MATCHED if matched else StatementState.UNMATCHED
    try:
        with db.session.begin_nested():
            statement = receive(words, order, state, "SH")
    except IntegrityError:  # the same submission came in twice at the same moment
        same = db.session.scalars(select(Statement).where(Statement.key == _key(words))).one()
        return same, receipt_token(same)
    if matched and order is not None:
        cases.open_cases(statement, order, wishes)
    acknowledge(statement)
    if state is StatementState.UNMATCHED:
        ask_which_order(statement)
    return statement, receipt_token(statement)


def known_as(words: Words) -> Statement | None:
    """The statement that this very submission made before."""
    return db.session.scalar(select(Statement).where(Statement.key == _key(words)))


def _key(words: Words) -> str:
    return hashlib.sha256(f"{words.order_text}\n{words.nonce}".encode()).hexdigest()


def receive(words: Words, order: Order | None, state: StatementState, by: str) -> Statement:
    """Write the statement down with its number and its times, and say so in the evidence."""
    now = clock.now()
    number = words.number or ids.reference("R")
    received_at = words.received_at or now
    statement = Statement(
        number=number,
        key=_key(words),
        kind=words.kind,
        state=state,
        channel=words.channel,
        language=words.language,
        order_id=order.id if order else None,
        name=words.name,
        email=words.email,
        order_text=words.order_text,
        goods_text=words.goods_text,
        message=words.message,
        sent_at=words.sent_at or received_at,
        received_at=received_at,
        recorded_at=now,
        recorded_by=None if by == "SH" else by,
        receipt_hash=ids.token_hash(_token(number)),
    )
    db.session.add(statement)
    db.session.flush()
    purpose = FilePurpose.CLAIM if by == "SH" else FilePurpose.LETTER
    for upload in words.uploads:
        files.attach(statement, None, upload, purpose, by)
    for upload in words.reports:
        files.attach(statement, None, upload, FilePurpose.REPORT, by)
    evidence.record(
        order.reference if order else number,
        "withdrawal_received" if words.kind is Kind.WITHDRAWAL else "claim_received",
        {
            "number": number,
            "kind": str(words.kind),
            "channel": words.channel,
            "name": words.name,
            "order": words.order_text,
            "goods": words.goods_text,
            "message": words.message,
            "sent": statement.sent_at.isoformat(),
            "at": received_at.isoformat(),
            "files": [upload.sha256 for upload in (*words.uploads, *words.reports)],
        },
        role_of(by),
        None if by == "SH" else by,
    )
    events.publish(StatementReceived(number))
    return statement


def receipt_token(statement: Statement) -> str:
    """The token of the receipt page: made from the number and kept hashed."""
    return _token(statement.number)


def _token(number: str) -> str:
    return crypto.sign("receipt", number.encode())[:32]


def acknowledge(statement: Statement) -> None:
    """Confirm at once on a durable medium: content, day and time to the second (EU-4)."""
    token = receipt_token(statement)
    document = papers.receipt_for(statement)
    about = statement.order.reference if statement.order else statement.number
    statement.document_sha256 = keeping.store(document, "withdrawal_receipt", about)
    enclosure = keeping.enclosure(statement.document_sha256, statement.number)
    recipients = {statement.email} if statement.email else set()
    if statement.order is not None:
        recipients.add(statement.order.email)  # the address on file is told too (DC-11.guest)
    for to in sorted(recipients):
        message = messaging.promise(
            "withdrawal-received",
            messages.statement_received(statement, token),
            to=to,
            language=statement.language,
            about=statement.number,
            key=f"withdrawal-received:{statement.number}:{to}",
            statutory=True,
            enclosures=(enclosure,),
        )
        messaging.soon(message.id)


def ask_which_order(statement: Statement) -> None:
    """Ask the sender which order is meant: at once, then every week (machine 4.6.1)."""
    statement.asked_at = clock.now()
    statement.last_word_at = statement.last_word_at or statement.asked_at
    db.session.flush()
    if statement.email:
        messaging.promise(
            "statement-unclear",
            messages.which_order(statement, receipt_token(statement)),
            to=statement.email,
            language=statement.language,
            about=statement.number,
            key=f"statement-unclear:{statement.number}:{clock.today().isoformat()}",
            statutory=True,
        )
