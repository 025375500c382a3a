from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.suppliers import queries, services
from app.suppliers.agreeing import papers
from app.suppliers.agreeing import queries as agreements
from app.suppliers.agreeing.rules import percent
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_suppliers", __name__, url_prefix="/admin/supplier-terms"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Commission and contract with the carrier of every supplier: who bears what (5.3)."""
    return _page()


def _page() -> str:
    suppliers = queries.suppliers_by_name()
    return render_template(
        "admin/suppliers.html",
        suppliers=suppliers,
        agreed=agreements.in_force({supplier.id for supplier in suppliers}),
        newest=agreements.newest(),
        label_of=papers.label_of,
        percent=percent,
    )


@blueprint.post("/<int:supplier_id>/carrier-contract")
@commits
def carrier_contract(supplier_id: int) -> ResponseReturnValue:
    supplier = queries.by_id({supplier_id}).get(supplier_id)
    if supplier is None:
        raise NotFound
    try:
        services.hold_carrier_contract(supplier, request.form.get("held_by", ""))
    except Refused as refusal:
        flash(str(refusal))
        return _page(), refusal.status
    flash(_("Saved: %(key)s.", key=supplier.name))
    return redirect(url_for("admin_suppliers.index"), 303)
