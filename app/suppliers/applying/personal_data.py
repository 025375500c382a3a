"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.suppliers.applying.models import Application

PLAIN: Plain = {
    "application_links": "token_hash application_id created_at ends_at revoked_at",
    "application_papers": "id application_id media_type size at",
    "application_verdicts": "id application_id point verdict member_id at",
    "applications": (
        "id number state state_since due_on reminded_at language notice_version started_at "
        "submitted_at decided_at retain_until again_from saved reopened email_confirmed_at "
        "kind seller_of_record without_mersis interview_at interview_place no_shows "
        "approved_by agreement_version supplier_id"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """Applications to become a maker."""
    return ((Application, Application.email_key.in_(person.email_keys)),)
