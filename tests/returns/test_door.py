"""A parcel not taken at the door; goods on the way; before dispatch (C-20, HR-08, DC-9.2.b)."""

from datetime import UTC, datetime

import pytest

from app.extensions import db
from app.kernel import clock, events
from app.orders.events import ParcelCameBack, ParcelRefused
from app.payments.models import RefundState
from app.returns.models import CaseState, GoodsReturnState, Kind, WayBack
from app.returns.services import door
from app.settings import services as settings
from tests.page import Page
from tests.returns.steps import (
    approve,
    case,
    case_page,
    count,
    day,
    letters,
    refunds,
    statement,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("open_shop")


def scan(order, moment="2026-03-03 14:00:00"):
    """The carrier scans "not accepted" at this moment at the shop."""
    shipment = order.suborders[0].shipments[0]
    at = datetime.fromisoformat(moment).replace(tzinfo=clock.SHOP_ZONE).astimezone(UTC)
    events.publish(
        ParcelRefused(order.suborders[0].reference, shipment.id, at, "torn package", "T-9")
    )
    db.session.commit()


def comes_back(order, on):
    shipment = order.suborders[0].shipments[0]
    events.publish(ParcelCameBack(order.suborders[0].reference, shipment.id, day(on)))
    db.session.commit()


def receipt_of(client):
    link = next(line for line in letters("door-choice")[0].text.split() if "/receipt/" in line)
    return link[link.index("/returns/") :]


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("HR-08")
@pytest.mark.requirement("C-20")
def test_a_refusal_at_the_door_is_a_notice_at_the_time_of_the_scan(on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)

    assert statement().received_at == datetime(2026, 3, 3, 11, tzinfo=UTC)  # 14:00 at the shop
    assert case().state is CaseState.RECEIVED
    assert case().lines[0].order_line.returning == 2
    assert "We take this moment as your notice" in letters("door-choice")[0].text
    today("2026-03-06 23:00:00")
    assert door.take_silence_as_withdrawal() == 0
    today("2026-03-07 00:05:00")

    assert door.take_silence_as_withdrawal() == 1
    db.session.commit()

    assert case().state is CaseState.ACCEPTED
    assert case().goods.way is WayBack.TURNED_BACK
    assert refunds()[0].due_on == day("2026-03-17")  # refused 2026-03-03


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("HR-08")
def test_the_buyer_chooses_damage_with_a_sentence(visitor, on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)
    path = f"/en{receipt_of(visitor)}"
    assert visitor.post(path + "/door", data={"kind": "damaged"}).status_code == 422

    visitor.post(path + "/door", data={"kind": "damaged", "message": "It was leaking badly."})

    assert statement().kind is Kind.DAMAGED
    assert case().state is CaseState.UNDER_REVIEW
    assert statement().received_at.date() == day("2026-03-03")
    again = visitor.post(path + "/door", data={"kind": "withdrawal"})
    assert again.status_code == 409


def test_the_buyer_chooses_withdrawal_from_the_message(visitor, on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)

    visitor.post(f"/en{receipt_of(visitor)}/door", data={"kind": "withdrawal"})

    assert case().state is CaseState.ACCEPTED
    assert "pay the money back" in case_page(visitor).text


def test_a_scan_told_twice_is_one_statement(on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)
    scan(on_the_way)

    assert len(letters("door-choice")) == 1


def test_when_the_parcel_is_back_the_money_leaves_and_the_seller_counts(
    visitor, on_the_way, today, team, bank
):
    today("2026-03-03 16:00:00")
    scan(on_the_way)
    visitor.post(f"/en{receipt_of(visitor)}/door", data={"kind": "withdrawal"})
    today("2026-03-05 10:00:00")

    comes_back(on_the_way, "2026-03-05")
    from app.kernel import transactions

    transactions.save()

    assert case().goods.state is GoodsReturnState.RECEIVED
    assert refunds()[0].state in {RefundState.RELEASED, RefundState.SENT, RefundState.CLOSED}
    seller = team(on_the_way.suborders[0].supplier)
    assert count(seller, good=2).status_code == 303
    assert case().lines[0].good == 2


def test_where_a_refusal_at_the_door_is_no_notice_the_buyer_is_asked_to_declare(on_the_way, today):
    settings.change("door_refusal_is_notice", False, "test")
    db.session.commit()
    today("2026-03-03 16:00:00")

    scan(on_the_way)

    assert len(letters("door-declare")) == 1
    assert letters("door-choice") == []
    assert on_the_way.suborders[0].lines[0].kept == 2


@pytest.mark.requirement("SM-4.6.3")
def test_withdrawn_on_the_way_and_turned_back_nothing_has_to_be_sent(
    visitor, on_the_way, today, staff
):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 2)
    assert case().goods.state is GoodsReturnState.AWAITING_APPROVAL
    approve(staff("orders"))
    today("2026-03-04 16:00:00")

    scan(on_the_way, "2026-03-04 14:00:00")

    assert case().goods.state is GoodsReturnState.SENT
    assert case().goods.way is WayBack.TURNED_BACK
    assert case().goods.send_back_by is None
    assert refunds()[0].due_on == day("2026-03-17")  # the notice of 3 March, not the scan
    assert letters("door-choice") == []


def test_the_rest_of_a_partly_withdrawn_parcel_is_refused_at_the_door(visitor, on_the_way, today):
    today("2026-03-03 09:00:00")
    withdraw(visitor, on_the_way, 1)
    today("2026-03-04 16:00:00")

    scan(on_the_way, "2026-03-04 14:00:00")

    assert [part.quantity for part in case().lines] == [1]
    assert on_the_way.suborders[0].lines[0].kept == 0


@pytest.mark.requirement("HR-08")
@pytest.mark.requirement("C-20")
def test_whoever_has_proven_the_order_chooses_on_the_page_of_the_case(visitor, on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)
    path = f"/en/returns/{statement().number}"
    assert "Why did you not take the parcel?" in case_page(visitor).text
    empty = visitor.post(f"{path}/door", data={"kind": "damaged", "message": "wet"})
    assert empty.status_code == 422
    assert "Write in a sentence what was wrong" in Page(empty).text
    assert "wet" in Page(empty).text

    visitor.post(f"{path}/door", data={"kind": "damaged", "message": "It was leaking badly."})

    assert case().state is CaseState.UNDER_REVIEW
    assert case().kind is Kind.DAMAGED
    assert "Why did you not take the parcel?" not in case_page(visitor).text
    assert visitor.post(f"{path}/door", data={"kind": "withdrawal"}).status_code == 409


def test_a_change_of_mind_at_the_door_is_said_on_the_page_of_the_case(visitor, on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)

    visitor.post(f"/en/returns/{statement().number}/door", data={"kind": "withdrawal"})

    assert case().state is CaseState.ACCEPTED
    assert refunds()[0].due_on == day("2026-03-17")


def test_a_stranger_cannot_choose_for_the_buyer(app, on_the_way, today):
    today("2026-03-03 16:00:00")
    scan(on_the_way)

    answer = app.test_client().post(
        f"/en/returns/{statement().number}/door", data={"kind": "withdrawal"}
    )

    assert answer.status_code in {302, 303, 404}
    assert case().state is CaseState.RECEIVED
