"""Links to the page on which a message is kept (DC-4.c; rule 14)."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, ids
from app.messaging.models import Message, MessageLink

YEARS_OPEN = timedelta(days=3 * 366 + 60)


def keep_link(message: Message, token: str) -> None:
    """From now on this token opens the page of this message; it is kept hashed."""
    db.session.add(
        MessageLink(
            token_hash=ids.token_hash(token),
            message_id=message.id,
            created_at=clock.now(),
            ends_at=clock.now() + YEARS_OPEN,
        )
    )
    db.session.flush()


def message_by_link(token: str) -> Message | None:
    """The message that a link opens, while it is valid."""
    return db.session.scalar(
        select(Message)
        .join(MessageLink, MessageLink.message_id == Message.id)
        .where(
            MessageLink.token_hash == ids.token_hash(token),
            MessageLink.revoked_at.is_(None),
            MessageLink.ends_at > clock.now(),
        )
    )
