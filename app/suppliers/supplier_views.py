from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.suppliers import queries, roles, team, words
from app.suppliers.forms import InviteForm
from app.web.audience import asks, for_suppliers
from app.web.forms import status_of

blueprint = for_suppliers(Blueprint("supplier_team", __name__, url_prefix="/supplier/team"), "team")


@blueprint.get("")
@asks("desk")
def show() -> ResponseReturnValue:
    """Who works here as what; everybody may leave, owners do the rest."""
    return _page(InviteForm(formdata=None))


def _page(form: InviteForm, status: int = 200, problem: str = "") -> ResponseReturnValue:
    place = queries.place_of(current_user)
    page = render_template(
        "supplier/team.html",
        form=form.offer(),
        place=place,
        me=current_user.id,
        people=queries.places_in(place.supplier.id),
        invitations=queries.open_invitations(place.supplier.id),
        may_change=roles.may(place.role, "team"),
        words=words,
        roles=list(roles.Role),
        problem=problem,
    )
    return page, status


def _again() -> ResponseReturnValue:
    return redirect(url_for("supplier_team.show"), 303)


@blueprint.post("/invite")
@commits
def invite() -> ResponseReturnValue:
    form = InviteForm().offer()
    if not form.validate_on_submit():
        return _page(form, status_of(form))
    try:
        team.count_invitation(queries.supplier_of(current_user).id)
        supplier = queries.supplier_of(current_user)
        team.invite(supplier, form.email.data, form.role.data, current_user)
    except Refused as refusal:
        form.email.errors = [*form.email.errors, str(refusal)]
        return _page(form, refusal.status)
    flash(_("The invitation is on its way."))
    return _again()


@blueprint.post("/invitations/<int:invitation_id>/revoke")
@commits
def revoke(invitation_id: int) -> ResponseReturnValue:
    team.revoke(queries.supplier_of(current_user), invitation_id, current_user)
    flash(_("The invitation is taken back; its link opens nothing any more."))
    return _again()


@blueprint.post("/<int:member_id>/role")
@commits
def change_role(member_id: int) -> ResponseReturnValue:
    try:
        team.change_role(
            queries.supplier_of(current_user),
            member_id,
            request.form.get("role", ""),
            current_user,
        )
    except team.LastOwner as refusal:
        return _page(InviteForm(formdata=None), refusal.status, str(refusal))
    flash(_("The role holds from the next click on."))
    return _again()


@blueprint.post("/<int:member_id>/remove")
@commits
def remove(member_id: int) -> ResponseReturnValue:
    try:
        team.remove(queries.supplier_of(current_user), member_id, current_user)
    except team.LastOwner as refusal:
        return _page(InviteForm(formdata=None), refusal.status, str(refusal))
    flash(_("This person can do nothing here any more, from now on."))
    return _again()


@blueprint.post("/leave")
@asks("desk")
@commits
def leave() -> ResponseReturnValue:
    """Anybody leaves on their own word."""
    supplier = queries.supplier_of(current_user)
    name, member_id = supplier.name, current_user.id
    try:
        team.remove(supplier, member_id, current_user)
    except team.LastOwner as refusal:
        return _page(InviteForm(formdata=None), refusal.status, str(refusal))
    flash(_("You have left the team of %(name)s.", name=name))
    others = queries.suppliers_of(current_user)
    return redirect(url_for("supplier.home" if others else "team.log_in"), 303)
