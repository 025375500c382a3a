from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers import team, words
from app.suppliers.forms import JoinForm
from app.suppliers.models import TeamInvitation, TeamMember
from app.web.audience import for_everyone
from app.web.forms import status_of

blueprint = for_everyone(Blueprint("joining", __name__, url_prefix="/team/join"))


@blueprint.route("/<token>", methods=["GET", "POST"])
@commits
def show(token: str) -> ResponseReturnValue:
    """An invitation: join with one's account, log in first, or make one."""
    invitation = team.invitation_by(token)
    if getattr(current_user, "email_key", None) == invitation.email_key:
        if request.method == "POST":
            return _welcome(team.join(token, current_user))
        return _page(invitation, "join")
    if current_user.is_authenticated:
        return _page(invitation, "other")
    if team.account_of(invitation) is not None:
        return _page(invitation, "log_in")
    form = JoinForm()
    if form.validate_on_submit():
        try:
            return _welcome(team.join_anew(token, form.name.data, form.password.data))
        except Refused as refusal:
            form.form_errors.append(str(refusal))
            return _page(team.invitation_by(token), "new", form, refusal.status)
    return _page(invitation, "new", form, status_of(form))


def _page(
    invitation: TeamInvitation, way: str, form: JoinForm | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "suppliers/join.html",
        invitation=invitation,
        role=words.role_said(invitation.role),
        explained=words.role_explained(invitation.role),
        way=way,
        form=form,
        here=request.path,
    )
    return page, status


def _welcome(place: TeamMember) -> ResponseReturnValue:
    session["supplier"] = place.supplier_id
    flash(_("Welcome to the team."))
    return redirect(url_for("supplier.home"), 303)
