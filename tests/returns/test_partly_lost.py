"""One of two parcels arrived and the other got lost: nobody waits for what cannot come (17(1))."""

from datetime import UTC, date, datetime

import pytest

from app.extensions import db
from app.kernel import clock, transactions
from app.orders.gateway import CarrierWord
from app.orders.models import ReceiptSource, Setback, SubOrderState
from app.orders.services import carrier_words, fulfilment
from app.orders.services.actors import Actor
from app.payments.services import refunds as paying
from app.returns.models import GoodsReturnState
from app.returns.services import goods
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.returns.steps import approve, case, count, day, inspect, refunds, withdraw
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
SELLER, CARRIER = Actor("SU", "1"), Actor("CA", "Deniz Kargo")


@pytest.fixture
def supplier(open_shop):
    return a_supplier()


@pytest.fixture
def half_here(supplier, visitor, bank, today):
    """Two jars in two parcels: the first received on Tuesday 3 March 2026, the second under way."""
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(supplier=supplier), 2)
    suborder = order.suborders[0]
    for number in ("DK 1", "DK 2"):
        fulfilment.dispatch(suborder, "Deniz Kargo", number, {suborder.lines[0].id: 1}, SELLER)
        db.session.commit()
    today("2026-03-03 12:00:00")
    first = suborder.shipments[0]
    fulfilment.record_receipt(first, ReceiptSource.CARRIER, date(2026, 3, 3), SELLER)
    db.session.commit()
    return order


def second_is_lost(order, moment):
    at = datetime.fromisoformat(moment).replace(tzinfo=clock.SHOP_ZONE).astimezone(UTC)
    db.session.expire_all()
    carrier_words.note(order.suborders[0].shipments[1], CarrierWord("lost", at), "adapter", CARRIER)
    transactions.save()
    db.session.expire_all()


def standing(order):
    db.session.expire_all()
    suborder = order.suborders[0]
    line = suborder.lines[0]
    return suborder.state, (line.kept, line.returning, line.returned, line.dispatched)


@pytest.mark.requirement("DC-17.1")
@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.parametrize("lost_first", [True, False])
def test_the_jar_that_came_is_sent_back_and_nothing_waits_for_the_lost_one(
    visitor, half_here, today, staff, bank, team, supplier, lost_first
):
    today("2026-03-05 15:00:00")
    if lost_first:
        second_is_lost(half_here, "2026-03-05 14:00:00")
    withdraw(visitor, half_here, 2)
    if not lost_first:
        second_is_lost(half_here, "2026-03-05 14:30:00")
    page = Page(visitor.get(f"/en/orders/{half_here.reference}"))
    assert "Send the goods again" not in page.text
    assert "Nothing is sent" not in page.text
    approve(staff("orders"))
    today("2026-03-09 10:00:00")
    seller = team(supplier)

    assert count(seller, good=1, none=1).status_code == 303
    assert inspect(seller, "ok").status_code == 303

    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900
    assert [r.value_on for r in refunds()] == [day("2026-03-09")]
    assert case().goods.state is GoodsReturnState.CLOSED
    assert standing(half_here) == (SubOrderState.DELIVERED, (0, 0, 2, 1))
    assert half_here.suborders[0].shipments[1].ended_at is not None
    assert [setback.choice for setback in db.session.query(Setback)] == (
        ["withdrawn"] if lost_first else []
    )


@pytest.mark.requirement("DC-17.1")
def test_nobody_counts_or_sends_and_it_ends_by_itself_on_day_twelve_and_sixty(
    visitor, half_here, today, bank
):
    today("2026-03-05 15:00:00")
    second_is_lost(half_here, "2026-03-05 14:00:00")
    withdraw(visitor, half_here, 2)
    today("2026-03-07 00:05:00")
    goods.approve_undecided()
    today("2026-03-17 09:00:00")
    paying.release_due()
    transactions.save()
    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900
    today("2026-05-07 00:05:00")

    assert goods.close_never_sent() == 1
    db.session.commit()

    assert case().goods.state is GoodsReturnState.CLOSED
    assert standing(half_here) == (SubOrderState.DELIVERED, (0, 0, 2, 1))


@pytest.mark.requirement("DC-17.1")
def test_one_of_two_given_up_the_lost_one_is_still_to_be_chosen(visitor, half_here, today):
    today("2026-03-05 15:00:00")
    second_is_lost(half_here, "2026-03-05 14:00:00")

    withdraw(visitor, half_here, 1)

    assert [s.choice for s in db.session.query(Setback)] == [None]
    assert "Send the goods again" in Page(visitor.get(f"/en/orders/{half_here.reference}")).text
