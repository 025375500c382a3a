from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.contracts import queries
from app.contracts.services import amendments
from app.kernel.transactions import commits
from app.orders import access
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("amendments", __name__, url_prefix="/orders"))


@blueprint.get("/<reference>/amendments/<number>")
def show(reference: str, number: str) -> ResponseReturnValue:
    """A proposed change of a contract, to be read whole before it is answered."""
    order = access.order_seen_here(reference)
    amendment = amendments.of(order, number)
    return render_template(
        "orders/amendment.html",
        order=order,
        amendment=amendment,
        document=queries.document(amendment.document_sha256),
    )


@blueprint.post("/<reference>/amendments/<number>")
@commits
def answer(reference: str, number: str) -> ResponseReturnValue:
    amendment = amendments.of(access.order_seen_here(reference), number)
    shown = request.form.get("document", "")
    if request.form.get("answer") == "accept":
        amendments.accept(amendment, shown)
        flash(_("You have accepted the change. It is part of your contract now."))
    else:
        amendments.decline(amendment, shown)
        flash(_("You have declined. Your contract stays as it is."))
    return redirect(url_for("orders.show", reference=reference), 303)
