from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import login, resets, services
from app.accounts.forms import ForgotForm, LogInForm, NewPasswordForm, RegisterForm
from app.accounts.models import Audience
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.web.audience import for_everyone
from app.web.forms import status_of
from app.web.links import local_path

blueprint = for_everyone(Blueprint("accounts", __name__, url_prefix="/account"))


@blueprint.route("/log-in", methods=["GET", "POST"])
@commits
def log_in() -> ResponseReturnValue:
    form = LogInForm()
    if form.validate_on_submit():
        try:
            services.log_in(form.email.data, form.password.data)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
            return render_template("accounts/log_in.html", form=form), refusal.status
        return redirect(local_path(request.args.get("next"), url_for("account.home")), 303)
    return render_template("accounts/log_in.html", form=form), status_of(form)


@blueprint.post("/log-out")
@commits
def log_out() -> ResponseReturnValue:
    login.end_here(Audience.SHOPPER)
    return redirect(url_for("storefront.home"), 303)


@blueprint.route("/register", methods=["GET", "POST"])
@commits
def register() -> ResponseReturnValue:
    form = RegisterForm()
    if form.validate_on_submit():
        services.register(form.email.data, form.name.data, form.password.data)
        return redirect(url_for("accounts.sent"), 303)
    return render_template("accounts/register.html", form=form), status_of(form)


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    return render_template("accounts/sent.html")


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@commits
def confirm(token: str) -> ResponseReturnValue:
    if request.method == "POST":
        services.confirm(token)
        flash(_("Your address is confirmed. You can log in now."))
        return redirect(url_for("accounts.log_in"), 303)
    return render_template("accounts/confirm.html", token=token)


@blueprint.route("/forgot", methods=["GET", "POST"])
@commits
def forgot() -> ResponseReturnValue:
    form = ForgotForm()
    if form.validate_on_submit():
        resets.ask(Audience.SHOPPER, form.email.data)
        return redirect(url_for("accounts.sent"), 303)
    return render_template("accounts/forgot.html", form=form), status_of(form)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@commits
def reset(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if form.validate_on_submit():
        resets.reset(Audience.SHOPPER, token, form.password.data)
        flash(_("Your new password is set. You can log in now."))
        return redirect(url_for("accounts.log_in"), 303)
    return render_template("accounts/reset.html", form=form), status_of(form)
