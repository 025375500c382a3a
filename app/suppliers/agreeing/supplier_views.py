from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers.agreeing import papers, queries, services
from app.suppliers.queries import supplier_of
from app.web import language as languages
from app.web.audience import for_suppliers
from app.web.forms import Form, status_of

blueprint = for_suppliers(
    Blueprint("supplier_agreement", __name__, url_prefix="/supplier/agreement"), "money"
)


class AcceptForm(Form):
    """An owner's yes to the version that was shown."""

    number = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    agreed = BooleanField(
        _l("I accept the supplier agreement"),
        validators=[InputRequired(_l("Read the agreement and tick that you accept it."))],
    )


@blueprint.route("", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    """The agreement in force, and a new version that waits for an owner's yes."""
    supplier = supplier_of(current_user)
    form = AcceptForm()
    status = status_of(form)
    if form.validate_on_submit():
        try:
            services.accept(supplier, form.number.data or 0, languages.current(), current_user)
        except Refused as refusal:
            form.agreed.errors = [str(refusal)]
            status = refusal.status
        else:
            flash(_("Accepted. It holds for orders from now on."))
            return redirect(url_for("supplier_agreement.show"), 303)
    held, awaited = queries.in_force_for(supplier.id), queries.awaited_of(supplier.id)
    form.number.data = awaited.number if awaited else None
    form.agreed.data = False
    page = render_template(
        "supplier/agreement.html",
        form=form,
        held=papers.paper_of(held, languages.current()),
        awaited=papers.paper_of(awaited, languages.current()) if awaited else None,
    )
    return page, max(status, status_of(form))
