"""The hourly watch over promises, and goods withdrawn while on their way."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.orders import payable, periods
from app.orders.models import Shipment, ShipmentState, SubOrderState
from app.orders.services import collection, delivery_watch, fulfilment
from app.orders.services.actors import Actor
from app.returns.services import statements
from app.returns.services.statements import Wish
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def order(visitor, bank, today):
    today("2026-03-02 10:00:00")
    return buy(visitor, bank, a_product(lead_days=11), 2)


def hand_over(suborder, number="DK 1"):
    pieces = {line.id: line.kept for line in suborder.lines}
    parcel = fulfilment.dispatch(suborder, "Deniz Kargo", number, pieces, Actor("SU", "1"))
    db.session.commit()
    return parcel


def withdraw(order, quantity):
    line = order.suborders[0].lines[0]
    words = statements.Words(
        "Elif Yalın", "elif@example.org", order.reference, "", "", "en", f"n{quantity}"
    )
    statements.withdraw(order, words, {line.id: Wish(quantity)})
    db.session.commit()
    db.session.expire_all()


def alerts():
    return [
        message.key.rsplit(":", 1)[1]
        for message in db.session.scalars(
            select(Message).where(Message.kind == "running-late").order_by(Message.id)
        )
    ]


@pytest.mark.requirement("TJ-delivery_watch")
@pytest.mark.requirement("DC-16.1")
def test_the_seller_is_alerted_at_half_time_two_days_before_and_on_the_day(order, today):
    assert order.suborders[0].latest_by == date(2026, 4, 1)
    rung = {}
    for day in ("2026-03-06", "2026-03-07", "2026-03-11", "2026-03-13", "2026-04-01"):
        for hour in ("09", "10"):
            today(f"{day} {hour}:00:00")
            delivery_watch.watch()
            db.session.commit()
        rung[day] = list(alerts())

    assert rung == {
        "2026-03-06": [],
        "2026-03-07": ["half"],
        "2026-03-11": ["half", "soon"],
        "2026-03-13": ["half", "soon", "promised"],
        "2026-04-01": ["half", "soon", "promised", "latest"],
    }


@pytest.mark.requirement("TJ-delivery_watch")
def test_missed_nights_are_caught_up_with_the_newest_alert_only(order, today):
    today("2026-03-14 09:00:00")

    delivery_watch.watch()

    assert alerts() == ["promised"]


def test_what_has_been_delivered_rings_for_nobody(order, today, staff):
    today("2026-03-05 10:00:00")
    deliver(order, "2026-03-05")
    today("2026-03-14 09:00:00")

    delivery_watch.watch()

    assert alerts() == []
    assert "Delivery promised" not in Page(staff("orders").get("/en/admin")).text


def test_the_desk_sees_a_promise_that_has_passed(order, today, staff):
    today("2026-03-14 09:00:00")

    text = Page(staff("orders").get("/en/admin")).text

    assert f"Delivery promised: {order.suborders[0].reference}" in text


def test_assumed_delivered_serves_the_due_list_and_never_the_shoppers_period(order, today, staff):
    parcel = hand_over(order.suborders[0])
    today("2026-03-11 10:00:00")
    assert not payable.is_assumed(parcel)
    today("2026-03-12 10:00:00")

    assert payable.is_assumed(parcel)
    assert periods.last_day(order.suborders[0]) is None
    assert "for payouts only" in Page(staff("orders").get("/en/admin")).text


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-9.2.b")
def test_withdrawn_before_dispatch_the_order_is_cancelled_and_nothing_is_sent(
    visitor, bank, today, team
):
    today("2026-03-01 10:00:00")
    order = buy(visitor, bank, a_product(lead_days=11), 2)
    today("2026-03-02 10:00:00")

    withdraw(order, 2)

    from app.payments.models import Refund

    suborder = order.suborders[0]
    assert suborder.state is SubOrderState.CANCELLED
    assert db.session.scalars(select(Refund)).one().due_on == date(2026, 3, 16)
    seller = team(suborder.supplier)
    line = suborder.lines[0]
    answer = seller.post(
        f"/en/supplier/orders/{suborder.reference}/dispatch",
        data={"carrier": "Deniz Kargo", f"pieces-{line.id}": 2},
    )
    assert answer.status_code in {409, 422}
    assert db.session.scalars(select(Shipment)).all() == []


@pytest.mark.requirement("SM-4.4")
def test_withdrawn_in_part_before_dispatch_the_rest_shows_the_state(order, today):
    line = order.suborders[0].lines[0]
    parcel = fulfilment.dispatch(
        order.suborders[0], "Deniz Kargo", "DK 1", {line.id: 1}, Actor("SU", "1")
    )
    fulfilment.record_receipt(parcel, "carrier", date(2026, 3, 2), Actor("SU", "1"))
    db.session.commit()
    assert order.suborders[0].state is SubOrderState.PARTLY_DELIVERED

    withdraw(order, 1)

    assert order.suborders[0].state is SubOrderState.DELIVERED


@pytest.mark.requirement("SM-4.5")
def test_withdrawn_on_the_way_the_carrier_is_asked_to_turn_back(order, today, team):
    suborder = order.suborders[0]
    parcel = hand_over(suborder)
    today("2026-03-03 10:00:00")
    withdraw(order, 1)
    assert parcel.turn_back_asked_at is None  # one jar is still awaited

    withdraw_rest(order)

    assert parcel.turn_back_asked_at is not None
    seller = team(suborder.supplier)
    assert "turn it back" in Page(seller.get("/en/supplier")).text
    path = f"/en/supplier/orders/{suborder.reference}/parcels/{parcel.id}/practice"
    today("2026-03-04 10:00:00")
    seller.post(path, data={"kind": "coming_back"})
    db.session.expire_all()
    assert parcel.turned_why == "withdrawn"
    assert suborder.setbacks == []  # nobody asks who has withdrawn
    assert suborder.state is SubOrderState.COMING_BACK
    assert periods.last_day(suborder) == date(2026, 3, 18)


def withdraw_rest(order):
    line = order.suborders[0].lines[0]
    words = statements.Words(
        "Elif Yalın", "elif@example.org", order.reference, "", "", "en", "rest"
    )
    statements.withdraw(order, words, {line.id: Wish(line.kept)})
    db.session.commit()
    db.session.expire_all()


@pytest.mark.requirement("SM-4.5")
def test_received_all_the_same_it_is_a_receipt_as_usual(order, today, visitor):
    suborder = order.suborders[0]
    parcel = hand_over(suborder)
    today("2026-03-03 10:00:00")
    withdraw(order, 2)
    today("2026-03-05 10:00:00")

    visitor.post(
        f"/en/orders/{order.reference}/arrived/{parcel.id}", data={"received_on": "2026-03-05"}
    )

    db.session.expire_all()
    assert parcel.state is ShipmentState.DELIVERED
    assert periods.last_day(suborder) == date(2026, 3, 23)


@pytest.mark.requirement("DC-4.e")
def test_an_online_order_collected_at_a_point_stays_a_distance_contract(visitor, bank, today, team):
    today("2026-03-01 10:00:00")
    stall = a_delivery_method(kind="collection", fee_minor=0, address="İskele")
    supplier = a_supplier(delivery=[stall])
    order = buy(visitor, bank, a_product(supplier=supplier))
    suborder = order.suborders[0]
    seller = team(supplier)
    seller.post(f"/en/supplier/orders/{suborder.reference}/ready")
    db.session.expire_all()
    seller.post(
        f"/en/supplier/orders/{suborder.reference}/collect",
        data={"code": collection.code_of(suborder)},
    )

    db.session.expire_all()
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert page.has_link("Withdraw from contract here")
    assert periods.last_day(suborder) == date(2026, 3, 16)


@pytest.mark.requirement("SM-4.4")
def test_nobody_came_to_the_collection_point_and_the_buyer_is_asked(visitor, bank, today, team):
    today("2026-03-01 10:00:00")
    stall = a_delivery_method(kind="collection", fee_minor=0, address="İskele")
    supplier = a_supplier(delivery=[stall])
    order = buy(visitor, bank, a_product(supplier=supplier))
    suborder = order.suborders[0]
    seller = team(supplier)
    path = f"/en/supplier/orders/{suborder.reference}"
    assert seller.post(f"{path}/uncollected").status_code == 409
    seller.post(f"{path}/ready")

    seller.post(f"{path}/uncollected")
    seller.post(f"{path}/uncollected")

    db.session.expire_all()
    (setback,) = suborder.setbacks
    visitor.post(
        f"/en/orders/{order.reference}/setbacks/{setback.number}", data={"choice": "refund"}
    )
    db.session.expire_all()
    assert suborder.state is SubOrderState.CANCELLED


@pytest.mark.requirement("DC-17.2")
def test_there_is_no_choice_of_another_carrier(visitor, bank, today, app):
    from app.settings.rules import KEYS
    from tests.shopping import fill_cart, to_review

    today("2026-03-01 10:00:00")
    fill_cart(visitor, a_product())
    page = to_review(visitor)

    assert "carrier" not in {tag.get("name") for tag in page.soup.find_all("input")}
    assert not any("own_carrier" in rule.endpoint for rule in app.url_map.iter_rules())
    assert KEYS.get("own_carrier") is None
