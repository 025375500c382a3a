from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import members, queries, rules
from app.accounts.forms import RIGHTS_SAID, InviteForm
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.web.audience import for_staff
from app.web.forms import status_of

blueprint = for_staff(Blueprint("admin_people", __name__, url_prefix="/admin/people"), "people")


@blueprint.route("", methods=["GET", "POST"])
@commits
def show() -> ResponseReturnValue:
    form = InviteForm()
    if form.validate_on_submit():
        try:
            members.invite(
                form.email.data, form.name.data, rules.PRESETS[form.preset.data], current_user
            )
        except Refused as refusal:
            form.email.errors = [*form.email.errors, str(refusal)]
        else:
            flash(_("The invitation is on its way."))
            return redirect(url_for("admin_people.show"), 303)
    page = render_template(
        "admin/people.html", form=form, people=queries.staff(), rights=RIGHTS_SAID
    )
    return page, status_of(form)


@blueprint.post("/<int:member_id>/rights")
@commits
def rights(member_id: int) -> ResponseReturnValue:
    chosen = tuple(right for right in rules.RIGHTS if right in request.form.getlist("rights"))
    members.change_rights(queries.member(member_id), chosen)
    flash(_("The rights hold from the next click on."))
    return redirect(url_for("admin_people.show"), 303)


@blueprint.post("/<int:member_id>/leave")
@commits
def leave(member_id: int) -> ResponseReturnValue:
    members.leave(queries.member(member_id))
    flash(_("This person can do nothing here any more, from now on."))
    return redirect(url_for("admin_people.show"), 303)
