"""What becomes of a supplier's own parcels."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.orders import parcel_forms
from app.orders.gateway import CarrierWord
from app.orders.models import Shipment, SubOrder
from app.orders.services import carrier_words
from app.orders.supplier_views.desk import actor, blueprint, own


def own_parcel(reference: str, shipment_id: int) -> tuple[SubOrder, Shipment]:
    """A sub-order of this supplier and one of its parcels. Raises NotFound."""
    suborder = own(reference)
    for shipment in suborder.shipments:
        if shipment.id == shipment_id:
            return suborder, shipment
    raise NotFound


@blueprint.route("/<reference>/parcels/<int:shipment_id>", methods=["GET", "POST"])
@commits
def parcel(reference: str, shipment_id: int) -> ResponseReturnValue:
    """What happened to one parcel, and the carrier's next word on it."""
    suborder, shipment = own_parcel(reference, shipment_id)
    form = parcel_forms.bound(shipment)
    if form.is_submitted():
        parcel_forms.keep_proof(form)
        suborder, shipment = own_parcel(reference, shipment_id)
    if form.validate_on_submit() and not form.form_errors:
        try:
            carrier_words.note(shipment, parcel_forms.word(form), "form", actor())
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(_("Noted."))
            return redirect(url_for("supplier_orders.show", reference=reference), 303)
    page = render_template("supplier/parcel.html", suborder=suborder, shipment=shipment, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/<reference>/parcels/<int:shipment_id>/shelf")
@commits
def shelf(reference: str, shipment_id: int) -> ResponseReturnValue:
    """Goods of a parcel no longer owed came back as good as new."""
    _suborder, shipment = own_parcel(reference, shipment_id)
    carrier_words.put_back_on_the_shelf(shipment, actor())
    flash(_("The goods are on sale again."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


@blueprint.post("/<reference>/parcels/<int:shipment_id>/practice")
@commits
def practice(reference: str, shipment_id: int) -> ResponseReturnValue:
    """The demo's own carrier says what is pressed; elsewhere there is none."""
    _suborder, shipment = own_parcel(reference, shipment_id)
    kind = request.form.get("kind", "")
    if not current_app.config["DEMO"] or kind not in parcel_forms.possible(shipment):
        raise NotFound
    carrier_words.note(shipment, CarrierWord(kind, clock.now()), "demo", actor())
    flash(_("The practice carrier says: %(event)s.", event=parcel_forms.kind_said(kind)))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)
