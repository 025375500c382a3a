"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

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
