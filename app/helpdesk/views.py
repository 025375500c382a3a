import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import throttle
from app.accounts.services import key_of
from app.cart.browser import shopper_id
from app.helpdesk import access, pages, queries
from app.helpdesk.forms import FindRequestForm, PublicRequestForm, WordsForm
from app.helpdesk.models import Request, RequestKind
from app.helpdesk.services import answering, receiving
from app.helpdesk.services.receiving import Words
from app.kernel import ids
from app.kernel.errors import TooMany
from app.kernel.transactions import commits
from app.orders import queries as orders
from app.orders.models import Order
from app.web import language as languages
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("requests", __name__, url_prefix="/requests"))


@blueprint.route("", methods=["GET", "POST"])
@commits
def public() -> ResponseReturnValue:
    """The open door: whoever has no link or account writes here, and always gets a number."""
    form = PublicRequestForm()
    form.seller.choices = []
    if request.method == "GET" and shopper_id() is not None:
        form.name.data, form.email.data = current_user.name, current_user.email
    if form.validate_on_submit():
        order = _proven(form.order.data, form.email.data)
        sent = receiving.send(
            Words(
                kind=RequestKind(form.kind.data),
                name=form.name.data,
                email=form.email.data,
                order_text=form.order.data,
                message=form.message.data or "",
                language=languages.current(),
                nonce=form.nonce.data or secrets.token_hex(16),
            ),
            order,
        )
        access.let_see(sent)
        return redirect(url_for("requests.show", number=sent.number), 303)
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    return _front(form, FindRequestForm(formdata=None), 422 if form.errors else 200)


def _front(form: PublicRequestForm, finding: FindRequestForm, status: int) -> ResponseReturnValue:
    return render_template("requests/public.html", form=form, finding=finding), status


def _proven(order_text: str, email: str) -> Order | None:
    """The order that number and address prove; nothing is matched after five tries (no leak)."""
    reference = ids.read_reference("M", order_text)
    try:
        throttle.count("request", request.remote_addr or "", 5, 15)
    except TooMany:
        return None
    return orders.order_by_email(reference, key_of(email)) if reference else None


@blueprint.post("/find")
@commits
def find() -> ResponseReturnValue:
    """A request by number and e-mail; a wrong pair is told the same whatever is wrong."""
    finding = FindRequestForm()
    form = PublicRequestForm(formdata=None)
    form.seller.choices = []
    form.nonce.data = secrets.token_hex(16)
    if not finding.validate_on_submit():
        return _front(form, finding, 422)
    try:
        throttle.count("find", request.remote_addr or "", 5, 15)
    except TooMany as refusal:
        finding.form_errors.append(str(refusal))
        return _front(form, finding, 429)
    number = ids.read_reference("B", finding.number.data)
    found = queries.by_email(number or "", key_of(finding.address.data))
    if found is None:
        finding.form_errors.append(
            _("No request goes with this number and e-mail. Look at the message you received.")
        )
        return _front(form, finding, 422)
    access.let_see(found)
    return redirect(url_for("requests.show", number=found.number), 303)


@blueprint.get("/open/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """The link of a receipt: this browser may see the request from now on."""
    found = queries.by_link(token)
    if found is None:
        return render_template("orders/link_over.html"), 404
    access.let_see(found)
    return redirect(url_for("requests.show", number=found.number), 303)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(access.request_seen_here(number), WordsForm(formdata=None))


def _page(found: Request, form: WordsForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "requests/show.html",
        view=pages.view_of(found),
        form=form,
        sees_order=access.sees_order(found),
    )
    return page, status


@blueprint.post("/<number>/reply")
@commits
def reply(number: str) -> ResponseReturnValue:
    """One word more; what was answered or closed is open again."""
    found = access.request_seen_here(number)
    form = WordsForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    answering.reply(found, form.words.data)
    flash(_("Thank you. We have it, and so has the maker."))
    return redirect(url_for("requests.show", number=number), 303)
