"""Not delivered in time: the shopper may end the contract, and the date alone decides."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.orders import periods
from app.orders.models import Ending, SubOrderState
from app.orders.services import endings, fulfilment
from app.orders.services.actors import Actor
from app.payments.models import Refund
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
BUTTON = "End the contract for non-delivery"


@pytest.fixture
def order_of(visitor, bank, today):
    """An order of 2026-03-02 with this lead time."""

    def make(lead_days, quantity=2, **product):
        today("2026-03-02 10:00:00")
        return buy(visitor, bank, a_product(lead_days=lead_days, **product), quantity)

    return make


def page_of(client, order):
    return Page(client.get(f"/en/orders/{order.reference}"))


def end(client, order, pieces=None):
    suborder = order.suborders[0]
    line = suborder.lines[0]
    return client.post(
        f"/en/orders/{order.reference}/end/{suborder.reference}",
        data={f"pieces-{line.id}": line.kept if pieces is None else pieces},
    )


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-16.2")
@pytest.mark.requirement("V15")
@pytest.mark.parametrize(
    ("lead", "promised", "before", "first"),
    [
        (30, "2026-04-01", "2026-04-01 23:59:59", "2026-04-02 00:00:00"),
        (10, "2026-03-12", "2026-03-12 23:59:59", "2026-03-13 00:00:00"),
    ],
)
def test_the_button_stands_from_the_day_after_the_promise(
    order_of, visitor, today, lead, promised, before, first
):
    order = order_of(lead)
    suborder = order.suborders[0]
    assert suborder.promised_by == date.fromisoformat(promised)
    assert suborder.latest_by == date(2026, 4, 1)

    today(before)
    assert not page_of(visitor, order).has_link(BUTTON)
    early = Page(visitor.get(f"/en/orders/{order.reference}/end/{suborder.reference}"))
    assert "withdraw now, without a reason" in early.text
    assert end(visitor, order).status_code == 409
    assert db.session.scalars(select(Ending)).all() == []

    today(first)
    assert page_of(visitor, order).has_link(BUTTON)


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-16.2")
def test_a_termination_has_its_number_page_and_mail_and_the_seller_is_told(
    order_of, visitor, today
):
    order = order_of(10)
    today("2026-03-13 00:00:00")

    answer = end(visitor, order)

    page = Page(visitor.get(answer.headers["Location"]))
    ending = db.session.scalars(select(Ending)).one()
    assert page.heading == "The contract has ended for these goods"
    assert ending.number in page.text
    letters = {m.kind: m for m in db.session.scalars(select(Message))}
    assert ending.number in letters["terminated"].text
    assert letters["terminated"].statutory
    assert letters["terminated-supplier"].recipient == order.suborders[0].supplier.email
    db.session.expire_all()
    suborder = order.suborders[0]
    assert suborder.state is SubOrderState.TERMINATED
    assert suborder.lines[0].kept == 0
    kinds = {refund.kind for refund in db.session.scalars(select(Refund))}
    assert kinds == {"termination"}


def test_ending_the_same_goods_twice_changes_nothing(order_of, visitor, today):
    order = order_of(10)
    today("2026-03-13")
    end(visitor, order)

    again = end(visitor, order, 2)

    assert again.status_code in {409, 422}
    assert len(db.session.scalars(select(Ending)).all()) == 1


@pytest.mark.parametrize("pieces", ["0", "-1", "text", "1000000000", ""])
def test_numbers_that_are_none_end_nothing(order_of, visitor, today, pieces):
    order = order_of(10)
    today("2026-03-13")

    assert end(visitor, order, pieces).status_code == 422
    assert db.session.scalars(select(Ending)).all() == []


def test_only_the_undelivered_is_ended_and_what_arrived_stays(order_of, visitor, today):
    order = order_of(10, 3)
    suborder = order.suborders[0]
    line = suborder.lines[0]
    parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", {line.id: 1}, Actor("SU"))
    db.session.commit()
    today("2026-03-05")
    fulfilment.record_receipt(parcel, "carrier", date(2026, 3, 5), Actor("SU"))
    db.session.commit()
    today("2026-03-13")

    end(visitor, order, 3)

    db.session.expire_all()
    assert (line.kept, line.cancelled, line.received) == (1, 2, 1)
    assert suborder.state is SubOrderState.DELIVERED


@pytest.mark.requirement("DC-9.3.a")
def test_a_line_that_ended_moves_the_end_of_the_period(visitor, bank, today):
    today("2026-03-01 10:00:00")
    maker = a_supplier()
    for name in ("Bal", "Tuz"):
        fill_cart(visitor, a_product(name=name, supplier=maker, lead_days=10))
    order = buy(visitor, bank, a_product(supplier=maker, lead_days=10))
    suborder = order.suborders[0]
    first, second, third = suborder.lines
    for line, day in ((first, "2026-03-02"), (second, "2026-03-09")):
        today(day)
        parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "", {line.id: 1}, Actor("SU"))
        fulfilment.record_receipt(parcel, "carrier", date.fromisoformat(day), Actor("SU"))
        db.session.commit()
    today("2026-03-18")
    endings.terminate(suborder, {third.id: 1}, Actor("SH"))
    db.session.commit()

    assert periods.last_day(suborder) == date(2026, 4, 1)


def test_a_stranger_ends_nothing(order_of, open_shop, today):
    order = order_of(10)
    today("2026-03-13")

    assert end(open_shop.test_client(), order).status_code == 404
