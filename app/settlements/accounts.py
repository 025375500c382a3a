"""The account a supplier is paid to, or why nothing is paid to it now."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.settlements.models import Payout, PayoutState
from app.suppliers.models import Supplier, SupplierState


def obstacle(supplier: Supplier) -> str:
    """Why this supplier's payouts wait, in words; empty when nothing is in the way."""
    if supplier.state is SupplierState.SUSPENDED:
        return _("The shop is suspended. Payouts go on when that has been cleared up.")
    if supplier.iban_cipher is None:
        return _("There is no bank account yet. Give an IBAN to be paid.")
    sent_back = last_sent_back(supplier)
    if sent_back is not None:
        return _(
            "The bank sent the last payout back (%(why)s). Check the IBAN and the name it is under.",
            why=sent_back.why or "",
        )
    return ""


def last_sent_back(supplier: Supplier) -> Payout | None:
    """The last payout, if the bank sent it back from the very account that is still on file."""
    last = db.session.scalar(
        select(Payout)
        .where(
            Payout.supplier_id == supplier.id,
            Payout.state.in_((PayoutState.EXECUTED, PayoutState.SENT_BACK)),
        )
        .order_by(Payout.ended_at.desc(), Payout.id.desc())
        .limit(1)
    )
    if last is None or last.state is PayoutState.EXECUTED or last.retry_at is not None:
        return None
    return last if last.iban_index == supplier.iban_index else None
