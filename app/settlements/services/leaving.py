"""A supplier does not close before it is paid out (4.1)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.settlements import rules
from app.settlements.models import Payout
from app.settlements.queries.amounts import owed_to
from app.suppliers.events import SupplierClosed
from app.suppliers.standing import StillOpen
from app.web.filters import money


def refuse(closed: SupplierClosed) -> None:
    """Raises StillOpen while a payout is on its way, or money is to be settled either way."""
    number = db.session.scalar(
        select(Payout.number)
        .where(Payout.supplier_id == closed.supplier_id, Payout.state.in_(rules.OPEN))
        .order_by(Payout.id)
        .limit(1)
    )
    if number is not None:
        raise StillOpen(_("Payout %(number)s is on its way.", number=number))
    balance = owed_to(closed.supplier_id)
    if balance:
        raise StillOpen(_("%(amount)s are still to be settled.", amount=money(abs(balance))))
