"""Statements that reach staff: letters, calls, and those whose order is not found (C-25)."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.law import deadlines
from app.orders.models import Order
from app.orders.services.changes import locked
from app.returns import rules
from app.returns.models import Statement, StatementState
from app.returns.services import cases, quantities, reports
from app.returns.services.quantities import Wish
from app.returns.services.statements import Words, acknowledge, ask_which_order, receive
from app.returns.services.telling import note, role_of
from app.settings import queries as settings


class ImpossibleTime(Refused):
    """A statement cannot have come from the future, nor arrived before it was sent."""


def register(words: Words, by: str) -> Statement:
    """Staff enter a statement that came by letter, e-mail, telephone or at the door.

    It keeps the time at which it was sent (art. 11(1)) and at which it reached us (art. 12(1)),
    whenever it is entered. Its number and the acknowledgement come at once. Raises ImpossibleTime.
    """
    now = clock.now()
    sent_at, received_at = words.sent_at or now, words.received_at or now
    if max(sent_at, received_at) > now:
        raise ImpossibleTime(_("This lies in the future. Write when it was sent and arrived."))
    if sent_at > received_at:
        raise ImpossibleTime(_("It cannot have arrived before it was sent."))
    statement = receive(words, None, StatementState.UNMATCHED, by)
    acknowledge(statement)
    return statement


def new_nonce() -> str:
    """A name for one submission."""
    return secrets.token_hex(16)


def match(statement: Statement, order: Order, wishes: Mapping[int, Wish], by: str) -> None:
    """Staff find the order (and the goods) of a statement; its own time stays. MoreThanKept."""
    order = locked(order)
    db.session.refresh(statement)
    if statement.state is StatementState.MATCHED:
        return
    wishes = quantities.with_what_follows(order, wishes)
    quantities.reserve(order, wishes)
    statement.state = StatementState.MATCHED
    statement.order_id = order.id
    statement.matched_at = clock.now()
    statement.recorded_by = statement.recorded_by or by
    db.session.flush()
    db.session.refresh(statement)
    evidence.record(
        order.reference,
        "statement_matched",
        {
            "number": statement.number,
            "sent": statement.sent_at.isoformat(),
            "received": statement.received_at.isoformat(),
            "words": statement.order_text,
        },
        role_of(by),
        by,
    )
    cases.open_cases(statement, order, wishes)
    reports.ask_where_missing(statement)


def say(statement: Statement, text: str, by: str) -> None:
    """Any word of the sender reopens what was parked, with its own time (machine 4.6.1)."""
    note(statement, None, "reply", by, text)
    statement.last_word_at = clock.now()
    if statement.state is StatementState.PARKED:
        statement.state = StatementState.UNMATCHED
    db.session.flush()


def ask_again() -> int:
    """Every week, ask the senders of unmatched statements once more (timer `cases`)."""
    waiting = db.session.scalars(
        select(Statement).where(Statement.state == StatementState.UNMATCHED)
    ).all()
    asked = 0
    for statement in waiting:
        last = statement.asked_at
        if last is None or clock.now() - last >= timedelta(days=rules.ASK_AGAIN_DAYS):
            ask_which_order(statement)
            asked += 1
    return asked


def park() -> int:
    """Thirty days without a word: parked, and any word opens it again (timer `cases`)."""
    waiting = db.session.scalars(
        select(Statement).where(Statement.state == StatementState.UNMATCHED)
    ).all()
    holidays = deadlines.Holidays(public=settings.public_holidays(), eves=settings.eves())
    parked = 0
    for statement in waiting:
        since = clock.day_of(statement.last_word_at or statement.received_at)
        if deadlines.last_day(since, rules.PARK_AFTER_DAYS, holidays) < clock.today():
            statement.state = StatementState.PARKED
            parked += 1
    db.session.flush()
    return parked
