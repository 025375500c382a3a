"""The one way in which an order or sub-order changes its state: under its row's lock."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel.errors import Conflict
from app.orders import rules
from app.orders.models import Order, SubOrder


class NotNow(Conflict):
    """This cannot follow from where the order stands."""


def locked(order: Order) -> Order:
    """The order's row as it is now, held until the transaction ends (rule 11)."""
    return db.session.scalars(
        select(Order)
        .where(Order.id == order.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def move(order: Order, event: str) -> None:
    """Apply an event to a locked order. Raises NotNow for one it does not listen to."""
    following = rules.ORDER.get((order.state, event))
    if following is None:
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    order.state = following
    db.session.flush()


def move_suborder(suborder: SubOrder, event: str) -> None:
    """Apply an event to a sub-order whose order is locked. Raises NotNow."""
    following = rules.SUBORDER.get((suborder.state, event))
    if following is None:
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    suborder.state = following
    db.session.flush()
