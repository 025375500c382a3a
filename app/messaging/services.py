from collections.abc import Callable, Sequence

from flask import current_app, render_template

from app.extensions import db
from app.kernel import clock, events, ids
from app.kernel.transactions import after_commit
from app.messaging import delivery, links
from app.messaging.events import MessagePromised
from app.messaging.letters import Enclosure, Letter
from app.messaging.models import Attachment, Message
from app.web import language as languages
from app.web.links import external
from app.web.logs import log


def promise(
    kind: str,
    letter: Letter,
    *,
    to: str,
    language: str,
    about: str,
    key: str,
    statutory: bool = False,
    enclosures: Sequence[Enclosure] = (),
) -> Message:
    """Promise an e-mail. It leaves only after, and only if, the transaction commits (rule 7).

    `key` names the message once and for all: promising the same key again changes nothing.
    A statutory one is kept as a page too, and names its address (DC-4.c).
    """
    known = db.session.query(Message).filter_by(key=key).one_or_none()
    if known is not None:
        return known
    token = ids.token() if statutory else ""
    kept_at = external("notices.show", language, token=token) if statutory else ""
    with languages.speaking(language):
        text = render_template("messages/letter.txt", letter=letter, kept_at=kept_at)
        html = render_template("messages/letter.html", letter=letter, kept_at=kept_at)
    message = Message(
        key=key,
        kind=kind,
        about=about,
        statutory=statutory,
        recipient=to,
        language=language,
        subject=" ".join(letter.subject.split())[:300],
        text=text,
        html=html,
        promised_at=clock.now(),
        run_at=clock.now(),
        attachments=[
            Attachment(
                name=e.name, media_type=e.media_type, body=e.body, document_sha256=e.document
            )
            for e in enclosures
        ],
    )
    db.session.add(message)
    db.session.flush()
    if statutory:
        links.keep_link(message, token)
    events.publish(MessagePromised(message.id, letter))
    wake()
    return message


def is_promised(key: str) -> bool:
    """Whether a message of this name has been promised already."""
    return db.session.query(Message.id).filter_by(key=key).first() is not None


def soon(message_id: int) -> None:
    """Hand this message over right after the commit; if that fails, the worker will."""
    after_commit(lambda: _quietly(lambda: delivery.deliver_now([message_id]), "not sent at once"))


def wake() -> None:
    """Ring for the worker right after the commit, once; unheard, it comes by every minute."""
    if _ring not in db.session.info.get("after_commit", []):
        after_commit(_ring)


def _ring() -> None:
    bell: Callable[[], None] | None = current_app.extensions.get("wake")
    if bell is not None:
        _quietly(bell, "worker not woken")


def _quietly(work: Callable[[], None], otherwise: str) -> None:
    """What was promised stands already: nothing here may refuse a person's request (rule 7)."""
    try:
        work()
    except Exception:
        db.session.rollback()
        log.warning(otherwise, exc_info=True)
