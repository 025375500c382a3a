from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.orders import queries, words
from app.web.audience import for_shoppers

blueprint = for_shoppers(Blueprint("account", __name__, url_prefix="/account"))


@blueprint.get("")
def home() -> ResponseReturnValue:
    """My orders, each with its way to withdraw."""
    return render_template(
        "accounts/home.html",
        orders=queries.orders_of(current_user.id),
        status_of=words.status_of,
    )
