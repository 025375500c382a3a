"""A refund had succeeded, and fails later: the buyer's card was closed meanwhile."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel import transactions
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.payments.models import Refund, RefundState
from app.payments.services import coming_back, refunds
from tests.builders import a_product
from tests.page import Page
from tests.payments.by_card import bought, tell
from tests.payments.refunding import end, hurry_commands

pytestmark = pytest.mark.usefixtures("open_shop")
ALL = 24500 + 7900
IBAN = "TR33 0006 1005 1978 6457 8413 26"


@pytest.fixture
def order(visitor, stripe, today):
    today("2026-03-02")
    order = bought(visitor, stripe, a_product())
    visitor.get(f"/en/checkout/done/{order.reference}")
    end(order.suborders[0], "lost", "2026-03-02")
    hurry_commands()
    assert the_refund().state is RefundState.CLOSED
    return order


def the_refund() -> Refund:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Refund)).one()


def fail(stripe) -> dict:
    return stripe.books.give_back(the_refund().provider_ref)


def letters(kind: str) -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


def test_the_money_is_owed_again_and_the_ledger_says_where_it_lies(visitor, stripe, order):
    made = fail(stripe)

    assert tell(visitor, stripe, "refund.failed", about=made) == 200

    refund = the_refund()
    assert refund.state is RefundState.OTHER_INSTRUMENT_ASKED
    assert refund.confirmed_at is None
    assert ledger.balance("provider:stripe") == ALL
    assert ledger.balance(f"refunds:{order.reference}") == -ALL


def test_the_shopper_is_asked_for_an_account_and_told_why(visitor, stripe, order):
    tell(visitor, stripe, "refund.failed", about=fail(stripe))

    (letter,) = letters("refund-iban-asked")
    assert "the bank of the card has given it back to us" in letter.text
    assert "We tried several times" not in letter.text
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert "We need an account to pay it to" in page.text
    assert "Sent to your card" not in page.text


def test_nobody_had_been_told_that_the_money_is_there(visitor, stripe, order):
    (to_buyer,) = letters("refund-sent")
    (to_seller,) = letters("refund-sent-supplier")

    assert "on the way back to you" in to_buyer.subject
    assert "geri gönderildi" in to_seller.subject
    for letter, more in ((to_buyer, "has been paid back"), (to_seller, "iade edildi")):
        assert more not in f"{letter.subject} {letter.text}"


@pytest.mark.parametrize("times", [1, 2])
def test_its_word_counts_once_however_often_it_comes(visitor, stripe, order, times):
    made = fail(stripe)
    for kind in ("refund.failed", "refund.updated", "charge.refund.updated")[: times + 1]:
        tell(visitor, stripe, kind, about=made)

    assert ledger.balance("provider:stripe") == ALL
    assert len(letters("refund-iban-asked")) == 1


def test_a_word_that_it_succeeded_changes_nothing(visitor, stripe, order):
    made = stripe.books.refunds[the_refund().provider_ref]

    tell(visitor, stripe, "refund.updated", about=made)

    assert the_refund().state is RefundState.CLOSED


def test_without_any_word_the_timer_finds_it(stripe, order, today):
    fail(stripe)
    today("2026-03-03 04:00:00")

    coming_back.look()

    assert the_refund().state is RefundState.OTHER_INSTRUMENT_ASKED
    assert ledger.balance("provider:stripe") == ALL


def test_the_timer_asks_no_longer_than_money_can_come_back(stripe, order, today):
    fail(stripe)
    today("2026-04-03")
    asked = len(stripe.books.calls)

    coming_back.look()

    assert len(stripe.books.calls) == asked


def test_it_then_goes_to_the_account_once_and_the_buyer_hears_of_it_again(
    visitor, stripe, staff, order, today
):
    tell(visitor, stripe, "refund.failed", about=fail(stripe))
    refunds.account_named(the_refund(), IBAN, "Elif Yalın")
    transactions.save()
    today("2026-03-04")
    paid = {"amount": "324,00", "value_on": "2026-03-04", "reference": "EFT 1"}

    answer = staff("finance").post(f"/en/admin/refunds/{the_refund().number}/transfer", data=paid)

    assert answer.status_code == 303, Page(answer).errors
    assert the_refund().state is RefundState.CLOSED
    assert ledger.balance(f"refunds:{order.reference}") == 0
    assert ledger.balance("provider:stripe") == ALL
    assert ledger.balance("bank") == -ALL
    assert [letter.key.endswith(":again") for letter in letters("refund-sent")] == [False, True]


def test_a_pending_refund_is_asked_after_as_soon_as_there_is_news(visitor, stripe, today):
    today("2026-03-02")
    order = bought(visitor, stripe, a_product())
    stripe.books.refunds_begin = "pending"
    end(order.suborders[0], "lost", "2026-03-02")
    (made,) = stripe.books.refunds.values()
    assert the_refund().confirmed_at is None
    made["status"] = "succeeded"

    tell(visitor, stripe, "refund.updated", about=made)

    assert the_refund().confirmed_at is not None


def test_a_refund_on_its_way_for_days_is_not_made_anew(visitor, stripe, today):
    """Stripe forgets our key after a day; the refund itself bears it still."""
    today("2026-03-02")
    order = bought(visitor, stripe, a_product(), 2)
    stripe.books.refunds_begin = "pending"
    end(order.suborders[0], "lost", "2026-03-02", quantity=1)
    stripe.books.seen.clear()
    today("2026-03-04")

    hurry_commands()

    assert len(stripe.books.refunds) == 1


def test_a_card_that_fails_beside_interest_to_an_account_is_asked_for_apart(visitor, stripe, today):
    """Both parts of one case go to an account in the end, each as a refund of its own."""
    today("2026-03-02")
    order = bought(visitor, stripe, a_product())
    today("2026-04-10")
    end(order.suborders[0], "termination", "2026-04-03")
    db.session.expire_all()
    card, interest = db.session.scalars(select(Refund).order_by(Refund.id))
    assert card.confirmed_at is not None
    assert interest.interest_minor > 0

    tell(visitor, stripe, "refund.failed", about=stripe.books.give_back(card.provider_ref))

    db.session.expire_all()
    instruments = {r.instrument for r in db.session.scalars(select(Refund))}
    assert instruments == {"transfer", "transfer:1"}
