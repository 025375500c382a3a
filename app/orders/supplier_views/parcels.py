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
from app.orders.services import carrier_words, lots
from app.orders.supplier_views.desk import actor, blueprint, buyer, own


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
    page = render_template(
        "supplier/parcel.html",
        suborder=suborder,
        buyer=buyer(suborder),
        shipment=shipment,
        form=form,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<reference>/parcels/<int:shipment_id>/lots", methods=["GET", "POST"])
@commits
def parcel_lots(reference: str, shipment_id: int) -> ResponseReturnValue:
    """Lot and use-by day of what is in a parcel that has left, written or put right."""
    suborder, shipment = own_parcel(reference, shipment_id)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        packed_on = clock.day_of(shipment.handed_over_at)
        try:
            lots.correct(shipment, lots.read(request.form, suborder, packed_on), actor())
        except lots.RefusedLot as refusal:
            problems = [(refusal.field, str(refusal))]
        else:
            flash(_("Noted."))
            return redirect(url_for("supplier_orders.show", reference=reference), 303)
    page = render_template(
        "supplier/lots.html",
        suborder=suborder,
        shipment=shipment,
        problems=problems,
        typed=request.form or _lots_of(shipment),
    )
    return page, 422 if problems else 200


def _lots_of(shipment: Shipment) -> dict[str, str]:
    """The fields of the lots as they stand."""
    typed: dict[str, str] = {}
    for row in shipment.lots:
        before = typed.get(f"lot-{row.line_id}")
        typed[f"lot-{row.line_id}"] = f"{before}, {row.lot}" if before else row.lot
        typed[f"use-by-{row.line_id}"] = row.use_by.isoformat() if row.use_by else ""
    return typed


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
