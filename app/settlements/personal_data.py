"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "payout_files": "id number made_on made_at member_id",
    "payout_lines": "id payout_id suborder goods_minor delivery_minor is_open",
    "payouts": (
        "id number supplier_id state amount_minor made_at made_by file_id value_on "
        "bank_reference ended_at why retry_at"
    ),
}
