"""Requests by telephone or letter, and requests that in truth are something else (4.11a)."""

import pytest
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.helpdesk.models import Request, RequestState
from app.messaging.models import Message
from app.orders.models import Ending
from app.returns.models import CaseState, Kind, Statement
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.returns.steps import case, refunds, ticked, withdraw
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")
ASKED = "Paket hâlâ gelmedi, paramı geri istiyorum."


@pytest.fixture
def order(visitor, bank, today):
    """Two jars for 100.00 each with 40.00 carriage, ordered on 2 March, promised in ten days."""
    today("2026-03-02 09:00:00")
    seller = a_supplier(delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)])
    product = a_product(price_minor=10000, supplier=seller, lead_days=10)
    return buy(visitor, bank, product, 2)


def newest():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Request).order_by(Request.id.desc()).limit(1)).one()


def letters(kind):
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


def enter(desk, **asked):
    page = Page(desk.get("/en/admin/requests/new"))
    said = {
        "nonce": str(page.soup.find("input", {"name": "nonce"})["value"]),
        "kind": "complaint",
        "channel": "telephone",
        "received_on": "2026-03-13",
        "at": "16:45",
        "language": "tr",
        "name": "Elif Yalın",
        "message": ASKED,
    }
    return desk.post("/en/admin/requests/new", data=said | asked)


def convert(desk, kind):
    return desk.post(f"/en/admin/requests/{newest().number}/convert", data={"kind": kind})


@pytest.mark.requirement("SM-4.11a")
def test_a_call_is_entered_with_its_own_time_and_acknowledged(visitor, order, today, staff):
    """It came on Friday 13 March at 16:45 and is entered on Monday."""
    today("2026-03-16 10:00:00")
    desk = staff("orders")
    assert "Enter a call or letter" in Page(desk.get("/en/admin/requests")).text

    answer = enter(desk, order=order.reference.lower())

    request = newest()
    assert answer.headers["Location"].endswith(f"/admin/requests/{request.number}")
    assert request.received_at.isoformat() == "2026-03-13T13:45:00+00:00"
    assert request.channel == "telephone"
    assert request.order_id == order.id
    assert request.take_by.isoformat() == "2026-03-16"
    assert request.answer_by.isoformat() <= "2026-03-30"
    assert [m.recipient for m in letters("request-received")] == ["elif@example.org"]
    receipt = letters("request-received")[0].text
    assert request.number in receipt
    assert "13 Mart 2026" in receipt
    assert "16.45" in receipt
    assert len(letters("request-for-supplier")) == 1
    kept = evidence.bodies_of(order.reference, "request_sent")[0]
    assert kept["received"] == "2026-03-13T13:45:00+00:00"
    assert kept["channel"] == "telephone"
    assert "telephone" in Page(desk.get(f"/en/admin/requests/{request.number}")).text
    assert request.number in Page(visitor.get(f"/en/orders/{order.reference}/requests")).text


def test_a_letter_about_no_known_order_is_acknowledged_to_its_writer(today, staff):
    today("2026-03-16 10:00:00")

    enter(staff("orders"), channel="letter", at="", order="the one of March", email="e@example.org")

    request = newest()
    assert request.order_id is None
    assert request.order_text == "the one of March"
    assert request.received_at.isoformat() == "2026-03-13T09:00:00+00:00"
    assert [m.recipient for m in letters("request-received")] == ["e@example.org"]


def test_a_call_of_today_without_a_time_is_now_at_the_latest(order, today, staff):
    today("2026-03-16 10:00:00")

    enter(staff("orders"), received_on="2026-03-16", at="", order=order.reference)

    assert newest().received_at.isoformat() == "2026-03-16T07:00:00+00:00"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"received_on": "2026-03-17"}, "This lies in the future."),
        ({"received_on": "2026-03-16", "at": "10:01"}, "This lies in the future."),
        ({"received_on": "0001-01-01"}, "Choose a day of the last three years."),
        ({"received_on": "yesterday"}, "Not a valid date value."),
        ({"received_on": ""}, "Write the day it reached us."),
        ({"message": "hm"}, "Write down in a sentence or two what is asked."),
        ({"name": ""}, "Write who asks."),
        ({"channel": "sms"}, "Not a valid choice."),
        ({"email": "", "order": "the one of March"}, "the receipt must arrive"),
    ],
)
def test_what_cannot_be_is_sent_back_and_nothing_is_lost(order, today, staff, asked, sentence):
    today("2026-03-16 10:00:00")

    answer = enter(staff("orders"), **({"order": order.reference} | asked))

    page = Page(answer)
    assert answer.status_code == 422
    assert sentence in page.text
    assert "Elif Yalın" in str(page.soup) or asked.get("name") == ""
    assert db.session.scalars(select(Request)).all() == []


def test_the_same_form_sent_twice_is_one_request(order, today, staff):
    today("2026-03-16 10:00:00")
    desk = staff("orders")

    enter(desk, order=order.reference, nonce="n1")
    enter(desk, order=order.reference, nonce="n1")

    assert len(db.session.scalars(select(Request)).all()) == 1


