"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "request_entries": "id request_id at role by what",
    "requests": (
        "id number key kind state channel language order_id suborder_id received_at take_by "
        "answer_by taken_by answered_at closed_at outcome led_to link_hash"
    ),
}
