"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import func, or_

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.messaging.models import Message

PLAIN: Plain = {
    "message_attachments": "id message_id media_type document_sha256",
    "message_events": "id message_id at what by led_to",
    "message_links": "token_hash message_id created_at ends_at revoked_at",
    "messages": (
        "id channel kind about statutory language state promised_at handed_over_at "
        "document_sha256 settled_at key run_at lease lease_until attempts done_at last_error"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """What was written to them, and what was written to others about what is theirs."""
    to_them = func.lower(Message.recipient).in_(person.email_keys)
    return ((Message, or_(to_them, Message.about.in_(person.references))),)
