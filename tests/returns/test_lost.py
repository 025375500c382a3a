"""Goods given up that get lost in their own parcel: nobody waits for what cannot come (17(1))."""

from datetime import UTC, datetime

import pytest

from app.extensions import db
from app.kernel import clock, transactions
from app.orders.gateway import CarrierWord
from app.orders.models import Setback, ShipmentState, SubOrderState
from app.orders.services import carrier_words, fulfilment, setbacks
from app.orders.services.actors import Actor
from app.payments.models import RefundState
from app.returns.models import GoodsReturnState
from tests.builders import a_product
from tests.page import Page
from tests.returns.steps import (
    approve,
    case,
    case_page,
    day,
    decide,
    refunds,
    withdraw,
)
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
CARRIER = Actor("CA", "Deniz Kargo")


def says(order, kind, moment):
    """The carrier's word on the first parcel, at this moment at the shop."""
    at = datetime.fromisoformat(moment).replace(tzinfo=clock.SHOP_ZONE).astimezone(UTC)
    db.session.expire_all()
    carrier_words.note(order.suborders[0].shipments[0], CarrierWord(kind, at), "adapter", CARRIER)
    transactions.save()
    db.session.expire_all()


def setbacks_open():
    return [s for s in db.session.query(Setback) if s.choice is None]


@pytest.mark.requirement("DC-17.1")
@pytest.mark.parametrize("approved", [True, False])
def test_withdrawn_on_the_way_and_lost_the_money_leaves_that_day_and_not_on_day_twelve(
    visitor, on_the_way, today, staff, bank, approved
):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 2)
    if approved:
        approve(staff("orders"))
    assert refunds()[0].release_on == day("2026-03-15")
    today("2026-03-05 15:00:00")

    says(on_the_way, "lost", "2026-03-05 14:00:00")

    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900
    assert [(r.state, r.value_on) for r in refunds()] == [(RefundState.CLOSED, day("2026-03-05"))]
    assert case().goods.state is GoodsReturnState.CLOSED
    line = on_the_way.suborders[0].lines[0]
    assert (line.kept, line.returning, line.returned, line.dispatched) == (0, 0, 2, 0)
    assert on_the_way.suborders[0].state is SubOrderState.CANCELLED
    assert setbacks_open() == []
    assert "Paid back" in case_page(visitor).text


@pytest.mark.requirement("DC-17.1")
def test_lost_first_and_withdrawn_then_nothing_is_asked_back_or_to_be_chosen(
    visitor, on_the_way, today, bank
):
    today("2026-03-05 15:00:00")
    says(on_the_way, "lost", "2026-03-05 14:00:00")
    (asked,) = setbacks_open()

    withdraw(visitor, on_the_way, 2)

    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900
    assert case().goods.state is GoodsReturnState.CLOSED
    db.session.expire_all()
    assert asked.choice == "withdrawn"
    today("2026-03-25")
    assert setbacks.refund_the_silent() == 0


@pytest.mark.requirement("SM-4.5")
def test_of_a_lost_parcel_the_given_up_jar_is_paid_back_and_the_kept_one_is_chosen_on(
    visitor, on_the_way, today, bank
):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 1)
    today("2026-03-05 15:00:00")

    says(on_the_way, "lost", "2026-03-05 14:00:00")

    assert bank.payments["pay_1"]["refunded"] == 24500
    (asked,) = setbacks_open()
    assert [part.quantity for part in asked.lines] == [1]
    setbacks.choose(asked, "resend", Actor("SH"))
    db.session.commit()
    db.session.expire_all()
    suborder = on_the_way.suborders[0]
    assert suborder.state is SubOrderState.PREPARING
    assert suborder.lines[0].kept == 1


@pytest.mark.requirement("SM-4.5")
def test_found_again_after_the_money_left_it_goes_back_to_the_seller(visitor, on_the_way, today):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 2)
    today("2026-03-05 15:00:00")
    says(on_the_way, "lost", "2026-03-05 14:00:00")
    today("2026-03-09 15:00:00")

    says(on_the_way, "found", "2026-03-09 14:00:00")

    parcel = on_the_way.suborders[0].shipments[0]
    assert (parcel.state, parcel.turned_why) == (ShipmentState.COMING_BACK, "ended")
    assert on_the_way.suborders[0].state is SubOrderState.CANCELLED
    assert len(refunds()) == 1


@pytest.mark.requirement("SM-4.6.3")
def test_turned_at_the_door_and_lost_on_the_way_back_it_is_the_sellers_loss(
    visitor, on_the_way, today, bank
):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 2)
    today("2026-03-04 15:00:00")
    says(on_the_way, "refused_at_door", "2026-03-04 14:00:00")
    assert case().goods.state is GoodsReturnState.SENT
    assert bank.payments["pay_1"]["refunded"] == 0
    today("2026-03-06 15:00:00")

    says(on_the_way, "lost", "2026-03-06 14:00:00")

    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900
    assert case().goods.state is GoodsReturnState.CLOSED


@pytest.mark.requirement("DC-17.1")
def test_a_refused_withdrawal_from_a_lost_parcel_leaves_the_choice_of_art_17(
    visitor, bank, today, staff
):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True))
    suborder = order.suborders[0]
    fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", {suborder.lines[0].id: 1}, Actor("SU"))
    db.session.commit()
    today("2026-03-03 09:00:00")
    withdraw(visitor, order, 1)
    today("2026-03-03 16:00:00")
    says(order, "lost", "2026-03-03 15:00:00")
    assert setbacks_open() == []

    decide(staff("orders"), "refuse", "Fresh fish perishes within a day.")

    db.session.expire_all()
    (asked,) = setbacks_open()
    assert asked.shipment.state is ShipmentState.LOST
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert "Money back" in page.text


@pytest.mark.requirement("SM-4.5")
def test_a_parcel_that_is_with_the_seller_again_cannot_be_said_to_have_come(
    visitor, on_the_way, today
):
    today("2026-03-04 15:00:00")
    says(on_the_way, "coming_back", "2026-03-03 14:00:00")
    says(on_the_way, "returned", "2026-03-04 14:00:00")
    parcel = on_the_way.suborders[0].shipments[0]
    address = f"/en/orders/{on_the_way.reference}/arrived/{parcel.id}"

    answer = visitor.post(address, data={"received_on": "2026-03-04"})

    assert answer.status_code == 422
    assert "cannot follow from where the parcel is" in Page(answer).text
    db.session.expire_all()
    assert parcel.state is ShipmentState.RETURNED
    assert parcel.receipts == []
