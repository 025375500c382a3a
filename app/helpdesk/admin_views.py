from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from app.accounts.access import note_access
from app.helpdesk import pages, queries
from app.helpdesk.forms import AnswerForm, FoundForm, KindForm
from app.helpdesk.models import Request, RequestKind
from app.helpdesk.services import answering
from app.kernel import ids
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import queries as orders
from app.web.audience import for_staff
from app.web.forms import Form

blueprint = for_staff(Blueprint("admin_requests", __name__, url_prefix="/admin/requests"), "orders")


def _me() -> str:
    return str(current_user.id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    wish, kind = request.args.get("show", "open"), request.args.get("kind", "")
    query = request.args.get("q", "").strip()
    return render_template(
        "admin/requests.html",
        views=[pages.view_of(row) for row in queries.for_desk(wish, kind, query)],
        wish=wish,
        kind=kind,
        wanted=query,
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    writes_although_get()
    found = queries.request_of(number)
    note_access(current_user, "request", found.number)
    return _page(found)


def _page(found: Request, sent: Form | None = None, status: int = 200) -> ResponseReturnValue:
    """The request with what can be done; `sent` keeps what was typed."""
    asked = {
        kind.__name__: sent if isinstance(sent, kind) else kind(formdata=None)
        for kind in (AnswerForm, FoundForm, KindForm)
    }
    page = render_template("admin/request.html", view=pages.view_of(found), forms=asked, sent=sent)
    return page, status


@blueprint.post("/<number>/take")
@commits
def take(number: str) -> ResponseReturnValue:
    answering.take(queries.request_of(number), _me())
    return _back(number, _("It is yours now."))


@blueprint.post("/<number>/answer")
@commits
def answer(number: str) -> ResponseReturnValue:
    found = queries.request_of(number)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    answering.answer(found, form.words.data, form.outcome.data, form.led_to.data or "", _me())
    return _back(number, _("Answered. The buyer has it by e-mail and on the page."))


@blueprint.post("/<number>/match")
@commits
def match(number: str) -> ResponseReturnValue:
    """Find the order that a request means; its own time stays."""
    found = queries.request_of(number)
    form = FoundForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    try:
        order = orders.order_by_reference(ids.read_reference("M", form.reference.data) or "")
        answering.match(found, order, _me())
    except NotFound:
        return _refused(found, form, form.reference, Refused(_("There is no such order.")))
    except Refused as refusal:
        return _refused(found, form, form.reference, refusal)
    return _back(number, _("Matched. The makers have been told."))


@blueprint.post("/<number>/convert")
@commits
def convert(number: str) -> ResponseReturnValue:
    """Read it as another kind of case; its own time stays."""
    found = queries.request_of(number)
    form = KindForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    if form.kind.data == "withdrawal":
        answering.read_as_withdrawal(found, _me())
    else:
        answering.convert(found, RequestKind(form.kind.data), _me())
    return _back(number, _("Taken up with its own time."))


def _refused(found: Request, form: Form, field: Field, refusal: Refused) -> ResponseReturnValue:
    field.errors = [*field.errors, str(refusal)]
    return _page(found, form, refusal.status)


def _back(number: str, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("admin_requests.show", number=number), 303)
