"""The last days to withdraw, on file for every contract that is not over (timer `periods`)."""

from sqlalchemy import select

from app.extensions import db
from app.orders import periods
from app.orders.models import Order, OrderState
from app.orders.services.changes import refreshed


def keep_last_days() -> int:
    """Every night: a holiday added meanwhile lengthens, and what is longer is kept (CLK-5)."""
    orders = db.session.scalars(
        select(Order).where(Order.state == OrderState.FORMED).order_by(Order.id)
    ).all()
    changed = [order for order in orders if not periods.is_kept(order)]
    for order in changed:
        for suborder in order.suborders:
            refreshed(suborder)
        periods.keep(order)
    db.session.flush()
    return len(changed)
