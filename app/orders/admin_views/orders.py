from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import desk_queries, parcel_forms, queries, words
from app.orders.admin_views.desk import actor, blueprint
from app.orders.forms import ReceiptForm
from app.orders.messages import troubles
from app.orders.models import Order
from app.orders.services import carrier_words, fulfilment


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
    page = render_template(
        "admin/order.html",
        order=order,
        status_of=words.status_of,
        receipt_form=form,
        event_said=parcel_forms.kind_said,
        setback_said=troubles.setback_said,
        reasons={e.id: troubles.why_said_at_desks(e) for s in order.suborders for e in s.endings},
        answers={
            s.id: troubles.choice_said(s.choice) if s.choice else _("The buyer is asked")
            for part in order.suborders
            for s in part.setbacks
        },
    )
    return page, status


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
        carrier_words.note(shipment, parcel_forms.receipt(form), "form", actor())
    except Refused as refusal:
        form.received_on.errors = [*form.received_on.errors, str(refusal)]
        return _page(order, form, 422)
    flash(_("The receipt is recorded."))
    return redirect(url_for("admin_orders.show", reference=reference), 303)
