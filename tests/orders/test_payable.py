"""From which day a maker's money may leave, by what became of the parcels."""

from datetime import date

import pytest

from app.extensions import db
from app.orders import payable, periods
from app.orders.models import ReceiptSource
from app.orders.services import delivery_watch, fulfilment, performance
from app.orders.services.actors import Actor
from app.settings import services as settings
from tests.builders import a_product, a_supplier
from tests.kinds import a_box, a_tour
from tests.shopping import buy, deliver, fill_cart

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]
SELLER = Actor("SU", "1")


@pytest.fixture
def order(visitor, bank, today):
    today("2026-03-01 10:00:00")
    return buy(visitor, bank, a_product(), 2)


def hand_over(suborder, pieces=None):
    quantities = {line.id: pieces or line.ordered for line in suborder.lines}
    parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", quantities, SELLER)
    db.session.commit()
    return parcel


@pytest.fixture
def receive(today):
    """On this day a parcel is handed to the buyer."""

    def on(parcel, day):
        today(day)
        fulfilment.record_receipt(parcel, ReceiptSource.CARRIER, date.fromisoformat(day), SELLER)
        db.session.commit()

    return on


@pytest.mark.requirement("V1")
def test_received_on_2_march_the_maker_is_paid_from_17_march(order, today):
    today("2026-03-02")
    deliver(order, "2026-03-02")

    suborder = order.suborders[0]
    assert periods.last_day(suborder) == date(2026, 3, 16)
    assert payable.payable_from(suborder) == date(2026, 3, 17)


def test_on_its_way_nothing_is_payable(order, today):
    hand_over(order.suborders[0])
    today("2026-03-10")

    assert payable.payable_from(order.suborders[0]) is None


def test_half_of_the_jars_still_to_come_nothing_is_payable(order, receive):
    receive(hand_over(order.suborders[0], 1), "2026-03-02")

    assert payable.payable_from(order.suborders[0]) is None


def test_ten_days_without_a_word_count_as_delivered_for_the_payout_alone(order, today):
    hand_over(order.suborders[0])
    today("2026-03-11")

    assert payable.delivered_on(order.suborders[0]) == date(2026, 3, 11)
    assert payable.payable_from(order.suborders[0]) == date(2026, 3, 26)
    assert periods.last_day(order.suborders[0]) is None


def test_a_lost_parcel_is_not_assumed_delivered(order, today):
    hand_over(order.suborders[0])
    today("2026-03-20")
    delivery_watch.lose_the_silent()
    db.session.commit()

    assert payable.payable_from(order.suborders[0]) is None


def test_one_maker_does_not_wait_for_the_other_makers_parcel(visitor, bank, today, receive):
    today("2026-03-01 10:00:00")
    fill_cart(visitor, a_product(supplier=a_supplier(name="Ada Zeytin")))
    order = buy(visitor, bank, a_product())
    receive(hand_over(order.suborders[0]), "2026-03-02")

    assert periods.last_day(order.suborders[0]) is None
    assert payable.payable_from(order.suborders[0]) == date(2026, 3, 17)
    assert payable.payable_from(order.suborders[1]) is None


def test_a_running_order_keeps_the_day_that_held_when_it_was_made(order, today):
    settings.change("payout_after", "delivered_business_days:20", "test")
    db.session.commit()
    today("2026-03-02")
    deliver(order, "2026-03-02")

    assert payable.payable_from(order.suborders[0]) == date(2026, 3, 17)


def test_an_order_made_under_business_days_is_paid_by_them(visitor, bank, today):
    settings.change("payout_after", "delivered_business_days:5", "test")
    today("2026-03-17 10:00:00")
    order = buy(visitor, bank, a_product())
    today("2026-03-18")
    deliver(order, "2026-03-18")

    assert payable.payable_from(order.suborders[0]) == date(2026, 3, 26)


def test_a_box_is_payable_when_its_last_delivery_has_come(visitor, bank, today, receive):
    today("2026-03-01 10:00:00")
    suborder = buy(visitor, bank, a_box(), 1).suborders[0]
    receive(hand_over(suborder, 1), "2026-03-02")
    assert payable.payable_from(suborder) is None
    receive(hand_over(suborder, 1), "2026-04-02")
    receive(hand_over(suborder, 1), "2026-05-04")

    assert payable.payable_from(suborder) == date(2026, 5, 4)


def test_a_tour_is_payable_when_it_has_taken_place(visitor, bank, today):
    today("2026-03-01 10:00:00")
    suborder = buy(visitor, bank, a_tour("2026-04-20T10:00")).suborders[0]
    assert payable.payable_from(suborder) is None
    today("2026-04-21")
    performance.note_happened()
    db.session.commit()

    assert payable.payable_from(suborder) == date(2026, 4, 20)
