"""When the money leaves (C-12), what the buyer is told (HR-07), and late money (4.3)."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.orders.models import OrderState
from app.payments.gateway import ProviderRefused
from app.payments.models import RefundState
from app.payments.services import settling
from app.settings import services as settings
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end, refunds_of
from tests.returns.test_withdrawal import case, withdraw
from tests.shopping import buy, deliver, newest_order, place

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("C-12")
@pytest.mark.parametrize(
    ("setting", "state"),
    [("goods_or_deadline", RefundState.COMPUTED), ("at_approval", RefundState.CLOSED)],
)
def test_the_house_may_release_at_the_approval_already(visitor, bank, today, staff, setting, state):
    today("2026-03-02 09:00:00")
    settings.change("refund_release", setting, "test")
    db.session.commit()
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    today("2026-03-16")
    withdraw(visitor, order)

    staff("orders").post(f"/en/admin/returns/{case().number}/approve")

    assert refunds_of(order)[0].state is state


@pytest.mark.requirement("HR-07")
def test_the_buyer_reads_when_the_money_left_and_that_the_bank_takes_its_days(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())
    today("2026-03-16")
    bank.unreachable.add("refund")
    end(order.suborders[0], "lost", "2026-03-16")
    waiting = Page(visitor.get(f"/en/orders/{order.reference}")).text
    assert "Goes back to your card, at the latest on Monday, 30 March 2026." in waiting
    assert "Paid back" not in waiting
    bank.unreachable.clear()
    today("2026-03-17")
    from tests.payments.refunding import hurry_commands

    hurry_commands()

    page = Page(visitor.get(f"/en/orders/{order.reference}/refunds/{refunds_of(order)[0].number}"))

    assert page.heading.replace("\xa0", " ") == "Your money: 324.00 TL"
    assert "Sent on Tuesday, 17 March 2026." in page.text
    assert "7 to 10 business days" in page.text
    letter = db.session.scalars(select(Message).where(Message.kind == "refund-sent")).one()
    assert "7 to 10 business days" in letter.text


@pytest.mark.requirement("SM-4.3")
@pytest.mark.requirement("SM-4.7")
def test_money_taken_for_an_order_that_was_given_up_goes_back_the_same_day(visitor, bank, today):
    """A provider that takes the money at once: it cannot be let go, so it is a refund."""
    today("2026-03-02 10:00:00")
    place(visitor, a_product(stock=1))
    bank.unreachable.add("expire")
    today("2026-03-02 13:00:00")
    settling.end_holds()
    bank.unreachable.clear()
    assert newest_order().state is OrderState.NOT_FORMED
    from app.catalogue.models import Variant

    db.session.scalars(select(Variant)).one().stock = 0
    db.session.commit()
    bank.payments["pay_1"] |= {"state": "captured", "captured": 32400}

    settling.reconcile()

    order = newest_order()
    refund = refunds_of(order)[0]
    assert (refund.kind, refund.amount_minor) == ("late_money", 32400)
    assert refund.state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == 32400
    assert refund.value_on.isoformat() == "2026-03-02"
    about = ledger.accounts_of(ledger.transfers_about(order.reference))
    assert all(account.balance_minor == 0 for account in about)


def test_money_that_was_taken_although_it_should_only_be_held_is_found_and_sent_back(
    visitor, bank, today, monkeypatch
):
    """The provider refuses to let go what it has taken meanwhile; we ask, and pay it back."""
    today("2026-03-02 10:00:00")
    order, _token = place(visitor, a_product())
    order = newest_order()
    order.information_sha256 = "0" * 64  # never confirmed: no contract (art. 7(1))
    db.session.commit()
    bank.approve()

    def refuse(ref, key):
        bank.payments[ref] |= {"state": "captured", "captured": 32400}
        raise ProviderRefused("wrong_state")

    monkeypatch.setattr(bank, "void", refuse)
    today("2026-03-02 10:05:00")
    settling.reconcile()
    today("2026-03-02 10:10:00")

    settling.reconcile()

    assert refunds_of(order)[0].kind == "late_money"
    assert bank.payments["pay_1"]["refunded"] == 32400
