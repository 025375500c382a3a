"""Carrying promised messages out: sent with no transaction open, the answer written down."""

from datetime import timedelta

from app.extensions import db
from app.kernel import clock
from app.messaging import gateway, leases
from app.messaging.models import Message, MessageState

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
TRIED_FOR = timedelta(hours=72)


def deliver_due(limit: int = 20) -> int:
    """Send whatever waits (worker)."""
    lease, ids = leases.claim(limit)
    for message_id in ids:
        _deliver(message_id, lease)
    return len(ids)


def deliver_now(message_id: int) -> None:
    """Send this one if nobody else is at it."""
    lease, ids = leases.claim(1, only=message_id)
    for taken in ids:
        _deliver(taken, lease)


def _deliver(message_id: int, lease: str) -> None:
    message = db.session.get(Message, message_id)
    if message is None or message.lease != lease or message.done_at is not None:
        db.session.rollback()
        return
    mail = gateway.compose(
        key=message.key,
        to=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        language=message.language,
        enclosures=[(a.name, a.media_type, a.body) for a in message.attachments],
    )
    db.session.rollback()  # nothing is held while we wait for the server
    try:
        answer = gateway.transport().hand_over(mail)
    except gateway.NotNow as error:
        _later(message_id, lease, str(error))
    except gateway.Refused as error:
        _end(message_id, lease, MessageState.BOUNCED, str(error))
    else:
        _end(message_id, lease, MessageState.HANDED_OVER, answer)


def _end(message_id: int, lease: str, state: MessageState, answer: str) -> None:
    message = db.session.get_one(Message, message_id)
    if message.lease == lease:
        now = clock.now()
        message.state = state
        message.server_answer = answer[:300]
        message.done_at = now
        message.lease_until = None
        if state is MessageState.HANDED_OVER:
            message.handed_over_at = now
    db.session.commit()


def _later(message_id: int, lease: str, reason: str) -> None:
    message = db.session.get_one(Message, message_id)
    if message.lease == lease:
        now = clock.now()
        message.last_error = reason[:300]
        message.lease_until = None
        if now - message.promised_at > TRIED_FOR:
            message.state = MessageState.FAILED
            message.done_at = now
        else:
            message.run_at = now + PAUSES[min(message.attempts, len(PAUSES)) - 1]
    db.session.commit()


def again(message: Message) -> None:
    """Staff send a failed or bounced message once more."""
    message.state = MessageState.PROMISED
    message.done_at = None
    message.lease_until = None
    message.attempts = 0
    message.promised_at = clock.now()
    message.run_at = clock.now()
    db.session.flush()
