"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "message_attachments": "id message_id media_type document_sha256",
    "message_events": "id message_id at what by led_to",
    "message_links": "token_hash message_id created_at ends_at revoked_at",
    "messages": (
        "id channel kind about statutory language state promised_at handed_over_at "
        "document_sha256 settled_at key run_at lease lease_until attempts done_at last_error"
    ),
}
