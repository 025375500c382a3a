import secrets

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.media import posted
from app.media.posted import Posted
from app.orders import access
from app.orders.lines import lines_of
from app.orders.models import Order
from app.returns.forms import ClaimForm
from app.returns.models import CLAIMS, Kind
from app.returns.pages import choosing
from app.returns.pages.choosing import Wishes
from app.returns.services import statements
from app.returns.services.quantities import MoreThanKept
from app.returns.services.reports import is_for_service
from app.returns.services.statements import Words
from app.returns.views.blueprint import blueprint
from app.returns.words import kind_in_words
from app.web import language as languages
from app.web.forms import status_of, takes_files


@blueprint.route("/orders/<reference>/claim/<kind>", methods=["GET", "POST"])
@takes_files
@commits
def claim(reference: str, kind: str) -> ResponseReturnValue:
    """What is wrong with the goods, in words and pictures (C-11, C-19)."""
    if kind not in CLAIMS:
        raise NotFound
    files = posted.files_of() if request.method == "POST" else Posted()
    reports = posted.files_of("report") if request.method == "POST" else Posted()
    order = access.order_seen_here(reference)
    form = ClaimForm(data={"name": order.name, "email": order.email})
    form.nonce.data = form.nonce.data or secrets.token_hex(16)
    chosen, problems = (
        choosing.chosen(order, request.form, Kind(kind)) if request.method == "POST" else ({}, [])
    )
    problems += files.problems + reports.problems
    if form.validate_on_submit() and not problems:
        return _claim(order, Kind(kind), form, chosen, files, reports)
    return _page(
        order, Kind(kind), form, files, reports, problems, 422 if problems else status_of(form)
    )


def _page(
    order: Order,
    kind: Kind,
    form: ClaimForm,
    files: Posted,
    reports: Posted,
    problems: list[tuple[str, str]],
    status: int,
) -> ResponseReturnValue:
    page = render_template(
        "returns/claim.html",
        order=order,
        kind=kind,
        title=kind_in_words(kind),
        groups=choosing.choices(order, {}, request.form, kind),
        form=form,
        uploads=files.uploads,
        reports=reports.uploads,
        asks_report=kind is Kind.DEFECTIVE and any(map(is_for_service, lines_of(order))),
        problems=problems,
    )
    return page, status


def _claim(
    order: Order,
    kind: Kind,
    form: ClaimForm,
    chosen: Wishes,
    files: Posted,
    reports: Posted,
) -> ResponseReturnValue:
    words = Words(
        name=form.name.data,
        email=form.email.data,
        order_text=order.reference,
        goods_text=choosing.goods_text(order, chosen),
        message=form.message.data,
        language=languages.current(),
        nonce=form.nonce.data,
        channel="order",
        kind=kind,
        uploads=files.uploads,
        reports=reports.uploads,
    )
    try:
        _statement, token = statements.withdraw(order, words, chosen)
    except MoreThanKept as refusal:
        fresh = access.order_seen_here(order.reference)
        return _page(fresh, kind, form, files, reports, [("main", str(refusal))], 409)
    return redirect(url_for("returns.receipt", token=token), 303)
