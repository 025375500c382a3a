"""Statutory messages as documents and evidence: what was said, what became of it (DC-4.c)."""

import hashlib

from flask_babel import gettext as _

from app.contracts import documents
from app.contracts.documents import Block, Document
from app.contracts.services import keeping
from app.desks import chains
from app.evidence import services as evidence
from app.extensions import db
from app.messaging.events import MessageMoved, MessagePromised
from app.messaging.letters import Action, Facts, Items, Letter, Number, Part
from app.messaging.models import Message
from app.settings import queries as settings
from app.web.filters import datetime_long
from app.web.language import speaking

TRIED = "tried"


def keep(promised: MessagePromised) -> None:
    """Store what a statutory message says as a document, and record that it was promised."""
    message = db.session.get_one(Message, promised.message_id)
    if not message.statutory:
        return
    if promised.letter is not None:
        document = as_document(message, promised.letter)
        message.document_sha256 = keeping.keep(document, "message")
        db.session.flush()
    papers = {a.name: a.document_sha256 or _digest(a.body) for a in message.attachments}
    _record(
        message,
        "message_promised",
        {"to": message.recipient, "text": _digest(message.text), "papers": papers},
        "SYS",
    )


def record(moved: MessageMoved) -> None:
    """What became of a statutory message; that a try failed is no fact about it yet."""
    message = db.session.get_one(Message, moved.message_id)
    if message.statutory and moved.what != TRIED:
        _record(message, f"message_{moved.what}", {"words": moved.words}, moved.by)


def _record(message: Message, kind: str, body: dict[str, object], by: str) -> None:
    role, _colon, actor = by.partition(":")
    evidence.record(
        chains.subject_of(message.about),
        kind,
        {
            "message": message.id,
            "kind": message.kind,
            "channel": message.channel,
            "document": message.document_sha256 or "",
            **body,
        },
        role,
        actor or None,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def as_document(message: Message, letter: Letter) -> Document:
    """The message as the document that is kept: from whom, to whom, when, and every word."""
    with speaking(message.language):
        operator = (settings.text(f"operator.{part}") for part in ("legal_name", "address"))
        head = documents.Facts(
            (
                (_("From"), ", ".join(filter(None, operator)) or "—"),
                (_("To"), message.recipient),
                (_("Written"), datetime_long(message.promised_at, seconds=True)),
            )
        )
        said = (_block(part) for part in letter.parts)
        return Document(message.language, message.subject, (head, *said))


def _block(part: Part) -> Block:
    if isinstance(part, Facts):
        return documents.Facts(part.rows)
    if isinstance(part, Items):
        return documents.Items(part.rows)
    if isinstance(part, Number):
        return documents.Facts(((part.label, part.value),))
    if isinstance(part, Action):
        return documents.Facts(((part.label, part.url),))
    return documents.Paragraph(part.text)
