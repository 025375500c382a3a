from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.suppliers import queries, standing
from app.suppliers.forms import StandingForm
from app.suppliers.models import Supplier
from app.suppliers.words import standing_said
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_standing", __name__, url_prefix="/admin/suppliers/standing"), standing.RIGHT
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every supplier with its standing."""
    return render_template(
        "admin/standings.html", suppliers=queries.suppliers_by_name(), said=standing_said
    )


def _supplier(supplier_id: int) -> Supplier:
    found = queries.by_id({supplier_id}).get(supplier_id)
    if found is None:
        raise NotFound
    return found


@blueprint.get("/<int:supplier_id>")
def show(supplier_id: int) -> ResponseReturnValue:
    return _page(_supplier(supplier_id), StandingForm(formdata=None))


def _page(supplier: Supplier, form: StandingForm, status: int = 200) -> ResponseReturnValue:
    return render_template(
        "admin/standing.html", supplier=supplier, form=form, said=standing_said
    ), status


@blueprint.post("/<int:supplier_id>/suspend")
@commits
def suspend(supplier_id: int) -> ResponseReturnValue:
    """Off sale until lifted; open orders go on."""
    return _act(
        supplier_id,
        lambda found, reason: standing.suspend(found, reason, current_user),
        _("Suspended. Its open orders go on."),
    )


@blueprint.post("/<int:supplier_id>/lift")
@commits
def lift(supplier_id: int) -> ResponseReturnValue:
    return _act(
        supplier_id,
        lambda found, _reason: standing.lift(found, current_user),
        _("On sale again."),
    )


@blueprint.post("/<int:supplier_id>/close")
@commits
def close(supplier_id: int) -> ResponseReturnValue:
    """Closed for good, when nothing is open any more."""
    return _act(
        supplier_id,
        lambda found, reason: standing.close(found, reason, current_user),
        _("Closed for good."),
    )


def _act(supplier_id: int, act: Callable[[Supplier, str], None], done: str) -> ResponseReturnValue:
    form = StandingForm()
    try:
        act(_supplier(supplier_id), form.reason.data or "")
    except Refused as refusal:
        form.reason.errors = [str(refusal)]
        db.session.rollback()
        return _page(_supplier(supplier_id), form, refusal.status)
    flash(done)
    return redirect(url_for("admin_standing.show", supplier_id=supplier_id), 303)
