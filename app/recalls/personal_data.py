"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "recall_notices": "recall_id suborder_id message_id pieces lots told_at",
    "recalls": (
        "id number supplier_id product_id state lots words asked_by asked_at decided_by "
        "decided_at reason"
    ),
}
