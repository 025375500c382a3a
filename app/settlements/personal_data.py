"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import select

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.settlements.models import Payout
from app.suppliers.models import TeamMember

PLAIN: Plain = {
    "monthly_statements": (
        "id supplier_id month opening_minor closing_minor document_sha256 made_at"
    ),
    "payout_files": "id number made_on made_at member_id",
    "payout_lines": "id payout_id suborder goods_minor delivery_minor is_open",
    "payouts": (
        "id number supplier_id state amount_minor made_at made_by file_id value_on "
        "bank_reference ended_at why retry_at"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """What was paid to the shops that they keep."""
    theirs = select(TeamMember.supplier_id).where(
        TeamMember.member_id == person.member_id, TeamMember.role == "owner"
    )
    return ((Payout, Payout.supplier_id.in_(theirs)),)
