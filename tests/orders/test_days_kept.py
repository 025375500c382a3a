"""The last day to withdraw is kept: later changes lengthen it, and only a fact brings it forward.

A jar received on Friday 6 March 2026: fourteen days later is the first day of Ramazan, and the
first working day after it Monday 23 March.
"""

from datetime import date

import pytest
from flask import g
from sqlalchemy import delete

from app.contracts.services import informing
from app.extensions import db
from app.orders import periods
from app.orders.models import ReceiptSource
from app.orders.services import fulfilment, keeping
from app.orders.services.actors import Actor
from app.returns.models import CaseState
from app.settings.models import Holiday
from tests.builders import a_product
from tests.page import Page
from tests.returns.steps import case, withdraw
from tests.shopping import buy, deliver

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("CLK-5")]
RAMAZAN = [date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 22)]
SELLER = Actor("SU", "1")


@pytest.fixture
def received(visitor, bank, today):
    today("2026-03-06 09:00:00")
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-06")
    return order


def take_away(*days):
    db.session.execute(delete(Holiday).where(Holiday.day.in_(days)))
    db.session.commit()
    g.pop("holidays", None)


def add(day):
    db.session.add(Holiday(day=day, name="Tatil", half_day=False, source="staff", confirmed=True))
    db.session.commit()
    g.pop("holidays", None)


def on_file(order):
    db.session.expire_all()
    return order.suborders[0].last_day


def test_the_last_day_is_on_file_with_what_it_was_computed_from(received):
    assert on_file(received) == date(2026, 3, 23)
    assert received.suborders[0].last_day_inputs == {
        "lines": [{"received": "2026-03-06", "ended": None}],
        "began": "2026-03-06",
        "informed": "2026-03-06",
        "days": 14,
    }


def test_holidays_taken_away_afterwards_do_not_shorten_an_open_period(received, visitor, today):
    take_away(*RAMAZAN)

    keeping.keep_last_days()
    db.session.commit()

    assert on_file(received) == date(2026, 3, 23)
    assert periods.last_day(received.suborders[0]) == date(2026, 3, 23)
    assert "23 March 2026" in Page(visitor.get(f"/en/orders/{received.reference}")).text
    today("2026-03-23 23:59:59")
    withdraw(visitor, received)
    assert case().state is CaseState.ACCEPTED
    assert case().last_day == date(2026, 3, 23)


def test_a_day_after_the_day_kept_is_late_all_the_same(received, visitor, today):
    take_away(*RAMAZAN)
    today("2026-03-24 00:00:00")

    withdraw(visitor, received)

    assert case().state is CaseState.PENDING_REFUSAL


def test_a_holiday_added_lengthens_and_what_is_longer_is_kept_at_night(received):
    add(date(2026, 3, 23))
    assert periods.last_day(received.suborders[0]) == date(2026, 3, 24)

    assert keeping.keep_last_days() == 1
    db.session.commit()
    assert keeping.keep_last_days() == 0
    take_away(date(2026, 3, 23))

    assert on_file(received) == date(2026, 3, 24)
    assert periods.last_day(received.suborders[0]) == date(2026, 3, 24)


def test_looking_at_a_page_writes_nothing(received, visitor):
    add(date(2026, 3, 23))

    assert "24 March 2026" in Page(visitor.get(f"/en/orders/{received.reference}")).text

    assert on_file(received) == date(2026, 3, 23)


@pytest.mark.requirement("DC-10.2")
def test_informing_later_brings_the_end_of_the_year_forward_as_the_law_says(
    visitor, bank, today, monkeypatch
):
    monkeypatch.setattr(informing, "note_given", lambda *_given: None)
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())
    informing.judge(order.suborders[0])
    deliver(order, "2026-03-02")
    assert on_file(order) == date(2027, 3, 16)

    today("2026-06-01 09:00:00")
    informing.inform_now(order.suborders[0].reference, "1")
    db.session.commit()

    assert on_file(order) == date(2026, 6, 15)
    assert periods.last_day(order.suborders[0]) == date(2026, 6, 15)


def test_a_later_receipt_never_ends_the_period_earlier(received, today):
    add(date(2026, 3, 23))
    keeping.keep_last_days()
    db.session.commit()
    take_away(*RAMAZAN, date(2026, 3, 23))
    today("2026-03-07")
    parcel = received.suborders[0].shipments[0]

    fulfilment.record_receipt(parcel, ReceiptSource.SHOPPER, date(2026, 3, 7), Actor("SH"))
    db.session.commit()

    assert on_file(received) == date(2026, 3, 24)
    assert received.suborders[0].last_day_inputs["began"] == "2026-03-07"


def test_while_goods_are_on_their_way_no_last_day_is_on_file(visitor, bank, today):
    today("2026-03-06 09:00:00")
    order = buy(visitor, bank, a_product(), 2)
    suborder = order.suborders[0]
    (line,) = suborder.lines
    parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", {line.id: 1}, SELLER)
    fulfilment.record_receipt(parcel, ReceiptSource.CARRIER, date(2026, 3, 6), SELLER, "DK 1")
    db.session.commit()

    assert on_file(order) is None
    assert suborder.last_day_inputs["began"] is None
