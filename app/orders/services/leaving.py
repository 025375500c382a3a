"""A supplier does not close while orders with it are open (4.1)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.orders.desk_queries import EXISTS, ON_THE_WAY, OPEN
from app.orders.models import Order, OrderState, SubOrder
from app.suppliers.events import SupplierClosed
from app.suppliers.standing import StillOpen

MAY_STILL_BE = (*EXISTS, OrderState.PAYMENT_PENDING, OrderState.AWAITING_TRANSFER)


def refuse(closed: SupplierClosed) -> None:
    """Raises StillOpen and names the first open order."""
    found = db.session.scalar(
        select(SubOrder.reference)
        .join(Order)
        .where(
            SubOrder.supplier_id == closed.supplier_id,
            SubOrder.state.in_((*OPEN, *ON_THE_WAY)),
            Order.state.in_(MAY_STILL_BE),
        )
        .order_by(SubOrder.id)
        .limit(1)
    )
    if found is not None:
        raise StillOpen(_("Order %(reference)s is still open.", reference=found))
