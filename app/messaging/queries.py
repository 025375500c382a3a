from datetime import timedelta

from sqlalchemy import func, select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.messaging.models import Attachment, Message, MessageState

ACKNOWLEDGED_WITHIN = timedelta(minutes=15)
PER_PAGE = 50


def page_of(state: str, page: int) -> tuple[list[Message], int]:
    """Messages for the outbox page, newest first, and how many there are."""
    statement = select(Message)
    if state in set(MessageState):
        statement = statement.where(Message.state == MessageState(state))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = db.session.scalars(
        statement.order_by(Message.id.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    )
    return list(rows), total


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
    """Failed or bounced messages, and acknowledgements not handed over in 15 minutes."""
    late = clock.now() - ACKNOWLEDGED_WITHIN
    return list(
        db.session.scalars(
            select(Message)
            .where(
                Message.state.in_([MessageState.FAILED, MessageState.BOUNCED])
                | (
                    (Message.state == MessageState.PROMISED)
                    & Message.statutory
                    & (Message.promised_at < late)
                )
            )
            .order_by(Message.promised_at)
            .limit(100)
        )
    )
