from collections.abc import Sequence

from flask import render_template

from app.extensions import db
from app.kernel import clock
from app.kernel.transactions import after_commit
from app.messaging import delivery
from app.messaging.letters import Enclosure, Letter
from app.messaging.models import Attachment, Message
from app.web import language as languages


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
    """
    known = db.session.query(Message).filter_by(key=key).one_or_none()
    if known is not None:
        return known
    with languages.speaking(language):
        text = render_template("messages/letter.txt", letter=letter)
        html = render_template("messages/letter.html", letter=letter)
    message = Message(
        key=key,
        kind=kind,
        about=about,
        statutory=statutory,
        recipient=to,
        language=language,
        subject=letter.subject.replace("\n", " "),
        text=text,
        html=html,
        promised_at=clock.now(),
        run_at=clock.now(),
        attachments=[
            Attachment(name=e.name, media_type=e.media_type, body=e.body) for e in enclosures
        ],
    )
    db.session.add(message)
    db.session.flush()
    return message


def soon(message_id: int) -> None:
    """Hand this message over right after the commit; if that fails, the worker will."""
    after_commit(lambda: delivery.deliver_now(message_id))
