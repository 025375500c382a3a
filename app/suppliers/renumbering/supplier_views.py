from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import members
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers import queries, secrets
from app.suppliers.renumbering import queries as changes
from app.suppliers.renumbering import rules, services, words
from app.suppliers.renumbering.forms import NumbersForm
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_numbers", __name__, url_prefix="/supplier/numbers"), "money"
)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Kind, numbers and account as they stand, masked, and the form to say what has changed."""
    return _page(NumbersForm(formdata=None).offer(queries.supplier_of(current_user)), 200)


def _page(form: NumbersForm, status: int) -> ResponseReturnValue:
    supplier = queries.supplier_of(current_user)
    page = render_template(
        "supplier/numbers.html",
        supplier=supplier,
        form=form,
        masked={name: secrets.masked(supplier, name) for name in secrets.SECRETS},
        waiting=changes.waiting_of(supplier.id),
        words=words,
        of_kind=rules.OF_KIND,
    )
    return page, status


@blueprint.post("")
@commits
def ask() -> ResponseReturnValue:
    """Say what has changed; the password is asked again first."""
    form = NumbersForm().offer(queries.supplier_of(current_user))
    if not form.validate_on_submit():
        return _page(form, 422)
    wanted = form.wanted()
    try:
        members.prove_again(current_user, form.password.data)
        supplier = queries.supplier_of(current_user)
        services.ask(supplier, wanted, form.words.data, current_user)
    except Refused as refusal:
        form.password.errors = [str(refusal)]
        return _page(form, refusal.status)
    flash(_("Sent. Until two of us have looked at it, nothing changes."))
    return redirect(url_for("supplier_numbers.show"), 303)
