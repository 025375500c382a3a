"""The course of a message: what happened when, in one line each."""

from app.extensions import db
from app.kernel import clock, events
from app.messaging.events import MessageMoved
from app.messaging.models import MessageEvent

SYSTEM = "SYS"


def note(
    message_id: int, what: str, words: str = "", by: str = SYSTEM, led_to: int | None = None
) -> None:
    """Write down what happened to a message and tell whoever must know."""
    db.session.add(
        MessageEvent(
            message_id=message_id,
            at=clock.now(),
            what=what,
            words=" ".join(words.split())[:300],
            by=by,
            led_to=led_to,
        )
    )
    db.session.flush()
    events.publish(MessageMoved(message_id, what, words[:300], by))
