"""Payouts handed to the bank in one file: looked at once more before they go."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Conflict
from app.kernel.transactions import locked
from app.orders.models import SubOrder
from app.settlements import accounts
from app.settlements.holds import holds_of
from app.settlements.models import Payout, PayoutFile, PayoutState
from app.settlements.queries import amounts
from app.settlements.queries.amounts import Amount
from app.settlements.services.machine import move
from app.settlements.services.putting_together import put_together


class NothingToPay(Conflict):
    """No payout waits for a file."""


def make(member_id: int) -> PayoutFile:
    """Put every payout that still stands into a new file. Raises NothingToPay.

    Where a case was opened or money went back meanwhile, the payout is put together anew.
    """
    file = PayoutFile(
        number=ids.reference("HF"),
        made_on=clock.today(),
        made_at=clock.now(),
        member_id=member_id,
    )
    for payout_id in db.session.scalars(
        select(Payout.id).where(Payout.state == PayoutState.PUT_TOGETHER).order_by(Payout.id)
    ).all():
        payout = _as_it_stands(db.session.get_one(Payout, payout_id), member_id)
        if payout is not None:
            _hand_over(payout, file, member_id)
    if not file.payouts:
        raise NothingToPay(_("No payout waits for a file."))
    return file


def _as_it_stands(payout: Payout, member_id: int) -> Payout | None:
    """The payout, the one that takes its place, or None where nothing may be paid now."""
    supplier = locked(payout.supplier)
    if payout.state is not PayoutState.PUT_TOGETHER:
        return None
    if accounts.obstacle(supplier):
        return None
    if _stands(payout):
        return payout
    payout.why = _("A case was opened or money went back before it went to the bank.")
    move(payout, "take_apart", member_id)
    return put_together(supplier.id, member_id)


def _stands(payout: Payout) -> bool:
    """Every line is still what the ledger owes, and no case holds it."""
    owed = amounts.open_amounts(payout.supplier_id)
    if any(
        owed.get(line.suborder) != Amount(line.goods_minor, line.delivery_minor)
        for line in payout.lines
    ):
        return False
    paid = [line.suborder for line in payout.lines if line.amount_minor > 0]
    holds = holds_of(db.session.scalars(select(SubOrder).where(SubOrder.reference.in_(paid))).all())
    return not any(holds.values())


def _hand_over(payout: Payout, file: PayoutFile, member_id: int) -> None:
    """The account is the one that is on file now."""
    supplier = payout.supplier
    payout.iban_cipher, payout.iban_index = supplier.iban_cipher, supplier.iban_index
    payout.holder = supplier.title
    file.payouts.append(payout)
    db.session.add(file)
    move(payout, "put_in_file", member_id)
