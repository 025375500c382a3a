from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.contracts.forms import AmendmentForm
from app.contracts.services import amendments
from app.contracts.services.amendments import Change
from app.kernel.transactions import commits
from app.orders import queries as orders
from app.suppliers.queries import supplier_of
from app.web import language as languages
from app.web.audience import for_suppliers
from app.web.forms import status_of

blueprint = for_suppliers(
    Blueprint("supplier_contracts", __name__, url_prefix="/supplier/orders"), "orders"
)


@blueprint.route("/<reference>/amend", methods=["GET", "POST"])
@commits
def amend(reference: str) -> ResponseReturnValue:
    """Propose a change of the contract; it binds when the buyer accepts (art. 5(2))."""
    suborder = orders.suborder_of(reference, supplier_of(current_user).id)
    form = AmendmentForm()
    if suborder.order.language == languages.DEFAULT:
        del form.own
    if form.validate_on_submit():
        own = form.own.data if form.own else form.turkish.data
        change = Change(form.turkish.data, own)
        amendments.propose(suborder, change, str(current_user.id))
        flash(_("The proposal is on its way to the buyer. Until it is accepted nothing changes."))
        return redirect(url_for("supplier_orders.show", reference=reference), 303)
    page = render_template(
        "supplier/amend.html",
        form=form,
        suborder=suborder,
        language=languages.NAMES[suborder.order.language],
    )
    return page, status_of(form)
