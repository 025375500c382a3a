"""The supplier's own orders: who asks, and which sub-order is theirs."""

from flask import Blueprint
from flask_login import current_user

from app.orders import queries
from app.orders.models import SubOrder
from app.orders.seen import Buyer, buyer_of
from app.orders.services.actors import Actor
from app.suppliers.queries import place_of, supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_orders", __name__, url_prefix="/supplier/orders"), "pack"
)


def actor() -> Actor:
    """The person of the team who is logged in."""
    return Actor("SU", str(current_user.id))


def own(reference: str) -> SubOrder:
    """A sub-order of this person's supplier. Raises NotFound."""
    return queries.suborder_of(reference, supplier_of(current_user).id)


def buyer(suborder: SubOrder) -> Buyer:
    """The buyer as this person sees them now."""
    return buyer_of(suborder, place_of(current_user).role)
