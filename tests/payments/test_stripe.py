"""Cards by Stripe, through the shop's own pages and timers, with every fault in between."""

import time

import pytest
from sqlalchemy import func, select
from stripe import WebhookSignature

from app.contracts.models import Contract
from app.extensions import db
from app.ledger import queries as ledger
from app.orders.models import OrderState
from app.payments.models import AttemptState, Refund
from app.payments.services import settling
from tests.builders import a_product
from tests.payments.by_card import attempt, tell
from tests.payments.refunding import end, hurry_commands
from tests.shopping import newest_order, place

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.parametrize("times", [1, 3])
def test_its_word_forms_the_order_once_however_often_it_comes(visitor, stripe, times):
    place(visitor, a_product())
    stripe.books.pay(attempt().provider_ref)

    answers = [tell(visitor, stripe, number="evt_1") for _ in range(times)]

    assert answers == [200] * times
    assert newest_order().state is OrderState.FORMED
    assert db.session.scalar(select(func.count(Contract.id))) == 1


def test_words_out_of_order_and_unknown_ones_change_nothing(visitor, stripe):
    place(visitor, a_product())
    ref = attempt().provider_ref
    stripe.books.pay(ref)
    intent = stripe.books.intents[stripe.books.sessions[ref]["payment_intent"]]

    assert tell(visitor, stripe, "payment_intent.succeeded", about=intent) == 200
    assert tell(visitor, stripe, "checkout.session.expired") == 200
    assert tell(visitor, stripe, "customer.created", about={"id": "cus_1"}) == 200
    assert tell(visitor, stripe) == 200

    assert newest_order().state is OrderState.FORMED
    assert attempt().state is AttemptState.CAPTURED


def test_a_wrong_secret_an_old_stamp_and_the_live_mode_are_not_believed(visitor, stripe):
    place(visitor, a_product())
    stripe.books.pay(attempt().provider_ref)

    assert tell(visitor, stripe, age=1000) == 400
    assert tell(visitor, stripe, livemode=True) == 400
    stripe.books.secret = "whsec_of_somebody_else"
    assert tell(visitor, stripe) == 400
    assert newest_order().state is OrderState.PAYMENT_PENDING


def test_a_word_about_another_account_s_payment_is_harmless(visitor, stripe):
    place(visitor, a_product())

    assert tell(visitor, stripe, about={"id": "cs_test_elsewhere", "object": "x"}) == 200
    assert newest_order().state is OrderState.PAYMENT_PENDING


def test_another_currency_forms_nothing(visitor, stripe):
    _order, token = place(visitor, a_product())
    stripe.books.sessions[attempt().provider_ref]["currency"] = "eur"
    stripe.books.pay(attempt().provider_ref)

    visitor.get(f"/en/checkout/return/{token}")

    assert newest_order().state is OrderState.PAYMENT_PENDING
    assert attempt().state is AttemptState.OPEN


@pytest.mark.requirement("DC-5.3")
def test_one_kurus_less_forms_nothing_and_is_let_go(visitor, stripe):
    order, token = place(visitor, a_product())
    ref = attempt().provider_ref
    stripe.books.pay(ref, order.total_minor - 1)

    visitor.get(f"/en/checkout/return/{token}")
    hurry_commands()

    assert newest_order().state is not OrderState.FORMED
    (intent,) = stripe.books.intents.values()
    assert intent["status"] == "canceled"


@pytest.mark.requirement("DC-12.1")
def test_a_refund_still_on_its_way_is_not_called_sent(visitor, stripe):
    _order, token = place(visitor, a_product())
    stripe.books.pay(attempt().provider_ref)
    visitor.get(f"/en/checkout/return/{token}")
    stripe.books.refunds_begin = "pending"
    end(newest_order().suborders[0], "lost", "2026-11-25")
    hurry_commands()
    (refund,) = db.session.scalars(select(Refund))
    assert refund.confirmed_at is None

    for made in stripe.books.refunds.values():
        made["status"] = "succeeded"
    hurry_commands()

    (refund,) = db.session.scalars(select(Refund))
    assert refund.confirmed_at is not None
    assert len(stripe.books.refunds) == 1


def test_the_page_is_ended_at_stripe_before_the_goods_are_let_go(visitor, stripe, today):
    place(visitor, a_product())
    ref = attempt().provider_ref
    today("2027-11-25 10:00:00")

    settling.end_holds()

    assert stripe.books.sessions[ref]["status"] == "expired"
    assert newest_order().state is OrderState.NOT_FORMED


@pytest.mark.parametrize("more", [-1, 1])
@pytest.mark.requirement("DC-5.3")
def test_one_kurus_more_or_less_is_not_taken_by_the_notification_either(visitor, stripe, more):
    order, _token = place(visitor, a_product())
    stripe.books.pay(attempt().provider_ref, order.total_minor + more)

    assert tell(visitor, stripe) == 200
    hurry_commands()

    assert newest_order().state is not OrderState.FORMED
    (intent,) = stripe.books.intents.values()
    assert (intent["status"], intent["amount_received"]) == ("canceled", 0)
    assert ledger.balance("provider:stripe") == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b'{"id": 1}', b"\xff\xfe", b'{"data": {}}']
)
def test_a_word_that_is_none_is_refused_though_it_is_signed(visitor, stripe, body):
    stamp = int(time.time())
    signed = WebhookSignature._compute_signature(
        f"{stamp}.{body.decode(errors='replace')}", stripe.books.secret
    )
    headers = {"Stripe-Signature": f"t={stamp},v1={signed}"}

    assert visitor.post("/webhooks/stripe", data=body, headers=headers).status_code == 400


def test_a_huge_body_is_not_even_read(visitor, stripe):
    body = b"x" * (256 * 1024 + 1)

    assert visitor.post("/webhooks/stripe", data=body).status_code == 413


def test_a_provider_that_we_do_not_have_has_no_address(visitor):
    assert visitor.post("/webhooks/nobody", data=b"{}").status_code == 404