@pytest.mark.requirement("SM-4.11a")
@pytest.mark.requirement("DC-16.2")
def test_a_notice_of_termination_ends_the_contract_with_its_own_time(
    visitor, order, today, staff, bank
):
    """Called on 13 March, the first day after the promised one; taken up on the 18th.

    Money of 240.00 is due on 27 March, 14 days from the call, with interest from 2 March.
    """
    today("2026-03-18 10:00:00")
    desk = staff("orders")
    enter(desk, kind="refund", order=order.reference)
    page = Page(desk.get(f"/en/admin/requests/{newest().number}"))
    assert "End the contract for non-delivery" in page.text

    convert(desk, "termination")

    ending = db.session.scalars(select(Ending)).one()
    request = newest()
    assert ending.notice_on.isoformat() == "2026-03-13"
    assert (request.state, request.outcome) == (RequestState.CLOSED, "converted")
    assert request.led_to == ending.number
    assert bank.payments["pay_1"]["refunded"] == 24000
    owed = [(r.kind, r.principal_minor, r.due_on.isoformat()) for r in refunds()]
    assert owed[0] == ("termination", 24000, "2026-03-27")
    assert refunds()[1].interest_minor == 252  # 16 days at 24 % of 240.00
    assert evidence.bodies_of(order.reference, "lines_ended")[0]["notice"] == "2026-03-13"
    became = evidence.bodies_of(order.reference, "request_converted")[0]
    assert became["led_to"] == ending.number
    assert became["received"] == "2026-03-13T13:45:00+00:00"
    assert ending.number in Page(visitor.get(f"/en/requests/{request.number}")).text


@pytest.mark.requirement("DC-16.2")
def test_before_the_promised_day_has_passed_a_request_ends_nothing(order, today, staff):
    """It came on 12 March, the promised day itself, and is read when that has passed."""
    today("2026-03-18 10:00:00")
    desk = staff("orders")
    enter(desk, received_on="2026-03-12", order=order.reference)
    page = Page(desk.get(f"/en/admin/requests/{newest().number}"))
    assert "End the contract for non-delivery" not in page.text

    answer = convert(desk, "termination")

    assert answer.status_code == 409
    assert "Take it up as a withdrawal instead." in Page(answer).text
    assert newest().state is RequestState.RECEIVED
    assert newest().outcome is None
    assert db.session.scalars(select(Ending)).all() == []


def test_without_its_order_nothing_ends(order, today, staff):
    today("2026-03-18 10:00:00")
    desk = staff("orders")
    enter(desk, email="e@example.org", order="the one of March")

    answer = convert(desk, "termination")

    assert answer.status_code == 409
    assert "Find the order first." in Page(answer).text


@pytest.mark.requirement("SM-4.11a")
def test_goods_that_are_not_as_they_should_be_become_a_claim(visitor, order, today, staff):
    today("2026-03-05")
    deliver(order, "2026-03-05")
    today("2026-03-16 10:00:00")
    desk = staff("orders")
    enter(desk, kind="refund", message="Kavanozun kapağı kırık geldi.", order=order.reference)

    answer = convert(desk, "damaged")

    statement = db.session.scalars(select(Statement)).one()
    assert answer.headers["Location"].endswith(f"{statement.number}?order={order.reference}")
    assert statement.kind is Kind.DAMAGED
    assert statement.received_at.isoformat() == "2026-03-13T13:45:00+00:00"
    assert "kapağı kırık" in statement.message
    goods = desk.get(answer.headers["Location"])
    assert "These goods are meant" in Page(goods).text
    desk.post(
        f"/en/admin/returns/unmatched/{statement.number}",
        data={"reference": order.reference, "goods": "1"} | ticked(order),
    )
    assert case().state is CaseState.UNDER_REVIEW
    assert newest().led_to == statement.number


@pytest.mark.requirement("SM-4.11a")
@pytest.mark.parametrize("outcome", ["refund", "begun"])
def test_an_answer_names_money_or_a_case_that_there_is(visitor, order, today, staff, outcome):
    today("2026-03-16 10:00:00")
    desk = staff("orders")
    enter(desk, order=order.reference)
    number = newest().number
    said = {"outcome": outcome, "words": "Paranız geri gönderildi."}
    address = f"/en/admin/requests/{number}/answer"

    invented = desk.post(address, data=said | {"led_to": "P-7K2M-9CDX-4"})

    assert invented.status_code == 422
    assert "of this order has this number" in Page(invented).text
    assert "Paranız geri gönderildi." in Page(invented).text
    withdraw(visitor, order, 2)
    refund = refunds()[0].number
    assert refund in Page(desk.get(f"/en/admin/requests/{number}")).text
    desk.post(address, data=said | {"led_to": refund.lower()})
    assert newest().state is RequestState.ANSWERED
    assert newest().led_to == refund


def test_a_return_is_no_refund(visitor, order, today, staff):
    today("2026-03-16 10:00:00")
    desk = staff("orders")
    enter(desk, order=order.reference)
    withdraw(visitor, order, 2)

    answer = desk.post(
        f"/en/admin/requests/{newest().number}/answer",
        data={"outcome": "refund", "words": "Paranız geliyor.", "led_to": case().number},
    )

    assert answer.status_code == 422
