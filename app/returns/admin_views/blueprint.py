from flask import Blueprint
from flask_login import current_user

from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_returns", __name__, url_prefix="/admin/returns"), "orders")


def me() -> str:
    """Who acts, as the evidence names them."""
    return str(current_user.id)
