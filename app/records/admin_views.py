from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import queries as orders
from app.records import bundle, queries, services
from app.records.forms import AuthorityForm
from app.records.models import AuthorityRequest
from app.records.services import Asked, NotApproved
from app.records.views import packed
from app.web.audience import for_staff
from app.web.forms import status_of

blueprint = for_staff(Blueprint("admin_records", __name__, url_prefix="/admin/records"), "privacy")


@blueprint.route("", methods=["GET", "POST"])
@commits
def index() -> ResponseReturnValue:
    """The register of authorities that ask for records, and a new entry."""
    form = AuthorityForm()
    if form.validate_on_submit():
        asked = Asked(
            form.authority.data,
            form.reference.data,
            form.scope.data,
            form.order_reference.data,
            form.received_on.data,
        )
        entry = services.enter(asked, current_user)
        flash(_("The request is in the register. Another person must approve it now."))
        return redirect(url_for("admin_records.show", number=entry.number), 303)
    page = render_template("admin/records.html", form=form, entries=queries.register())
    return page, status_of(form)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(queries.request_of(number))


def _page(entry: AuthorityRequest, problem: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template("admin/record.html", entry=entry, problem=problem)
    return page, status


@blueprint.post("/<number>/approve")
@commits
def approve(number: str) -> ResponseReturnValue:
    entry = queries.request_of(number)
    try:
        services.approve(entry, current_user)
    except Refused as refusal:
        return _page(entry, str(refusal), refusal.status)
    flash(_("Approved. The records may be released."))
    return redirect(url_for("admin_records.show", number=number), 303)


@blueprint.post("/<number>/release")
@commits
def release(number: str) -> ResponseReturnValue:
    entry = queries.request_of(number)
    try:
        services.release(entry, current_user)
    except Refused as refusal:
        return _page(entry, str(refusal), refusal.status)
    flash(_("Released. Download the records and hand them over."))
    return redirect(url_for("admin_records.show", number=number), 303)


@blueprint.get("/<number>/records.zip")
@commits
def records(number: str) -> ResponseReturnValue:
    """The released records; who took them is noted (PR-4.7)."""
    entry = queries.request_of(number)
    if entry.released_at is None:
        raise NotApproved(_("A second person must approve before records are released."))
    answer = packed(orders.order_by_reference(entry.order_reference), bundle.whole_bundle_of)
    db.session.rollback()
    writes_although_get()
    note_access(current_user, "records", queries.request_of(number).order_reference)
    return answer
