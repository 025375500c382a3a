"""A maker has loaded a file of her old shop; two rows wait to be corrected."""

from sqlalchemy import select

from app.accounts.models import Member
from app.demo_seed.trade import days_ago
from app.extensions import db
from app.imports.services import confirm, receive, receiving, running
from app.kernel import transactions
from app.suppliers.models import TeamMember
from demo.files_sent import GOODS, MAKER, NAME, SHELF

DAYS_AGO = 1


def seed() -> None:
    """Sent, confirmed and written the day before, through the way of every file."""
    place = db.session.scalars(
        select(TeamMember)
        .join(Member, Member.id == TeamMember.member_id)
        .where(Member.email == MAKER)
    ).first()
    if place is None:
        return
    kept = receiving.keep(GOODS.encode())
    kept.choices.category, kept.choices.vat_bp = SHELF, 1000
    with days_ago(DAYS_AGO):
        confirm(receive(place.supplier_id, place.member_id, NAME, kept))
        transactions.save()
        running.run_due()
