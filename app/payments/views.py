from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel import clock
from app.kernel.transactions import commits, writes_although_get
from app.orders.models import OrderState
from app.payments import queries, rules, unpaid_queries
from app.payments.gateway import ProviderRefused, ProviderUnreachable
from app.payments.models import AttemptState, PaymentAttempt
from app.payments.services import attempts, settling
from app.web.audience import for_everyone
from app.web.origin import proven_by

blueprint = for_everyone(Blueprint("payments", __name__, url_prefix="/checkout"))
REFRESH_SECONDS = "4"


@blueprint.get("/pay/<token>")
def pay(token: str) -> ResponseReturnValue:
    """On to the provider's page as soon as it is open; until then a page that waits."""
    attempt = queries.attempt_by_token(token)
    if attempt.state is AttemptState.OPEN and attempt.pay_url:
        return redirect(attempt.pay_url, 303)
    if attempt.state is not AttemptState.STARTING:
        return redirect(url_for("payments.back", token=token), 303)
    return _waiting(attempt, token)


def _waiting(attempt: PaymentAttempt, token: str) -> ResponseReturnValue:
    page = render_template("payments/waiting.html", attempt=attempt, token=token)
    return page, 200, {"Refresh": REFRESH_SECONDS}


@blueprint.route("/return/<token>", methods=["GET", "POST"])
@proven_by("attempt token")
@commits
def back(token: str) -> ResponseReturnValue:
    """The provider's return address: by attempt token, GET or POST, without the session."""
    attempt = queries.attempt_by_token(token)
    known, provider, ref = attempt.state, attempt.provider, attempt.provider_ref
    attempt_id = attempt.id
    writes_although_get()
    if known is AttemptState.OPEN and ref:
        try:
            status = settling.ask(provider, ref)
        except (ProviderUnreachable, ProviderRefused):
            attempt = db.session.get_one(PaymentAttempt, attempt_id)
            return _waiting(attempt, token)
        settling.apply(db.session.get_one(PaymentAttempt, attempt_id), status)
    return _where_it_stands(db.session.get_one(PaymentAttempt, attempt_id), token)


def _where_it_stands(attempt: PaymentAttempt, token: str) -> ResponseReturnValue:
    order = attempt.order
    owed = unpaid_queries.is_unpaid(order)
    if order.state in {OrderState.FORMED, OrderState.CLOSED} and not owed:
        return redirect(url_for("checkout.done", reference=order.reference), 303)
    if attempt.state is AttemptState.STARTING:
        return _waiting(attempt, token)
    runs = bool(order.hold_until and order.hold_until > clock.now())
    return render_template(
        "payments/unpaid.html",
        attempt=attempt,
        order=order,
        token=token,
        owed=owed,
        may_retry=(owed or runs) and attempt.state in rules.ENDED,
        may_go_on=(owed or runs) and attempt.state is AttemptState.OPEN,
        runs=runs,
    )


@blueprint.post("/again/<token>")
@proven_by("attempt token")
@commits
def again(token: str) -> ResponseReturnValue:
    """Try once more with the same information and the same stock, while the hold runs."""
    attempt = queries.attempt_by_token(token)
    _attempt, fresh = attempts.start_attempt(attempt.order)
    return redirect(url_for("payments.pay", token=fresh), 303)
