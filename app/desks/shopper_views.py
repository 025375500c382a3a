from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import my_requests
from app.orders import queries, words
from app.web.audience import for_shoppers

blueprint = for_shoppers(Blueprint("account", __name__, url_prefix="/account"))


@blueprint.get("/requests")
def requests() -> ResponseReturnValue:
    """My requests, of every order, with what became of each (art. 12/A)."""
    orders = queries.orders_of(current_user.id)
    return render_template("requests/mine.html", items=my_requests.of_orders(orders), orders=orders)


@blueprint.get("")
def home() -> ResponseReturnValue:
    """My orders, each with its way to withdraw."""
    return render_template(
        "accounts/home.html",
        orders=queries.orders_of(current_user.id),
        status_of=words.status_of,
    )
