"""A supplier does not close while money is on its way back to a buyer (4.1)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.orders.models import SubOrder
from app.payments import rules
from app.payments.models import Refund
from app.suppliers.events import SupplierClosed
from app.suppliers.standing import StillOpen


def refuse(closed: SupplierClosed) -> None:
    """Raises StillOpen while a refund is on its way."""
    number = db.session.scalar(
        select(Refund.number)
        .join(SubOrder, SubOrder.reference == Refund.suborder_reference)
        .where(SubOrder.supplier_id == closed.supplier_id, Refund.state.not_in(list(rules.OVER)))
        .order_by(Refund.id)
        .limit(1)
    )
    if number is not None:
        raise StillOpen(_("Refund %(number)s is still open.", number=number))
