"""A supplier does not close while money with it is open (4.1)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.ledger import queries as ledger
from app.orders.models import SubOrder
from app.payments import rules
from app.payments.models import Refund
from app.suppliers.events import SupplierClosed
from app.suppliers.standing import StillOpen
from app.web.filters import money


def refuse(closed: SupplierClosed) -> None:
    """Raises StillOpen while a refund is on its way or money is to be settled."""
    number = db.session.scalar(
        select(Refund.number)
        .join(SubOrder, SubOrder.reference == Refund.suborder_reference)
        .where(SubOrder.supplier_id == closed.supplier_id, Refund.state.not_in(list(rules.OVER)))
        .order_by(Refund.id)
        .limit(1)
    )
    if number is not None:
        raise StillOpen(_("Refund %(number)s is still open.", number=number))
    balance = ledger.balance(f"supplier:{closed.supplier_id}")
    if balance:
        raise StillOpen(_("%(amount)s are still to be settled.", amount=money(abs(balance))))
