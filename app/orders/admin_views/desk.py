"""The orders desk of the cooperative's staff."""

from flask import Blueprint
from flask_login import current_user

from app.orders.services.actors import Actor
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_orders", __name__, url_prefix="/admin/orders"), "orders")


def actor() -> Actor:
    """The member of staff who is logged in."""
    return Actor("ADM", str(current_user.id))
