"""What a provider keeps for its work is the cooperative's cost, booked once (5.3)."""

import pytest

from app.ledger import queries as ledger
from app.payments.services import fees
from demo_provider import fees as practice
from tests.builders import a_product
from tests.page import Page
from tests.payments.by_card import bought, newest_attempt, tell
from tests.payments.refunding import end
from tests.stripe_double import disputes as bank
from tests.stripe_double import fees as stripe_fees

pytestmark = pytest.mark.usefixtures("open_shop")
ALL = 24500 + 7900
OF_CHARGE = ALL * 29 // 1000 + 300


@pytest.fixture
def order(visitor, stripe, today):
    today("2026-03-02")
    return bought(visitor, stripe, a_product())


def cost() -> int:
    return ledger.balance("provider_fees")


@pytest.mark.parametrize("times", [1, 3])
def test_the_fee_of_a_charge_is_booked_once(order, times):
    for _time in range(times):
        fees.ask_soon(newest_attempt())
        fees.book_due()

    assert cost() == OF_CHARGE
    assert ledger.balance("provider:stripe") == ALL - OF_CHARGE
    (fee,) = [row for row in ledger.transfers_about(order.reference) if row.kind == "provider_fee"]
    assert (fee.debit, fee.credit) == ("provider_fees", "provider:stripe")


def test_a_fee_that_is_known_later_comes_with_the_provider_s_word(visitor, stripe, today):
    today("2026-03-02")
    stripe.books.tells_fees = False
    bought(visitor, stripe, a_product())
    fees.book_due()
    assert cost() == 0
    (intent,) = stripe.books.intents.values()
    charge = intent["latest_charge"] | {"payment_intent": intent["id"]}
    intent["latest_charge"]["balance_transaction"] = stripe_fees.of_charge(intent)

    assert tell(visitor, stripe, "charge.updated", about=charge) == 200

    assert cost() == OF_CHARGE


def test_without_any_word_it_is_asked_for_until_it_is_known(visitor, stripe, today):
    today("2026-03-02")
    stripe.books.tells_fees = False
    bought(visitor, stripe, a_product())
    fees.book_due()
    (intent,) = stripe.books.intents.values()
    intent["latest_charge"]["balance_transaction"] = stripe_fees.of_charge(intent)
    today("2026-03-02 14:00:00")

    fees.book_due()

    assert cost() == OF_CHARGE
    assert newest_attempt().fees_due_at is None


def test_a_provider_that_does_not_answer_is_asked_an_hour_later(stripe, order):
    stripe.faults["/v1/disputes"] = ["broken"]

    fees.book_due()

    due = newest_attempt().fees_due_at
    assert cost() == 0
    assert due is not None
    fees.ask_soon(newest_attempt())
    fees.book_due()
    assert cost() == OF_CHARGE


def test_what_a_refund_and_a_dispute_cost_is_the_cooperative_s_too(visitor, stripe, today):
    today("2026-03-02")
    order = bought(visitor, stripe, a_product(), 2)
    end(order.suborders[0], "lost", "2026-03-02", quantity=1)
    made = stripe.books.dispute(newest_attempt().provider_ref, 1_000)
    tell(visitor, stripe, "charge.dispute.created", about=made)

    fees.book_due()

    (intent,) = stripe.books.intents.values()
    charge = intent["latest_charge"]["balance_transaction"]["fee"]
    assert cost() == charge + stripe_fees.OF_REFUND + bank.FEE


def test_a_fee_that_is_given_back_lowers_the_cost(visitor, stripe, order):
    fees.book_due()
    made = stripe.books.dispute(newest_attempt().provider_ref, 1_000)
    bank.moves(made, 1_000, -bank.FEE)
    fees.ask_soon(newest_attempt())

    fees.book_due()

    assert cost() == OF_CHARGE


def test_finance_reads_it_in_the_ledger(staff, order):
    fees.book_due()

    page = Page(staff("finance").get(f"/en/admin/ledger?q={order.reference}"))

    assert "Provider's fee" in page.text


def test_a_provider_that_tells_of_no_fees_is_asked_once_and_left_alone(visitor, bank, today):
    from tests.shopping import buy

    today("2026-03-02")
    buy(visitor, bank, a_product())

    fees.book_due()

    assert newest_attempt().fees_due_at is None
    assert cost() == 0


def test_the_practice_bank_keeps_its_simulated_share(open_shop):
    assert practice.of_capture(10_000) == 249
    assert practice.of_capture(1) == 0
