"""Fifty people and timers give one payment back at the same moment: it goes back once."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel import transactions
from app.ledger import queries as ledger
from app.orders.events import LinesEnded
from app.payments.models import Refund
from app.payments.services import owing
from app.payments.services.refunds import MoreThanPaid
from tests.builders import a_product
from tests.payments.by_card import bought, tell
from tests.payments.refunding import hurry_commands
from tests.races.test_races import at_once

pytestmark = pytest.mark.usefixtures("open_shop")
MANY = 50


@pytest.fixture
def order(visitor, stripe, today):
    today("2026-03-02")
    return bought(visitor, stripe, a_product())


@pytest.mark.requirement("DC-12.2.c")
def test_fifty_cases_about_one_payment_pay_it_back_once(open_shop, stripe, order):
    suborder, line = order.suborders[0], order.suborders[0].lines[0]
    line.cancelled = 1
    db.session.commit()
    reference, quantities = suborder.reference, {line.id: 1}
    total = order.total_minor

    def refunding(case: int) -> int:
        with open_shop.app_context():
            day = date(2026, 3, 2)
            try:
                owing.lines_ended(LinesEnded(reference, f"E-{case}", "lost", quantities, day))
                transactions.save()
            except MoreThanPaid:
                db.session.rollback()
                return 409
            finally:
                db.session.remove()
        return 200

    answers = at_once(open_shop, [lambda n=n: refunding(n) for n in range(MANY)])
    hurry_commands()

    assert answers.count(200) == 1
    assert answers.count(409) == MANY - 1
    db.session.expire_all()
    refund = db.session.scalars(select(Refund)).one()
    assert refund.confirmed_at is not None
    (made,) = stripe.books.refunds.values()
    assert made["amount"] == total
    assert ledger.balance("provider:stripe") == 0
    assert ledger.balance(f"refunds:{order.reference}") == 0


def test_the_same_word_ten_times_at_once_is_one_dispute(open_shop, visitor, stripe, order):
    (ref,) = stripe.books.sessions
    made = stripe.books.dispute(ref)
    browsers = [open_shop.test_client() for _ in range(10)]
    body, headers = stripe.books.notification("charge.dispute.created", made)

    answers = at_once(
        open_shop,
        [
            lambda b=b: b.post("/webhooks/stripe", data=body, headers=headers).status_code
            for b in browsers
        ],
    )

    assert answers == [200] * 10
    assert ledger.balance(f"disputes:{order.reference}") == order.total_minor
    assert tell(visitor, stripe, "charge.dispute.updated", about=made) == 200
    assert ledger.balance(f"disputes:{order.reference}") == order.total_minor
