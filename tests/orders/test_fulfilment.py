"""What suppliers do, and when the withdrawal period begins."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.orders import periods
from app.orders.models import Shipment, SubOrderState
from app.orders.services import fulfilment, notices
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, deliver, fill_cart, newest_order

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def order(visitor, bank, today):
    today("2026-03-01 10:00:00")
    return buy(visitor, bank, a_product(), 2)


def send(client, suborder, pieces=2):
    line = suborder.lines[0]
    return client.post(
        f"/en/supplier/orders/{suborder.reference}/dispatch",
        data={"carrier": "Deniz Kargo", "tracking_number": "DK 1", f"pieces-{line.id}": pieces},
    )


@pytest.mark.requirement("SM-4.4")
def test_a_supplier_accepts_and_sends_and_the_buyer_is_told(order, team):
    suborder = order.suborders[0]
    client = team(suborder.supplier)

    client.post(f"/en/supplier/orders/{suborder.reference}/accept")
    send(client, suborder)

    db.session.expire_all()
    assert suborder.state is SubOrderState.DISPATCHED
    letter = db.session.scalars(select(Message).where(Message.kind == "dispatched")).one()
    assert "DK 1" in letter.text


@pytest.mark.requirement("DC-9.4")
def test_handing_over_to_the_carrier_starts_no_period(order, team):
    suborder = order.suborders[0]
    send(team(suborder.supplier), suborder)

    db.session.expire_all()
    assert periods.last_day(suborder) is None


@pytest.mark.requirement("DC-9.2.g")
def test_the_latest_word_on_the_receipt_counts(visitor, order, team, today):
    suborder = order.suborders[0]
    client = team(suborder.supplier)
    send(client, suborder)
    shipment = db.session.scalars(select(Shipment)).one()
    today("2026-03-05")
    path = f"/en/supplier/orders/{suborder.reference}/shipments/{shipment.id}/receipt"
    client.post(path, data={"received_on": "2026-03-02"})
    db.session.expire_all()
    assert periods.last_day(suborder) == date(2026, 3, 16)

    visitor.post(
        f"/en/orders/{order.reference}/arrived/{shipment.id}", data={"received_on": "2026-03-04"}
    )

    db.session.expire_all()
    assert periods.last_day(suborder) == date(2026, 3, 18)


@pytest.mark.parametrize("day", ["2026-02-28", "2026-03-06", "yesterday", ""])
def test_a_receipt_before_the_dispatch_or_in_the_future_is_refused(order, team, today, day):
    suborder = order.suborders[0]
    client = team(suborder.supplier)
    send(client, suborder)
    shipment = db.session.scalars(select(Shipment)).one()
    today("2026-03-05")

    answer = client.post(
        f"/en/supplier/orders/{suborder.reference}/shipments/{shipment.id}/receipt",
        data={"received_on": day},
    )

    assert answer.status_code == 422
    assert Page(answer).errors


@pytest.mark.requirement("SM-4.4")
def test_a_parcel_with_part_of_it_waits_for_the_rest(order, team, today):
    suborder = order.suborders[0]
    client = team(suborder.supplier)
    send(client, suborder, 1)
    shipment = db.session.scalars(select(Shipment)).one()
    today("2026-03-02")
    client.post(
        f"/en/supplier/orders/{suborder.reference}/shipments/{shipment.id}/receipt",
        data={"received_on": "2026-03-02"},
    )

    db.session.expire_all()
    assert suborder.state is SubOrderState.PARTLY_DELIVERED
    assert periods.last_day(suborder) is None


@pytest.mark.requirement("DC-9.3.a")
def test_the_last_parcel_of_the_order_starts_the_period_for_all(visitor, bank, today):
    today("2026-03-01 10:00:00")
    fill_cart(visitor, a_product())
    order = buy(visitor, bank, a_product(name="Bal"))
    today("2026-03-12")
    deliver(order, "2026-03-12")

    assert {periods.last_day(s) for s in order.suborders} == {date(2026, 3, 26)}


def test_did_it_arrive_is_asked_after_three_days_then_every_four(order, team, today):
    suborder = order.suborders[0]
    send(team(suborder.supplier), suborder)
    asked = []
    for day in range(1, 16):
        today(f"2026-03-{day:02d} 11:00:00")
        if notices.ask_arrival():
            asked.append(day)
        db.session.commit()

    assert asked == [4, 8, 12]


def test_a_supplier_never_sees_anothers_order(order, team):
    other = team(a_supplier())

    assert other.get(f"/en/supplier/orders/{order.suborders[0].reference}").status_code == 404
    assert send(other, order.suborders[0]).status_code == 404


@pytest.mark.requirement("DC-16.1")
def test_the_promise_counts_from_the_order_button(visitor, bank, today):
    today("2026-03-02 10:00:00")
    order = buy(visitor, bank, a_product(lead_days=10))

    suborder = order.suborders[0]
    assert suborder.promised_by == date(2026, 3, 12)
    assert suborder.latest_by == date(2026, 4, 1)


def test_a_guest_finds_the_order_by_number_and_address_or_link(open_shop, visitor, order):
    guest = open_shop.test_client()
    assert guest.get(f"/en/orders/{order.reference}").status_code == 404
    wrong = guest.post(
        "/en/orders/find", data={"reference": order.reference, "email": "x@example.org"}
    )
    assert wrong.status_code == 200 or wrong.status_code == 422
    typed = order.reference.lower().replace("-", " ")

    found = guest.post("/en/orders/find", data={"reference": typed, "email": "ELIF@example.org"})

    assert found.headers["Location"].endswith(order.reference)
    assert Page(guest.get(found.headers["Location"])).heading == f"Order {order.reference}"


def test_the_link_in_the_message_opens_the_order_on_another_telephone(open_shop, order):
    letter = db.session.scalars(select(Message).where(Message.kind == "order-formed")).one()
    link = next(word for word in letter.text.split() if "/orders/open/" in word)
    telephone = open_shop.test_client()

    answer = telephone.get(link.removeprefix("http://127.0.0.1:8000"))

    assert telephone.get(answer.headers["Location"]).status_code == 200
    assert telephone.get("/en/orders/open/nonsense").status_code == 404


def test_the_fifth_wrong_pair_is_the_last_for_a_while(open_shop):
    guest = open_shop.test_client()
    pair = {"reference": "M-2222-2222-2", "email": "x@example.org"}
    answers = [guest.post("/en/orders/find", data=pair).status_code for _ in range(6)]

    assert answers[-1] == 429
    assert 429 not in answers[:5]


def test_newest_order_is_the_members_own(shopper, bank, open_shop):
    order = buy(shopper, bank, a_product())

    assert newest_order().shopper_id is not None
    assert order.reference in Page(shopper.get("/en/account")).text


@pytest.mark.requirement("SM-4.4")
def test_an_order_nobody_accepts_is_accepted_by_itself_after_one_business_day(visitor, bank, today):
    today("2026-03-19 10:00:00")  # Thursday, the eve of a feast that ends on Sunday
    order = buy(visitor, bank, a_product())
    today("2026-03-23 23:00:00")
    assert fulfilment.accept_undecided() == 0
    today("2026-03-24 00:05:00")

    assert fulfilment.accept_undecided() == 1
    db.session.commit()
    assert order.suborders[0].state is SubOrderState.PREPARING


def test_a_day_much_later_than_the_carriers_counts_and_goes_to_a_person(
    visitor, order, team, staff, today
):
    suborder = order.suborders[0]
    client = team(suborder.supplier)
    send(client, suborder)
    shipment = db.session.scalars(select(Shipment)).one()
    today("2026-03-10")
    path = f"/en/supplier/orders/{suborder.reference}/shipments/{shipment.id}/receipt"
    client.post(path, data={"received_on": "2026-03-02"})

    visitor.post(
        f"/en/orders/{order.reference}/arrived/{shipment.id}", data={"received_on": "2026-03-09"}
    )

    db.session.expire_all()
    assert periods.last_day(suborder) == date(2026, 3, 23)
    assert "Two days of receipt" in Page(staff("orders").get("/en/admin")).text


def test_staff_record_the_carriers_word_and_the_look_is_logged(order, team, staff, today):
    from app.accounts.models import AccessLogEntry

    suborder = order.suborders[0]
    send(team(suborder.supplier), suborder)
    shipment = db.session.scalars(select(Shipment)).one()
    today("2026-03-05")
    desk = staff("orders")

    assert desk.get(f"/en/admin/orders/{order.reference}").status_code == 200
    desk.post(
        f"/en/admin/orders/{order.reference}/shipments/{shipment.id}/receipt",
        data={"received_on": "2026-03-04", "proof": "DK-77"},
    )

    db.session.expire_all()
    assert suborder.delivered_on == date(2026, 3, 4)
    assert db.session.scalars(select(AccessLogEntry.subject)).all() == [order.reference]
