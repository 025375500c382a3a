from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import login, members, resets
from app.accounts.forms import ForgotForm, NewPasswordForm, TeamLogInForm
from app.accounts.models import Audience
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.web.audience import for_everyone
from app.web.forms import status_of
from app.web.links import local_path

blueprint = for_everyone(Blueprint("team", __name__, url_prefix="/team"))


@blueprint.route("/log-in", methods=["GET", "POST"])
@commits
def log_in() -> ResponseReturnValue:
    form = TeamLogInForm()
    if form.validate_on_submit():
        try:
            member = members.log_in_member(
                form.email.data, form.password.data, form.code.data or ""
            )
        except Refused as refusal:
            form.form_errors.append(str(refusal))
            return render_template("accounts/team_log_in.html", form=form), refusal.status
        home = url_for("admin.home") if member.is_staff else url_for("supplier.home")
        return redirect(local_path(request.args.get("next"), home), 303)
    return render_template("accounts/team_log_in.html", form=form), status_of(form)


@blueprint.post("/log-out")
@commits
def log_out() -> ResponseReturnValue:
    login.end_here(Audience.MEMBER)
    return redirect(url_for("team.log_in"), 303)


@blueprint.route("/accept/<token>", methods=["GET", "POST"])
@commits
def accept(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if form.validate_on_submit():
        member, seed = members.accept_invitation(token, form.password.data)
        return render_template("accounts/accepted.html", member=member, seed=seed)
    return render_template("accounts/accept.html", form=form), status_of(form)


@blueprint.route("/forgot", methods=["GET", "POST"])
@commits
def forgot() -> ResponseReturnValue:
    form = ForgotForm()
    if form.validate_on_submit():
        resets.ask(Audience.MEMBER, form.email.data)
        return redirect(url_for("accounts.sent"), 303)
    return render_template("accounts/forgot.html", form=form), status_of(form)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@commits
def reset(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if form.validate_on_submit():
        resets.reset(Audience.MEMBER, token, form.password.data)
        flash(_("Your new password is set. You can log in now."))
        return redirect(url_for("team.log_in"), 303)
    return render_template("accounts/reset.html", form=form), status_of(form)


@blueprint.post("/supplier")
@commits
def choose_supplier() -> ResponseReturnValue:
    """Work for another of one's suppliers from now on."""
    if current_user.is_authenticated:
        session["supplier"] = request.form.get("supplier", type=int)
    return redirect(url_for("supplier.home"), 303)
