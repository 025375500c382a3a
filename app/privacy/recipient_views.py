from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.privacy import recipients, words
from app.privacy.forms import RecipientForm
from app.privacy.models import DataRecipient
from app.web.audience import for_staff
from app.web.forms import status_of

blueprint = for_staff(
    Blueprint("admin_recipients", __name__, url_prefix="/admin/privacy/recipients"), "privacy"
)


@blueprint.route("", methods=["GET", "POST"])
@commits
def index() -> ResponseReturnValue:
    """Who receives personal data, and a new entry."""
    form = RecipientForm()
    if form.validate_on_submit():
        try:
            recipients.enter(_written(form))
        except Refused as refusal:
            form.mechanism.errors = [str(refusal)]
        else:
            flash(_("Written into the register."))
            return redirect(url_for("admin_recipients.index"), 303)
    page = render_template(
        "admin/recipients.html",
        form=form,
        entries=recipients.register(),
        words=words,
        filing_due=recipients.filing_due,
    )
    return page, status_of(form)


def _written(form: RecipientForm) -> DataRecipient:
    return DataRecipient(
        name=form.name.data,
        kind=form.kind.data,
        country=form.country.data,
        data=form.data_kinds.data,
        purpose=form.purpose.data,
        ground=form.ground.data,
        mechanism=form.mechanism.data or None,
        signed_on=form.signed_on.data,
        begins_on=form.begins_on.data,
    )


@blueprint.post("/<int:recipient_id>/filed")
@commits
def filed(recipient_id: int) -> ResponseReturnValue:
    """The standard contract has been filed with the Authority today."""
    recipients.filed(recipients.recipient_of(recipient_id))
    return redirect(url_for("admin_recipients.index"), 303)


@blueprint.post("/<int:recipient_id>/end")
@commits
def end(recipient_id: int) -> ResponseReturnValue:
    recipients.end(recipients.recipient_of(recipient_id))
    return redirect(url_for("admin_recipients.index"), 303)
