"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.helpdesk.models import Request
from app.law.personal_data import Person, Plain

PLAIN: Plain = {
    "request_entries": "id request_id at role by what",
    "requests": (
        "id number key kind state channel language order_id suborder_id received_at take_by "
        "answer_by taken_by answered_at closed_at outcome led_to link_hash"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """Requests that name no order; the others hang on theirs."""
    return ((Request, Request.email_key.in_(person.email_keys)),)
