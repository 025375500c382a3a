import secrets

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import throttle
from app.accounts.services import key_of
from app.cart.browser import shopper_id
from app.contracts.pages import as_html
from app.kernel import ids
from app.kernel.errors import TooMany
from app.kernel.transactions import commits
from app.orders import access, periods
from app.orders import queries as orders
from app.orders.models import Order
from app.returns import queries
from app.returns.forms import DoorForm, PersonForm, PublicForm, WordForm
from app.returns.models import Statement
from app.returns.pages import choosing
from app.returns.pages.cases import kinds
from app.returns.pages.choosing import Wishes
from app.returns.services import desk, door, statements
from app.returns.services.quantities import MoreThanKept
from app.returns.services.statements import Words
from app.returns.services.telling import ReasonNeeded
from app.returns.views.blueprint import blueprint
from app.web import language as languages
from app.web.forms import status_of
from app.web.headers import sealed


@blueprint.get("/orders/<reference>/return")
def what(reference: str) -> ResponseReturnValue:
    """The first question: a change of mind, or something wrong with the goods? (HR-02)"""
    order = access.order_seen_here(reference)
    return render_template("returns/what.html", order=order, kinds=kinds())


@blueprint.route("/orders/<reference>/withdraw", methods=["GET", "POST"])
@commits
def withdraw(reference: str) -> ResponseReturnValue:
    """Goods and quantities are chosen, read once more, then declared (EU-3)."""
    order = access.order_seen_here(reference)
    form = PersonForm(data={"name": order.name, "email": order.email})
    chosen, problems = (
        choosing.chosen(order, request.form) if request.method == "POST" else ({}, [])
    )
    valid = form.validate_on_submit() and not problems
    if valid and form.step.data == "confirm":
        return _declare(order, form, chosen)
    if valid and form.step.data != "change":
        form.nonce.data = form.nonce.data or secrets.token_hex(16)
        return render_template(
            "returns/confirm.html", **choosing.confirmation(order, chosen), form=form
        )
    status = 422 if problems else status_of(form)
    return _choose(order, form, chosen, problems, 200 if form.step.data == "change" else status)


def _choose(
    order: Order,
    form: PersonForm,
    chosen: Wishes,
    problems: list[tuple[str, str]],
    status: int,
) -> ResponseReturnValue:
    page = render_template(
        "returns/choose.html",
        order=order,
        groups=choosing.choices(order, chosen, request.form),
        form=form,
        problems=problems,
        last_days={s.id: periods.last_day(s) for s in order.suborders},
    )
    return page, status


def _declare(order: Order, form: PersonForm, chosen: Wishes) -> ResponseReturnValue:
    words = Words(
        name=form.name.data,
        email=form.email.data,
        order_text=order.reference,
        goods_text=choosing.goods_text(order, chosen),
        message=form.message.data or "",
        language=languages.current(),
        nonce=form.nonce.data or secrets.token_hex(16),
        channel="order",
    )
    try:
        _statement, token = statements.withdraw(order, words, chosen)
    except MoreThanKept as refusal:
        fresh = access.order_seen_here(order.reference)
        return _choose(fresh, form, {}, [("main", str(refusal))], 409)
    return redirect(url_for("returns.receipt", token=token), 303)


@blueprint.route("/withdraw", methods=["GET", "POST"])
@commits
def public_withdraw() -> ResponseReturnValue:
    """The statement of anybody: the same page on hit and miss, always a number (DC-11.guest)."""
    form = PublicForm()
    if request.method == "GET" and shopper_id() is not None:
        form.name.data, form.email.data = current_user.name, current_user.email
    if form.validate_on_submit():
        if form.step.data == "confirm":
            return _declare_publicly(form)
        if form.step.data != "change":
            form.nonce.data = form.nonce.data or secrets.token_hex(16)
            return render_template("returns/public_confirm.html", form=form)
    return render_template("returns/public.html", form=form), status_of(form)


def _declare_publicly(form: PublicForm) -> ResponseReturnValue:
    order = _proven(form.order.data, form.email.data)
    words = Words(
        name=form.name.data,
        email=form.email.data,
        order_text=form.order.data,
        goods_text=form.goods.data or "",
        message=form.message.data or "",
        language=languages.current(),
        nonce=form.nonce.data or secrets.token_hex(16),
    )
    _statement, token = statements.declare(words, order)
    return redirect(url_for("returns.receipt", token=token), 303)


def _proven(order_text: str, email: str) -> Order | None:
    """The order that number and address prove; nothing is matched after five tries (no leak)."""
    reference = ids.read_reference("M", order_text)
    try:
        throttle.count("withdraw", request.remote_addr or "", 5, 15)
    except TooMany:
        return None
    return orders.order_by_email(reference, key_of(email)) if reference else None


@blueprint.get("/returns/receipt/<token>")
def receipt(token: str) -> ResponseReturnValue:
    statement, _document = queries.receipt(token)
    return _receipt(statement, token, WordForm(formdata=None), DoorForm(formdata=None))


def _receipt(
    statement: Statement, token: str, word: WordForm, choice: DoorForm, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "returns/receipt.html",
        statement=statement,
        document=queries.receipt(token)[1],
        token=token,
        word=word,
        choice=choice,
        door=door.asks(statement),
    )
    return page, status


@blueprint.post("/returns/receipt/<token>/word")
@commits
def say(token: str) -> ResponseReturnValue:
    """A further word, such as which order is meant; it reopens what was parked."""
    statement = queries.statement_by_token(token)
    form = WordForm()
    if not form.validate_on_submit():
        return _receipt(statement, token, form, DoorForm(formdata=None), 422)
    desk.say(statement, form.text.data, "SH")
    return redirect(url_for("returns.receipt", token=token), 303)


@blueprint.post("/returns/receipt/<token>/door")
@commits
def at_the_door(token: str) -> ResponseReturnValue:
    """Why a parcel was not taken: a change of mind, or damage (HR-08)."""
    statement = queries.statement_by_token(token)
    form = DoorForm()
    form.validate_on_submit()
    try:
        door.choose(statement, form.chosen, form.message.data or "")
    except ReasonNeeded as refusal:
        form.message.errors = [*form.message.errors, str(refusal)]
        return _receipt(statement, token, WordForm(formdata=None), form, 422)
    return redirect(url_for("returns.receipt", token=token), 303)


@blueprint.get("/returns/receipt/<token>/download")
def download(token: str) -> ResponseReturnValue:
    statement, document = queries.receipt(token)
    html = as_html(document)
    answer = Response(html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = sealed(html)
    answer.headers["Content-Disposition"] = f'attachment; filename="{statement.number}.html"'
    return answer
