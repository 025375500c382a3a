"""Which orders the browser that asks may see: its member's own, or one proven here before."""

from flask import session
from flask_login import current_user

from app.kernel.errors import NotFound
from app.orders import queries
from app.orders.models import Order

KEPT = 20


def order_seen_here(reference: str) -> Order:
    """The order, for its member or for who has proven it in this browser. Raises NotFound."""
    order = queries.order_by_reference(reference)
    if order.state not in queries.EXISTS:
        raise NotFound
    own = getattr(current_user, "is_shopper", False) and order.shopper_id == current_user.id
    if not own and reference not in session.get("orders", []):
        raise NotFound
    return order


def let_see(order: Order) -> None:
    """Remember in this browser that this order has been proven."""
    seen = [*session.get("orders", []), order.reference]
    session["orders"] = list(dict.fromkeys(seen))[-KEPT:]
