"""Carriers' reports and single words on parcels, noted by staff."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.orders import parcel_forms, proofs, queries
from app.orders.admin_views.desk import actor, blueprint
from app.orders.gateway import NotReadable, adapter, report
from app.orders.models import Order, Shipment
from app.orders.services import carrier_words, fulfilment, reports
from app.orders.services.reports import Said
from app.settings import queries as settings
from app.suppliers.queries import carriers


def parcel_of(reference: str, shipment_id: int) -> tuple[Order, Shipment]:
    """An order and one of its own parcels. Raises NotFound."""
    order = queries.order_by_reference(reference)
    shipment = fulfilment.shipment_of(order, shipment_id)
    if shipment is None:
        raise NotFound
    return order, shipment


@blueprint.route("/<reference>/parcels/<int:shipment_id>", methods=["GET", "POST"])
@commits
def parcel(reference: str, shipment_id: int) -> ResponseReturnValue:
    """What happened to one parcel, and the carrier's next word on it."""
    order, shipment = parcel_of(reference, shipment_id)
    form = parcel_forms.bound(shipment)
    if form.is_submitted():
        parcel_forms.keep_proof(form)
        order, shipment = parcel_of(reference, shipment_id)
    if form.validate_on_submit() and not form.form_errors:
        try:
            carrier_words.note(shipment, parcel_forms.word(form), "form", actor())
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(_("Noted."))
            return redirect(url_for("admin_orders.show", reference=reference), 303)
    page = render_template("admin/parcel.html", order=order, shipment=shipment, form=form)
    return page, 422 if form.errors else 200


@blueprint.get("/<reference>/proofs/<name>")
def proof(reference: str, name: str) -> Response:
    """A proof of this very order."""
    order = queries.order_by_reference(reference)
    if not any(name in queries.proofs_of(suborder) for suborder in order.suborders):
        raise NotFound
    body, media_type = proofs.read(name)
    return Response(body, mimetype=media_type)


@blueprint.route("/reports", methods=["GET", "POST"])
@commits
def carrier_reports() -> ResponseReturnValue:
    """A carrier's report as CSV: every row gets its own answer."""
    problem, results = "", []
    if request.method == "POST":
        sent = request.files.get("report")
        body = sent.read(report.MOST_BYTES + 1) if sent else b""
        db.session.rollback()  # the file was read; only now does the writing begin
        try:
            rows = report.rows_of(body)
        except NotReadable as error:
            problem = str(error)
        else:
            said = [Said(r.number, r.parcel, r.word, r.problem, r.text) for r in rows]
            results = reports.take(said, None, "csv", actor())
    page = render_template(
        "admin/carrier_reports.html",
        problem=problem,
        results=results,
        counts={o: sum(r.outcome == o for r in results) for o in ("taken", "known", "refused")},
        columns=report.COLUMNS,
        adapter_on=settings.text("carrier_adapter") == "webhook",
        keys=[(c.name, adapter.key_of(c.name)) for c in carriers()]
        if current_user.may("settings")
        else [],
    )
    return page, 422 if problem else 200


@blueprint.post("/reports/refused")
def refused_rows() -> Response:
    """The rows that could not be taken, as a file to correct and send again."""
    rows = request.form.getlist("row")[: report.MOST_ROWS]
    text = "\r\n".join([";".join(report.COLUMNS), *rows]) + "\r\n"
    answer = Response(text.encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="rows-to-correct.csv"'
    return answer
