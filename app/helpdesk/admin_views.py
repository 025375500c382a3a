import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Field

from app.accounts.access import note_access
from app.extensions import db
from app.helpdesk import begun, pages, queries
from app.helpdesk.forms import AnswerForm, FoundForm, KindForm, ReceivedForm
from app.helpdesk.models import Request, RequestKind
from app.helpdesk.services import answering, receiving, turning
from app.helpdesk.services.receiving import Words
from app.kernel import clock, ids
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import queries as orders
from app.orders.models import Order
from app.returns.models import CLAIMS, Kind
from app.web.audience import for_staff
from app.web.forms import Form, status_of

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


@blueprint.route("/new", methods=["GET", "POST"])
@commits
def register() -> ResponseReturnValue:
    """What somebody asked by telephone or letter; it counts from when it reached us."""
    form = ReceivedForm()
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    if form.validate_on_submit():
        order = _order_named(form.order.data or "")
        if form.email.data or order is not None:
            sent = receiving.send(_words(form, order), order)
            return _back(sent.number, _("Registered. The receipt is on its way to the person."))
        form.email.errors = [
            *form.email.errors,
            _("Write an e-mail address or the number of an order: the receipt must arrive."),
        ]
    page = render_template("admin/request_new.html", form=form, today=clock.today())
    return page, status_of(form)


def _order_named(typed: str) -> Order | None:
    try:
        return orders.order_by_reference(ids.read_reference("M", typed) or "")
    except NotFound:
        return None


def _words(form: ReceivedForm, order: Order | None) -> Words:
    return Words(
        kind=RequestKind(form.kind.data),
        name=form.name.data,
        email=form.email.data or (order.email if order else ""),
        order_text=order.reference if order else form.order.data or "",
        message=form.message.data or "",
        language=form.language.data,
        nonce=form.nonce.data,
        channel=form.channel.data,
        received_at=form.moment,
        recorded_by=_me(),
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
    page = render_template(
        "admin/request.html",
        view=pages.view_of(found),
        forms=asked,
        sent=sent,
        begun=begun.of(found),
        late=turning.late_parts(found) if found.is_open else [],
        sees_money=current_user.may("finance"),
    )
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
    try:
        led_to = begun.checked(found, form.outcome.data, form.led_to.data or "")
    except begun.NothingBegun as refusal:
        return _refused(found, form, form.led_to, refusal)
    answering.answer(found, form.words.data, form.outcome.data, led_to, _me())
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
    if form.kind.data == "termination":
        try:
            turning.into_termination(found, _me())
        except Refused as refusal:
            db.session.rollback()
            return _refused(queries.request_of(number), form, form.kind, refusal)
    elif form.kind.data in CLAIMS:
        statement = turning.into_claim(found, Kind(form.kind.data), _me())
        flash(_("Taken up with its own time. Now say which goods are meant."))
        guess = found.order.reference if found.order else None
        address = url_for("admin_returns.match", number=statement.number, order=guess)
        return redirect(address, 303)
    elif form.kind.data == "withdrawal":
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
