"""Receiving a statement of withdrawal: always, at once, with its number (art. 11)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.contracts.services import keeping
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, crypto, events, ids
from app.kernel.errors import Conflict
from app.messaging import services as messaging
from app.orders.lines import with_followers
from app.orders.models import Order, OrderLine
from app.orders.services.changes import locked
from app.returns import messages, papers
from app.returns.events import WithdrawalReceived
from app.returns.models import Statement, StatementState
from app.returns.services import cases


class MoreThanKept(Conflict):
    """More is given up than is still kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the person wrote; `nonce` names this one submission, so that twice is once."""

    name: str
    email: str
    order_text: str
    goods_text: str
    message: str
    language: str
    nonce: str
    channel: str = "form"
    received_at: datetime | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """So many of a line, and the answer where art. 15 asks one (`yes`, `no` or none)."""

    quantity: int
    seal: str | None = None


def withdraw(order: Order, words: Words, wishes: Mapping[int, Wish]) -> tuple[Statement, str]:
    """A proven shopper gives up these lines. Returns the statement and the receipt's token.

    The same submission twice is one statement. Raises MoreThanKept.
    """
    order = locked(order)
    if known := _known(words):
        return known, receipt_token(known)
    wishes = with_what_follows(order, wishes)
    _reserve(order, wishes)
    statement = _write(words, order, StatementState.MATCHED)
    cases.open_cases(statement, order, wishes)
    _acknowledge(statement)
    return statement, receipt_token(statement)


def declare(words: Words, order: Order | None) -> tuple[Statement, str]:
    """The public form: always a number, whether the order is found or not (DC-11.guest).

    Found and nothing said about goods: everything still kept. Otherwise it waits at the desk,
    with its time.
    """
    if order is not None:
        order = locked(order)
    if known := _known(words):
        return known, receipt_token(known)
    wishes = everything_kept(order) if order is not None and not words.goods_text else {}
    matched = order is not None and bool(wishes)
    if matched and order is not None:
        _reserve(order, wishes)
    state = StatementState.MATCHED if matched else StatementState.UNMATCHED
    try:
        with db.session.begin_nested():
            statement = _write(words, order, state)
    except IntegrityError:  # the same submission came in twice at the same moment
        same = db.session.scalars(select(Statement).where(Statement.key == _key(words))).one()
        return same, receipt_token(same)
    if matched and order is not None:
        cases.open_cases(statement, order, wishes)
    _acknowledge(statement)
    return statement, receipt_token(statement)


def match(statement: Statement, order: Order, wishes: Mapping[int, Wish], by: str) -> None:
    """Staff find the order (and the goods) of a statement; its own time stays. MoreThanKept."""
    order = locked(order)
    if statement.state is StatementState.MATCHED:
        return
    wishes = with_what_follows(order, wishes)
    _reserve(order, wishes)
    statement.state = StatementState.MATCHED
    statement.order_id = order.id
    statement.recorded_by = by
    db.session.flush()
    db.session.refresh(statement)
    cases.open_cases(statement, order, wishes)


def with_what_follows(order: Order, wishes: Mapping[int, Wish]) -> dict[int, Wish]:
    """The wishes, and the extras and warranties that fall with what is given up (art. 14)."""
    whole = dict(wishes)
    for suborder in order.suborders:
        own = {line.id: wishes[line.id].quantity for line in suborder.lines if line.id in wishes}
        for line_id, pieces in with_followers(suborder, own).items():
            if line_id not in own:
                whole[line_id] = Wish(pieces)
            elif pieces != own[line_id]:
                whole[line_id] = replace(whole[line_id], quantity=pieces)
    return whole


def everything_kept(order: Order) -> dict[int, Wish]:
    """All that is still kept of an order."""
    return {
        line.id: Wish(line.kept)
        for suborder in order.suborders
        for line in suborder.lines
        if line.kept > 0
    }


def _known(words: Words) -> Statement | None:
    return db.session.scalar(select(Statement).where(Statement.key == _key(words)))


def _key(words: Words) -> str:
    return hashlib.sha256(f"{words.order_text}\n{words.nonce}".encode()).hexdigest()


def _reserve(order: Order, wishes: Mapping[int, Wish]) -> None:
    """Move the quantities, never more than is kept, under simultaneous attempts too (rule 11)."""
    own = {line.id for suborder in order.suborders for line in suborder.lines}
    if not wishes or not set(wishes) <= own:
        raise MoreThanKept(_("Choose at least one thing of this order."))
    for line_id, wish in sorted(wishes.items()):
        moved = db.session.execute(
            update(OrderLine)
            .where(
                OrderLine.id == line_id,
                OrderLine.ordered - OrderLine.cancelled - OrderLine.returning - OrderLine.returned
                >= wish.quantity,
            )
            .values({OrderLine.returning: OrderLine.returning + wish.quantity})
            .returning(OrderLine.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if wish.quantity < 1 or moved is None:
            raise MoreThanKept(
                _("You can give up at most what you still have of each thing. Look again.")
            )
    for suborder in order.suborders:
        for line in suborder.lines:
            db.session.refresh(line)


def _write(words: Words, order: Order | None, state: StatementState) -> Statement:
    now = words.received_at or clock.now()
    number = words.number or ids.reference("R")
    statement = Statement(
        number=number,
        key=_key(words),
        state=state,
        channel=words.channel,
        language=words.language,
        order_id=order.id if order else None,
        name=words.name,
        email=words.email,
        order_text=words.order_text,
        goods_text=words.goods_text,
        message=words.message,
        sent_at=now,
        received_at=now,
        receipt_hash=ids.token_hash(_token(number)),
    )
    db.session.add(statement)
    db.session.flush()
    evidence.record(
        order.reference if order else number,
        "withdrawal_received",
        {
            "number": number,
            "name": words.name,
            "order": words.order_text,
            "goods": words.goods_text,
            "message": words.message,
            "at": now.isoformat(),
        },
        "SH",
    )
    events.publish(WithdrawalReceived(number))
    return statement


def receipt_token(statement: Statement) -> str:
    """The token of the receipt page: made from the number and kept hashed."""
    return _token(statement.number)


def _token(number: str) -> str:
    return crypto.sign("receipt", number.encode())[:32]


def _acknowledge(statement: Statement) -> None:
    """Confirm at once on a durable medium: content, day and time to the second (EU-4)."""
    token = receipt_token(statement)
    document = papers.receipt_for(statement)
    about = statement.order.reference if statement.order else statement.number
    statement.document_sha256 = keeping.store(document, "withdrawal_receipt", about)
    enclosure = keeping.enclosure(statement.document_sha256, statement.number)
    recipients = {statement.email}
    if statement.order is not None:
        recipients.add(statement.order.email)  # the address on file is told too (DC-11.guest)
    for to in sorted(recipients):
        message = messaging.promise(
            "withdrawal-received",
            messages.withdrawal_received(statement, token),
            to=to,
            language=statement.language,
            about=statement.number,
            key=f"withdrawal-received:{statement.number}:{to}",
            statutory=True,
            enclosures=(enclosure,),
        )
        messaging.soon(message.id)
