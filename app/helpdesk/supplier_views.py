from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.helpdesk import pages, queries
from app.helpdesk.forms import WordsForm
from app.helpdesk.models import Request
from app.helpdesk.services import answering
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.orders.seen import Buyer, buyer_of
from app.suppliers.queries import place_of, supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_requests", __name__, url_prefix="/supplier/requests"), "messages"
)


def _request(number: str) -> Request:
    return queries.request_of_supplier(number, supplier_of(current_user).id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    rows = queries.of_supplier(supplier_of(current_user).id)
    return render_template("supplier/requests.html", views=[pages.view_of(row) for row in rows])


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(_request(number), WordsForm(formdata=None))


def _page(found: Request, form: WordsForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "supplier/request.html",
        view=pages.view_of(found),
        form=form,
        buyer=_buyer(found),
        may_answer=_may_answer(found),
    )
    return page, status


def _buyer(found: Request) -> Buyer:
    """The buyer, as the supplier's own part of the order lets this person see them."""
    place = place_of(current_user)
    parts = [found.suborder] if found.suborder else found.order.suborders if found.order else []
    own = next(part for part in parts if part.supplier_id == place.supplier.id)
    return buyer_of(own, place.role)


def _may_answer(found: Request) -> bool:
    return found.kind == "complaint" and found.is_open


@blueprint.post("/<number>/answer")
@commits
def answer(number: str) -> ResponseReturnValue:
    """The maker answers a complaint; money and records are the cooperative's to answer."""
    found = _request(number)
    if found.kind != "complaint":
        raise NotFound
    form = WordsForm()
    if not form.validate_on_submit():
        return _page(found, form, 422)
    answering.answer(found, form.words.data, "explained", "", f"{current_user.id}", "SU")
    flash(_("Answered. The buyer has it by e-mail."))
    return redirect(url_for("supplier_requests.show", number=number), 303)
