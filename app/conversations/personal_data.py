"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "order_messages": "id suborder_id key side by at masked_at masked_by",
}
