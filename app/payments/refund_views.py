from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.orders import access
from app.orders.models import Order
from app.payments import ibans, messages, queries, rules
from app.payments.forms import AccountForm
from app.payments.ibans import NotAnIban
from app.payments.models import Refund
from app.payments.services import binding, refunds
from app.web.audience import for_everyone
from app.web.forms import status_of

blueprint = for_everyone(Blueprint("refunds", __name__, url_prefix="/orders"))


@blueprint.get("/<reference>/refunds/<number>")
def show(reference: str, number: str) -> ResponseReturnValue:
    order, refund = _found(reference, number)
    return _page(order, refund, AccountForm(formdata=None, holder=order.name))


def _found(reference: str, number: str) -> tuple[Order, Refund]:
    order = access.order_seen_here(reference)
    refund = queries.refund_by_number(number)
    if refund.order_id != order.id:
        raise NotFound
    return order, refund


def _page(order: Order, refund: Refund, form: AccountForm) -> ResponseReturnValue:
    page = render_template(
        "payments/refund.html",
        order=order,
        refund=refund,
        form=form,
        asks=refund.state in rules.ASKS_FOR_IBAN,
        rows=messages.made_of(refund),
        account=ibans.masked(refund.iban_cipher) if refund.iban_cipher else "",
    )
    return page, status_of(form)


@blueprint.post("/<reference>/refunds/<number>")
@commits
def name_account(reference: str, number: str) -> ResponseReturnValue:
    """An account for a refund that no card takes; there is none to name while the card works."""
    order, refund = _found(reference, number)
    if refund.state not in rules.ASKS_FOR_IBAN:
        raise NotFound
    form = AccountForm()
    if not form.validate_on_submit():
        return _page(order, refund, form)
    try:
        refunds.account_named(refund, form.iban.data or "", form.holder.data or "")
    except NotAnIban as refusal:
        form.iban.errors = [*form.iban.errors, str(refusal)]
        return _page(order, refund, form)
    flash(_("Thank you. We transfer the money to this account."))
    return redirect(url_for("refunds.show", reference=reference, number=number), 303)


@blueprint.post("/<reference>/not-bound/<int:position>")
@commits
def not_bound(reference: str, position: int) -> ResponseReturnValue:
    """Everything back from a contract that does not bind the shopper (art. 8(1))."""
    order = access.order_seen_here(reference)
    suborder = next((part for part in order.suborders if part.position == position), None)
    if suborder is None or not suborder.not_binding:
        raise NotFound
    binding.give_everything_back(suborder)
    flash(_("Everything you paid for this contract goes back to you."))
    return redirect(url_for("orders.show", reference=reference), 303)
