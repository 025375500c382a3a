from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import login, queries, services
from app.accounts.forms import ChangePasswordForm
from app.accounts.models import Audience
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.web.audience import for_shoppers
from app.web.forms import status_of

blueprint = for_shoppers(Blueprint("security", __name__, url_prefix="/account"))


@blueprint.route("/security", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    form = ChangePasswordForm()
    shopper_id = current_user.id
    if form.validate_on_submit():
        try:
            services.change_password(current_user, form.old.data, form.password.data)
        except Refused as refusal:
            form.old.errors = [*form.old.errors, str(refusal)]
            return _page(form, shopper_id), refusal.status
        else:
            flash(_("Your new password is set; other browsers are logged out."))
            return redirect(url_for("security.show"), 303)
    return _page(form, shopper_id), status_of(form)


def _page(form: ChangePasswordForm, shopper_id: int) -> str:
    here = login.current_session(Audience.SHOPPER)
    return render_template(
        "accounts/security.html",
        form=form,
        sessions=queries.sessions_of(Audience.SHOPPER, shopper_id),
        here=here.id if here else 0,
    )


@blueprint.post("/security/end/<int:session_id>")
@commits
def end_one(session_id: int) -> ResponseReturnValue:
    login.end_one(Audience.SHOPPER, current_user.id, session_id)
    return redirect(url_for("security.show"), 303)


@blueprint.post("/security/end-all")
@commits
def end_all() -> ResponseReturnValue:
    login.end_everywhere(Audience.SHOPPER, current_user.id)
    return redirect(url_for("accounts.log_in"), 303)
