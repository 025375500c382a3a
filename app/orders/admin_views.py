from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import desk_queries, queries
from app.orders.forms import ReceiptForm
from app.orders.models import Order, ReceiptSource
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_orders", __name__, url_prefix="/admin/orders"), "orders")


@blueprint.get("")
def index() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()
    return render_template(
        "admin/orders.html", orders=desk_queries.orders_for_staff(query), wanted=query
    )


@blueprint.get("/<reference>")
@commits
def show(reference: str) -> ResponseReturnValue:
    writes_although_get()
    order = queries.order_by_reference(reference)
    note_access(current_user, "order", order.reference)
    return _page(order, ReceiptForm(formdata=None))


def _page(order: Order, form: ReceiptForm, status: int = 200) -> ResponseReturnValue:
    return render_template("admin/order.html", order=order, receipt_form=form), status


@blueprint.post("/<reference>/shipments/<int:shipment_id>/receipt")
@commits
def receipt(reference: str, shipment_id: int) -> ResponseReturnValue:
    order = queries.order_by_reference(reference)
    shipment = fulfilment.shipment_of(order, shipment_id)
    if shipment is None:
        raise NotFound
    form = ReceiptForm()
    if not form.validate_on_submit():
        return _page(order, form, 422)
    try:
        fulfilment.record_receipt(
            shipment,
            ReceiptSource.CARRIER,
            form.received_on.data,
            Actor("ADM", str(current_user.id)),
            form.proof.data,
        )
    except Refused as refusal:
        form.received_on.errors = [*form.received_on.errors, str(refusal)]
        return _page(order, form, 422)
    flash(_("The receipt is recorded."))
    return redirect(url_for("admin_orders.show", reference=reference), 303)
