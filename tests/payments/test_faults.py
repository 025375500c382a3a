"""Every call to Stripe with every fault: in the end one charge, one order, one refund."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.contracts.models import Contract
from app.extensions import db
from app.kernel import clock
from app.ledger import queries as ledger
from app.orders.models import OrderState
from app.payments.models import AttemptState, Refund
from app.payments.services import settling
from tests.builders import a_product
from tests.payments.by_card import ask_about_what_is_quiet, attempt
from tests.payments.refunding import end, hurry_commands
from tests.shopping import newest_order, place

pytestmark = pytest.mark.usefixtures("open_shop")
FAULTS = ("refused", "timeout_before", "timeout_after", "limited", "broken", "malformed")
CALLS = {
    "opening the page": "POST /v1/checkout/sessions",
    "asking how it stands": "GET /v1/checkout/sessions/cs_test_1",
    "taking the money": "POST /capture",
    "looking for the refund": "GET /v1/refunds",
    "sending it back": "POST /v1/refunds",
    "asking whether it went": "GET /v1/refunds/re_*",
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_whatever_fails_there_is_one_charge_one_order_one_refund(visitor, stripe, call, fault):
    stripe.faults[CALLS[call]] = [fault]
    _order, token = place(visitor, a_product())
    hurry_commands()
    assert attempt().state is AttemptState.OPEN
    stripe.books.pay(attempt().provider_ref)
    visitor.get(f"/en/checkout/return/{token}")
    ask_about_what_is_quiet()
    hurry_commands()
    order = newest_order()
    assert order.state is OrderState.FORMED
    end(order.suborders[0], "lost", "2026-11-25")
    for _ in range(3):
        hurry_commands()

    (intent,) = stripe.books.intents.values()
    assert len(stripe.books.sessions) == 1
    assert intent["amount_received"] == order.total_minor
    assert intent["latest_charge"]["amount_refunded"] == order.total_minor
    assert len(stripe.books.refunds) == 1
    assert db.session.scalar(select(func.count(Contract.id))) == 1
    (refund,) = db.session.scalars(select(Refund))
    assert refund.confirmed_at is not None
    assert refund.amount_minor == order.total_minor
    assert ledger.balance("provider:stripe") == 0
    assert not stripe.faults[CALLS[call]], "the fault was never met"


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_a_wrong_sum_is_let_go(visitor, stripe, fault):
    order, token = place(visitor, a_product())
    stripe.books.pay(attempt().provider_ref, order.total_minor - 1)
    stripe.faults["POST /cancel"] = [fault]

    visitor.get(f"/en/checkout/return/{token}")
    for _ in range(2):
        hurry_commands()

    (intent,) = stripe.books.intents.values()
    assert (intent["status"], intent["amount_received"]) == ("canceled", 0)
    assert attempt().state is AttemptState.VOIDED
    assert ledger.balance("provider:stripe") == 0
    assert not stripe.faults["POST /cancel"], "the fault was never met"


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_fails_the_page_is_ended_before_the_goods_are_let_go(
    visitor, stripe, monkeypatch, fault
):
    product = a_product(stock=1)
    place(visitor, product)
    (session,) = stripe.books.sessions.values()
    stripe.faults["POST /expire"] = [fault]
    later = clock.now() + timedelta(minutes=36)
    monkeypatch.setattr(clock, "now", lambda: later)

    settling.end_holds()
    assert session["status"] == "expired" or newest_order().state is OrderState.PAYMENT_PENDING
    settling.end_holds()

    assert session["status"] == "expired"
    assert newest_order().state is OrderState.NOT_FORMED
    db.session.refresh(product.variants[0])
    assert product.variants[0].stock == 1
    assert not stripe.faults["POST /expire"], "the fault was never met"
