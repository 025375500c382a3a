"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.records.models import AuthorityRequest

PLAIN: Plain = {
    "authority_requests": (
        "id number authority authority_reference order_reference received_on entered_at "
        "entered_by_id approved_at approved_by_id released_at released_by_id"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """What authorities asked about their orders."""
    return ((AuthorityRequest, AuthorityRequest.order_reference.in_(person.references)),)
