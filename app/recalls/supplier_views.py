from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.transactions import commits
from app.orders.services.actors import Actor
from app.recalls import pages, queries, services
from app.recalls.forms import RecallForm
from app.suppliers.queries import supplier_of
from app.web.audience import asks, for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_recalls", __name__, url_prefix="/supplier/recalls"), "pack"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The supplier's recalls: who packs must know them; who sells may ask for one."""
    return _page(RecallForm(formdata=None), 200)


def _page(form: RecallForm, status: int) -> ResponseReturnValue:
    supplier = supplier_of(current_user)
    page = render_template(
        "supplier/recalls.html", form=form, recalls=queries.recalls(supplier.id), said=pages.state
    )
    return page, status


@blueprint.post("")
@asks("orders")
@commits
def begin() -> ResponseReturnValue:
    """Ask the cooperative to tell every buyer of some lots."""
    form = RecallForm()
    if form.validate_on_submit() and (wish := pages.wish_of(form, supplier_of(current_user))):
        recall = services.ask(wish, Actor("SU", str(current_user.id)))
        flash(_("The cooperative has your request and decides it today."))
        return redirect(url_for("supplier_recalls.show", number=recall.number), 303)
    return _page(form, 422)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """Who has the lots, by order number, and who has been reached."""
    recall = queries.recall_of_supplier(number, supplier_of(current_user).id)
    return render_template("supplier/recall.html", **pages.view_of(recall))
