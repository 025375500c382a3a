from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.transactions import commits
from app.orders.services.actors import Actor
from app.recalls import pages, queries, services
from app.recalls.forms import RecallForm
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers
from app.web.forms import status_of

blueprint = for_suppliers(
    Blueprint("supplier_recalls", __name__, url_prefix="/supplier/recalls"), "pack"
)


@blueprint.route("", methods=["GET", "POST"])
@commits
def index() -> ResponseReturnValue:
    """The supplier's recalls, and the form to ask for one."""
    supplier = supplier_of(current_user)
    form = RecallForm()
    if form.validate_on_submit() and (wish := pages.wish_of(form, supplier)):
        recall = services.ask(wish, Actor("SU", str(current_user.id)))
        flash(_("The cooperative has your request and decides it today."))
        return redirect(url_for("supplier_recalls.show", number=recall.number), 303)
    page = render_template(
        "supplier/recalls.html", form=form, recalls=queries.recalls(supplier.id), said=pages.state
    )
    return page, status_of(form)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """Who has the lots, by order number, and who has been reached."""
    recall = queries.recall_of_supplier(number, supplier_of(current_user).id)
    return render_template("supplier/recall.html", **pages.view_of(recall))
