from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.payments import queries
from app.payments.forms import ReleaseForm
from app.payments.models import Refund
from app.payments.services import refunds
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_refunds", __name__, url_prefix="/admin/refunds"), "finance")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin/refunds.html", refunds=queries.open_refunds())


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(queries.refund_by_number(number), ReleaseForm(formdata=None))


def _page(refund: Refund, form: ReleaseForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/refund.html", refund=refund, form=form, two=refunds.above_limit(refund)
    )
    return page, status


@blueprint.post("/<number>/release")
@commits
def release(number: str) -> ResponseReturnValue:
    refund = queries.refund_by_number(number)
    form = ReleaseForm()
    try:
        done = refunds.release_by(refund, current_user, form.reason.data or "")
    except Refused as refusal:
        form.reason.errors = [*form.reason.errors, str(refusal)]
        return _page(refund, form, refusal.status)
    flash(
        _("Released: the provider is being asked.")
        if done
        else _("Noted. A second person must release it too.")
    )
    return redirect(url_for("admin_refunds.show", number=number), 303)
