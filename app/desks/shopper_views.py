from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import timeline
from app.orders import queries
from app.web.audience import for_shoppers

blueprint = for_shoppers(Blueprint("account", __name__, url_prefix="/account"))


@blueprint.get("")
def home() -> ResponseReturnValue:
    """My orders, each with its way to withdraw."""
    return render_template(
        "accounts/home.html",
        orders=queries.orders_of(current_user.id),
        status_of=timeline.status_of,
    )
