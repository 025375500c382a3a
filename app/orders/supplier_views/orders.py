from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, undone_if_refused
from app.orders import desk_queries, parcel_forms, pieces, seen
from app.orders.forms import CollectionForm, DispatchForm, ReceiptForm
from app.orders.messages import troubles
from app.orders.models import Setback, SubOrder
from app.orders.services import carrier_words, changes, collection, fulfilment, lots, notices
from app.orders.supplier_views.desk import actor, blueprint, buyer, own
from app.suppliers.queries import carriers, supplier_of
from app.web.forms import status_of


@blueprint.get("")
def index() -> ResponseReturnValue:
    wish = request.args.get("show", "open")
    return render_template(
        "supplier/orders.html",
        suborders=desk_queries.suborders_of(supplier_of(current_user).id, wish),
        wish=wish,
    )


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    return _page(own(reference), DispatchForm(), ReceiptForm(), CollectionForm())


def _page(
    suborder: SubOrder,
    dispatch: DispatchForm,
    receipt: ReceiptForm,
    collection: CollectionForm,
    status: int = 200,
    problems: Sequence[tuple[str, str]] = (),
) -> ResponseReturnValue:
    page = render_template(
        "supplier/order.html",
        problems=problems,
        typed=request.form,
        suborder=suborder,
        order=suborder.order,
        dispatch_form=dispatch,
        receipt_form=receipt,
        collection_form=collection,
        carriers=carriers(),
        to_send={line.id: n for line in suborder.lines if (n := pieces.next_parcel(line))},
        buyer=buyer(suborder),
        past=seen.stage_of(suborder) is seen.Stage.PAST,
        today=clock.today(),
        event_said=parcel_forms.kind_said,
        possible=parcel_forms.possible,
        troubles=changes.listens(suborder, "impossible"),
        answers={s.id: _answer(s) for s in suborder.setbacks},
        setback_said=troubles.setback_said,
        reasons={e.id: troubles.why_said_at_desks(e) for e in suborder.endings},
    )
    return page, status


def _answer(setback: Setback) -> str:
    return troubles.choice_said(setback.choice) if setback.choice else _("The buyer is asked")


@blueprint.post("/<reference>/accept")
@commits
def accept(reference: str) -> ResponseReturnValue:
    fulfilment.accept(own(reference), actor())
    flash(_("Accepted. Thank you."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


@blueprint.post("/<reference>/dispatch")
@commits
def dispatch(reference: str) -> ResponseReturnValue:
    suborder = own(reference)
    form = DispatchForm()
    if not form.validate_on_submit():
        return _page(suborder, form, ReceiptForm(formdata=None), CollectionForm(), status_of(form))
    try:
        packed = lots.read(request.form, suborder, clock.today())
        with undone_if_refused():
            fulfilment.dispatch(
                suborder,
                form.carrier.data,
                form.tracking_number.data or "",
                desk_queries.quantities(request.form, suborder),
                actor(),
                desk_queries.quantities(request.form, suborder, "parts"),
                packed,
            )
    except lots.RefusedLot as refusal:
        problems = [(refusal.field, str(refusal))]
        nothing = ReceiptForm(formdata=None), CollectionForm()
        return _page(suborder, form, *nothing, 422, problems)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        return _page(suborder, form, ReceiptForm(formdata=None), CollectionForm(), 422)
    flash(_("Noted as sent. The buyer has been told."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


@blueprint.post("/<reference>/shipments/<int:shipment_id>/receipt")
@commits
def receipt(reference: str, shipment_id: int) -> ResponseReturnValue:
    suborder = own(reference)
    shipment = next((s for s in suborder.shipments if s.id == shipment_id), None)
    if shipment is None:
        raise NotFound
    form = ReceiptForm()
    if not form.validate_on_submit():
        return _page(suborder, DispatchForm(formdata=None), form, CollectionForm(), 422)
    try:
        carrier_words.note(shipment, parcel_forms.receipt(form), "form", actor())
    except Refused as refusal:
        form.received_on.errors = [*form.received_on.errors, str(refusal)]
        return _page(suborder, DispatchForm(formdata=None), form, CollectionForm(), 422)
    flash(_("The receipt is recorded."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


@blueprint.post("/<reference>/ready")
@commits
def ready(reference: str) -> ResponseReturnValue:
    notices.announce_ready(own(reference), actor())
    flash(_("The buyer has been sent the code."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


@blueprint.post("/<reference>/collect")
@commits
def collect(reference: str) -> ResponseReturnValue:
    """The code that the buyer shows, typed in at the hand-over, and the lots handed over."""
    suborder = own(reference)
    form = CollectionForm()
    status, problems = 422, []
    if form.validate_on_submit():
        try:
            packed = lots.read(request.form, suborder, clock.today())
            collection.count_try(suborder)
            suborder = own(reference)
            with undone_if_refused():
                collection.collect(suborder, form.code.data, actor(), packed)
        except lots.RefusedLot as refusal:
            problems = [(refusal.field, str(refusal))]
        except Refused as refusal:
            form.code.errors = [*form.code.errors, str(refusal)]
            status = refusal.status
        else:
            flash(_("Handed over. The receipt is recorded."))
            return redirect(url_for("supplier_orders.show", reference=reference), 303)
    nothing = DispatchForm(formdata=None), ReceiptForm(formdata=None)
    return _page(suborder, *nothing, form, status, problems)
