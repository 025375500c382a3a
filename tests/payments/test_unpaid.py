"""The provider refuses to take the money of a contract that stands: nobody ships unpaid goods."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel import transactions
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.orders.models import OrderState, SubOrderState
from app.payments import unpaid_queries
from app.payments.gateway import ProviderRefused, Status
from app.payments.models import AttemptState, PaymentAttempt, Refund
from app.payments.services import settling
from app.settlements.holds import holds_on
from app.web.language import speaking
from tests.builders import a_product
from tests.page import Page
from tests.payments.by_card import newest_attempt
from tests.payments.refunding import end, hurry_commands
from tests.shopping import newest_order, place
from tests.stripe_double.refusal import Refusal

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture(params=["demo", "stripe"])
def unpaid(request, visitor, monkeypatch):
    """An order whose authorisation ended before the money was taken, at either provider."""
    if request.param == "stripe":
        _expired_at_stripe(visitor, request.getfixturevalue("stripe"), monkeypatch)
    else:
        _expired_at_demo(visitor, request.getfixturevalue("bank"), monkeypatch)
    return newest_order()


def _expired_at_stripe(visitor, stripe, monkeypatch):
    def expired(ref, _wanted):
        stripe.books.intents[ref] |= {"status": "canceled", "amount_capturable": 0}
        raise Refusal("charge_expired_for_capture")

    _order, token = place(visitor, a_product())
    stripe.books.pay(newest_attempt().provider_ref)
    with monkeypatch.context() as patch:
        patch.setattr(stripe.books, "_capture", expired)
        visitor.get(f"/en/checkout/return/{token}")
        hurry_commands()


def _expired_at_demo(visitor, bank, monkeypatch):
    def expired(ref, _amount, _key):
        bank.payments[ref]["state"] = "voided"
        raise ProviderRefused("declined")

    _order, token = place(visitor, a_product())
    bank.approve()
    with monkeypatch.context() as patch:
        patch.setattr(bank, "capture", expired)
        visitor.get(f"/en/checkout/return/{token}")
        hurry_commands()


def pay_again(visitor, order, request):
    """From the page of the order to the provider, and back with the money."""
    visitor.get(f"/en/checkout/done/{order.reference}")
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    link = next(a["href"] for a in page.soup.select("a") if a.get_text(strip=True) == "Pay now")
    assert "you have not been charged" in Page(visitor.get(link)).text
    answer = visitor.post(link.replace("/return/", "/again/"))
    assert answer.status_code == 303, Page(answer).text
    fresh = answer.headers["Location"].rsplit("/", 1)[1]
    ref = newest_attempt().provider_ref
    if newest_attempt().provider == "stripe":
        request.getfixturevalue("stripe").books.pay(ref)
    else:
        request.getfixturevalue("bank").approve(ref)
    visitor.get(f"/en/checkout/return/{fresh}")
    hurry_commands()


def send(seller, suborder):
    return seller.post(
        f"/en/supplier/orders/{suborder.reference}/dispatch",
        data={"carrier": "Hızlı", f"pieces-{suborder.lines[0].id}": "1"},
    )


def letters():
    db.session.rollback()
    return [message.kind for message in db.session.scalars(select(Message).order_by(Message.id))]


@pytest.mark.requirement("SM-4.3")
def test_the_contract_stands_and_the_order_is_unpaid(unpaid):
    assert unpaid.state is OrderState.FORMED
    assert unpaid_queries.is_unpaid(unpaid)
    assert newest_attempt().state in {AttemptState.DECLINED, AttemptState.VOIDED}
    assert letters().count("payment-refused") == letters().count("do-not-send") == 1


@pytest.mark.parametrize("right", ["finance", "orders"])
def test_staff_find_it_on_their_due_list_and_on_the_order(unpaid, staff, right):
    due = Page(staff(right).get("/en/admin")).text

    assert due.count(f"Not paid: {unpaid.reference}") == 1


def test_the_order_at_the_desk_says_that_nothing_was_charged(unpaid, staff):
    page = Page(staff("orders").get(f"/en/admin/orders/{unpaid.reference}"))

    assert "The card was not charged." in page.text


def test_the_seller_is_warned_and_cannot_note_it_as_sent(unpaid, team):
    seller = team(unpaid.suborders[0].supplier)
    suborder = newest_order().suborders[0]
    page = Page(seller.get(f"/en/supplier/orders/{suborder.reference}"))

    assert "Not paid: do not send." in page.text
    answer = send(seller, suborder)

    assert answer.status_code == 422
    assert "Do not send anything until it is paid." in Page(answer).text
    assert newest_order().suborders[0].state is not SubOrderState.DISPATCHED


def test_the_buyer_pays_again_and_the_goods_may_leave(unpaid, visitor, team, request):
    pay_again(visitor, unpaid, request)

    order = newest_order()
    assert not unpaid_queries.is_unpaid(order)
    assert newest_attempt().captured_minor == order.total_minor
    assert ledger.balance(f"provider:{newest_attempt().provider}") == order.total_minor
    assert ledger.balance(f"shopper:{order.reference}") == 0
    assert letters().count("may-send") == 1
    assert send(team(order.suborders[0].supplier), newest_order().suborders[0]).status_code == 303


def test_the_seller_s_money_waits_until_it_is_paid(unpaid):
    with speaking("en"):
        (hold,) = holds_on(unpaid.suborders[0])

    assert hold.words == "The buyer's payment could not be taken."


def test_money_that_was_never_taken_does_not_go_back(unpaid):
    end(unpaid.suborders[0], "impossible", "2026-11-25")
    hurry_commands()

    (refund,) = db.session.scalars(select(Refund))
    assert refund.blocked
    assert refund.confirmed_at is None


def test_taken_before_but_unheard_is_paid(visitor, bank):
    """The provider forgot the key of our first call and refuses the second: the money is there."""
    _order, token = place(visitor, a_product())
    bank.approve()
    bank.forgets_answer.add("capture")
    visitor.get(f"/en/checkout/return/{token}")
    bank.forgets_answer.clear()
    bank.answers.clear()
    hurry_commands()

    assert newest_attempt().state is AttemptState.CAPTURED
    assert not unpaid_queries.is_unpaid(newest_order())


def test_a_second_word_that_it_is_only_held_changes_nothing(unpaid):

    attempt = db.session.get_one(PaymentAttempt, newest_attempt().id)
    settling.apply(attempt, Status("authorised", unpaid.total_minor, 0, 0))
    transactions.save()

    assert unpaid_queries.is_unpaid(newest_order())
