from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.orders.models import OrderState
from app.payments import bank_queries, messages, queries
from app.payments.models import PaymentAttempt
from app.payments.services import settling
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("transfers", __name__, url_prefix="/checkout/transfer"))


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Where to pay, what has arrived, and the way out; for whoever holds the attempt's token."""
    attempt = _attempt(token)
    order = attempt.order
    if order.state in {OrderState.FORMED, OrderState.CLOSED}:
        return redirect(url_for("checkout.done", reference=order.reference), 303)
    booked = sum(part.booked_minor for part in bank_queries.booked_for(attempt.id))
    waits = order.state is OrderState.AWAITING_TRANSFER
    return render_template(
        "payments/transfer.html",
        order=order,
        token=token,
        waits=waits,
        account=messages.account_facts(order) if waits else (),
        booked_minor=booked,
        missing_minor=order.total_minor - booked,
    )


@blueprint.post("/<token>/call-off")
@commits
def call_off(token: str) -> ResponseReturnValue:
    """The shopper does not want to wait for her own transfer; what has arrived goes back (4.3)."""
    order_id = _attempt(token).order_id
    db.session.rollback()
    settling.end_hold(order_id, "called_off")
    return redirect(url_for("transfers.show", token=token), 303)


def _attempt(token: str) -> PaymentAttempt:
    attempt = queries.attempt_by_token(token)
    if attempt.provider != "transfer":
        raise NotFound
    return attempt
