"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "authority_requests": (
        "id number authority authority_reference order_reference received_on entered_at "
        "entered_by_id approved_at approved_by_id released_at released_by_id"
    ),
}
