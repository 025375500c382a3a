from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.messaging import rules
from app.messaging.models import Attachment, Message, MessageEvent, MessageState

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages the outbox page shows; empty is every."""

    state: str = ""
    kind: str = ""
    about: str = ""


def page_of(wanted: Wanted, page: int) -> tuple[list[Message], int]:
    """Messages for the outbox page, newest first, and how many there are."""
    statement = select(Message)
    if wanted.state in set(MessageState):
        statement = statement.where(Message.state == MessageState(wanted.state))
    if wanted.kind:
        statement = statement.where(Message.kind == wanted.kind)
    if wanted.about:
        statement = statement.where(Message.about.startswith(wanted.about.upper(), autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = db.session.scalars(
        statement.order_by(Message.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    )
    return list(rows), total


def kinds() -> list[str]:
    """The kinds of message that have been sent."""
    return sorted(db.session.scalars(select(Message.kind).distinct()))


def message(message_id: int) -> Message:
    """One message. Raises NotFound."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise NotFound
    return found


def attachment(message_id: int, attachment_id: int) -> Attachment:
    """A document that went with a message. Raises NotFound."""
    found = db.session.get(Attachment, attachment_id)
    if found is None or found.message_id != message_id:
        raise NotFound
    return found


def in_trouble() -> list[Message]:
    """What a person must see to: letters to post, and messages that did not arrive or wait too
    long, each by the patience of its kind, until somebody has settled them."""
    now = clock.now()
    special = rules.ALERT_AFTER
    late = or_(
        and_(Message.kind.not_in(special), Message.promised_at < now - rules.ACKNOWLEDGED_WITHIN),
        *(
            and_(Message.kind == kind, Message.promised_at < now - patience)
            for kind, patience in special.items()
        ),
    )
    waits = Message.state == MessageState.PROMISED
    return list(
        db.session.scalars(
            select(Message)
            .where(
                Message.settled_at.is_(None),
                or_(
                    Message.state.in_([MessageState.FAILED, MessageState.BOUNCED]),
                    and_(waits, Message.channel == "letter"),
                    and_(waits, Message.statutory, late),
                ),
            )
            .order_by(Message.promised_at)
            .limit(100)
        )
    )


def sent_instead(message: Message) -> list[Message]:
    """What was sent to another address, telephone or by post in place of a message."""
    ids = [step.led_to for step in message.course if step.led_to is not None]
    return list(db.session.scalars(select(Message).where(Message.id.in_(ids)).order_by(Message.id)))


def stands_for(message: Message) -> Message | None:
    """The message in whose place this one was sent."""
    return db.session.scalar(
        select(Message)
        .join(MessageEvent, MessageEvent.message_id == Message.id)
        .where(MessageEvent.led_to == message.id)
        .limit(1)
    )


def messages_about(subjects: Collection[str]) -> list[Message]:
    """Every message about one of these numbers, oldest first, with its attachments."""
    return list(
        db.session.scalars(
            select(Message)
            .where(Message.about.in_(subjects))
            .options(selectinload(Message.attachments))
            .order_by(Message.id)
        )
    )
