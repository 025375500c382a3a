"""Carrying promised messages out: sent with no transaction open, the answer written down."""

from collections.abc import Collection
from email.message import EmailMessage

from sqlalchemy import update

from app.extensions import db
from app.kernel import clock, transactions
from app.messaging import course, enclosed, gateway, leases, return_path, rules, sms_gateway
from app.messaging.models import Message, MessageState
from app.web.logs import log


def deliver_due(limit: int = 20) -> int:
    """Send some of what waits (worker); returns how many were tried."""
    lease, ids = leases.claim(Message, limit)
    for message_id in ids:
        _deliver(message_id, lease)
    return len(ids)


def deliver_now(message_ids: Collection[int]) -> None:
    """Send these if nobody else is at them."""
    lease, ids = leases.claim(Message, len(message_ids), only=message_ids)
    for message_id in ids:
        _deliver(message_id, lease)


def _deliver(message_id: int, lease: str) -> None:
    if not leases.keep(Message, message_id, lease):
        return
    try:
        answer = _hand_over(message_id)
    except gateway.NotNow as error:
        _later(message_id, lease, str(error))
    except gateway.Refused as error:
        _end(message_id, lease, MessageState.BOUNCED, str(error))
    except Exception as error:  # one message's fault must not hold up those behind it
        _later(message_id, lease, type(error).__name__)
    else:
        _end(message_id, lease, MessageState.HANDED_OVER, answer)


def _hand_over(message_id: int) -> str:
    """Give it to whoever carries it, by its channel; returns the server's words."""
    with transactions.reading():
        message = db.session.get_one(Message, message_id)
        channel, key = message.channel, message.key
        to, text = message.recipient, message.text
        db.session.rollback()
    if channel == "sms":
        return sms_gateway.transport().send(to, text, key)
    envelope = return_path.address_for(message_id)
    return gateway.transport().hand_over(_mail(message_id), envelope)


def _mail(message_id: int) -> EmailMessage:
    with transactions.reading():
        try:
            message = db.session.get_one(Message, message_id)
            return gateway.compose(
                key=message.key,
                to=message.recipient,
                subject=message.subject,
                text=message.text,
                html=message.html,
                language=message.language,
                enclosures=[file for a in message.attachments for file in enclosed.files_of(a)],
            )
        finally:
            db.session.rollback()  # nothing is held while we wait for the server


def _end(message_id: int, lease: str, state: MessageState, answer: str) -> None:
    now = clock.now()
    values: dict[str, object] = {"state": state, "server_answer": answer[:300], "done_at": now}
    if state is MessageState.HANDED_OVER:
        values |= {"handed_over_at": now, "last_error": None}
    _write(message_id, lease, values, str(state), answer)


def _later(message_id: int, lease: str, reason: str) -> None:
    with transactions.reading():
        tried = db.session.get_one(Message, message_id).attempts
        db.session.rollback()
    now, pause = clock.now(), rules.pause_after(tried)
    values: dict[str, object] = {"last_error": reason[:300]}
    if pause is None:
        values |= {"state": MessageState.FAILED, "done_at": now}
    else:
        values |= {"run_at": now + pause}
    _write(message_id, lease, values, "tried" if pause else str(MessageState.FAILED), reason)


def _write(message_id: int, lease: str, values: dict[str, object], what: str, words: str) -> None:
    """The new state with its line in the course. What has left must not leave once more because
    that line could not be written: then the state stands without it."""
    try:
        if _moved(message_id, lease, values):
            course.note(message_id, what, words)
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.error("course not noted", message=message_id, what=what, exc_info=True)
        _moved(message_id, lease, values)
        db.session.commit()


def _moved(message_id: int, lease: str, values: dict[str, object]) -> bool:
    row = db.session.execute(
        update(Message)
        .where(leases.held(Message, message_id, lease))
        .values(lease_until=None, **values)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    return row is not None


def again(message: Message, by: str) -> None:
    """Staff send an ended message once more; what still waits is left to the worker."""
    if message.state is MessageState.PROMISED or message.channel == "letter":
        return
    message.state = MessageState.PROMISED
    message.done_at = None
    message.lease_until = None
    message.attempts = 0
    message.run_at = clock.now()
    message.settled_at = None
    db.session.flush()
    course.note(message.id, "again", by=by)
