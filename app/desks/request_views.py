import secrets

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from app.desks import my_requests
from app.helpdesk.forms import RequestForm
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.helpdesk.services.receiving import Words
from app.kernel.transactions import commits
from app.orders import access
from app.orders.models import Order, SubOrder
from app.web import language as languages
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("my_requests", __name__))


@blueprint.route("/orders/<reference>/requests", methods=["GET", "POST"])
@commits
def show(reference: str) -> ResponseReturnValue:
    """The requests of who has proven the order: sent here, followed here (art. 12/A)."""
    order = access.order_seen_here(reference)
    form = RequestForm()
    form.seller.choices = [SelectChoice("", _l("The whole order"))] + [
        SelectChoice(s.reference, str(s.seller["name"])) for s in order.suborders
    ]
    if form.validate_on_submit():
        sent = receiving.send(_words(order, form), order, _chosen(order, form.seller.data))
        return redirect(url_for("requests.show", number=sent.number), 303)
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    page = render_template(
        "requests/order.html", order=order, form=form, items=my_requests.of_order(order)
    )
    return page, 422 if form.errors else 200


def _words(order: Order, form: RequestForm) -> Words:
    return Words(
        kind=RequestKind(form.kind.data),
        name=order.name,
        email=order.email,
        order_text=order.reference,
        message=form.message.data or "",
        language=languages.current(),
        nonce=form.nonce.data or secrets.token_hex(16),
        channel="order",
    )


def _chosen(order: Order, reference: str | None) -> SubOrder | None:
    if len(order.suborders) == 1:
        return order.suborders[0]
    return next((s for s in order.suborders if s.reference == reference), None)
