from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel import clock
from app.kernel.errors import Conflict, NotFound
from app.kernel.transactions import commits
from app.suppliers import queries, reach, shipping
from app.suppliers.delivery_forms import BANDS, GROUPS, DaysForm, MethodForm, ReturnsForm
from app.suppliers.models import DeliveryKind, DeliveryMethod
from app.web.audience import for_suppliers
from app.web.forms import status_of

blueprint = for_suppliers(
    Blueprint("supplier_delivery", __name__, url_prefix="/supplier/delivery"), "shop"
)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Every way of delivery, the days of shipping and the way back, on one page."""
    supplier = queries.supplier_of(current_user)
    return _page(DaysForm.of(supplier, clock.today().isoformat()))


def _page(days: DaysForm, status: int = 200) -> ResponseReturnValue:
    supplier = queries.supplier_of(current_user)
    page = render_template(
        "supplier/delivery.html",
        supplier=supplier,
        form=days,
        methods=[(method, reach.of(method)) for method in supplier.delivery_methods],
        kinds=[(str(kind), reach.kind_said(kind)) for kind in DeliveryKind],
        return_places=reach.branches(supplier),
    )
    return page, status


@blueprint.post("/days")
@commits
def days() -> ResponseReturnValue:
    form = DaysForm()
    if not form.validate_on_submit():
        return _page(form, status_of(form))
    supplier = queries.supplier_of(current_user)
    shipping.keep_days(supplier, form.shipping_days.data, form.read)
    flash(_("Saved. Promised days follow from now on; orders keep theirs."))
    return redirect(url_for("supplier_delivery.show"), 303)


@blueprint.route("/add/<kind>", methods=["GET", "POST"])
@commits
def add(kind: str) -> ResponseReturnValue:
    if kind not in list(DeliveryKind):
        raise NotFound
    return _method(None, DeliveryKind(kind))


@blueprint.route("/<int:method_id>", methods=["GET", "POST"])
@commits
def change(method_id: int) -> ResponseReturnValue:
    method = shipping.method_of(queries.supplier_of(current_user), method_id)
    return _method(method, method.kind)


def _method(method: DeliveryMethod | None, kind: DeliveryKind) -> ResponseReturnValue:
    form = MethodForm.of(method)
    meanwhile = ""
    if form.validate_on_submit() and form.fits(kind):
        supplier = queries.supplier_of(current_user)
        try:
            shipping.keep_method(supplier, method, kind, form.facts(kind), form.seen)
        except Conflict as refusal:
            meanwhile = str(refusal)
        else:
            flash(_("Saved. New orders go by it; orders already made keep theirs."))
            return redirect(url_for("supplier_delivery.show"), 303)
    page = render_template(
        "supplier/delivery_method.html",
        form=form,
        meanwhile=meanwhile,
        method=method,
        kind=str(kind),
        title=reach.kind_said(kind),
        bands=range(1, BANDS + 1),
        groups=range(GROUPS),
        carriers=queries.carriers(),
    )
    return page, 409 if meanwhile else status_of(form)


@blueprint.route("/returns", methods=["GET", "POST"])
@commits
def returns() -> ResponseReturnValue:
    """The carrier named for returns (art. 5(1)(g), DC-12.3)."""
    supplier = queries.supplier_of(current_user)
    form = ReturnsForm.of(supplier)
    if form.validate_on_submit() and form.is_somewhere():
        try:
            shipping.keep_returns(supplier, form.facts())
        except shipping.NoWayBack as refusal:
            form.return_carrier.errors = [str(refusal)]
        else:
            flash(_("Saved. New orders go by it; orders already made keep theirs."))
            return redirect(url_for("supplier_delivery.show"), 303)
    page = render_template("supplier/delivery_returns.html", form=form, carriers=queries.carriers())
    return page, status_of(form)
