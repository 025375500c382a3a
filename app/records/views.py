from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.orders import access, queries
from app.orders.models import Order
from app.records import bundle
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("records", __name__, url_prefix="/orders"))


@blueprint.get("/<reference>/records.zip")
def own(reference: str) -> ResponseReturnValue:
    """The shopper's own records, at once (DC-20.2)."""
    return packed(access.order_seen_here(reference), bundle.bundle_of)


@blueprint.get("/papers/<token>/records.zip")
def linked(token: str) -> ResponseReturnValue:
    """The same by a link from a message, for whoever ordered without an account."""
    order = queries.order_by_link(token)
    if order is None:
        return render_template("orders/link_over.html"), 404
    return packed(order, bundle.bundle_of)


def packed(order: Order, make: bundle.Maker) -> Response:
    """A bundle to save."""
    answer = Response(make(order), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{order.reference}.zip"'
    return answer
