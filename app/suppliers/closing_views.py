from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers import queries, standing
from app.suppliers.forms import StandingForm
from app.web.audience import for_suppliers
from app.web.forms import status_of

blueprint = for_suppliers(Blueprint("supplier_closing", __name__, url_prefix="/supplier"), "shop")


@blueprint.route("/closing", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    """The owner closes the shop for good, when nothing is open any more."""
    form = StandingForm()
    status = status_of(form)
    if form.validate_on_submit():
        try:
            standing.close(queries.supplier_of(current_user), form.reason.data or "", current_user)
        except Refused as refusal:
            form.reason.errors = [str(refusal)]
            db.session.rollback()
            status = refusal.status
        else:
            flash(_("Your shop is closed. Thank you for everything."))
            return redirect(url_for("storefront.home"), 303)
    supplier = queries.supplier_of(current_user)
    return render_template("supplier/closing.html", supplier=supplier, form=form), status
