"""Statements by letter, e-mail, telephone; those whose order is not found (C-25, 4.6.1)."""

import io

import pytest

from app.evidence import queries as evidence
from app.extensions import db
from app.returns.models import CaseState, StatementState
from app.returns.services import desk, goods
from tests.page import Page
from tests.returns.steps import (
    a_paper,
    case,
    day,
    letters,
    refunds,
    statement,
    ticked,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("open_shop")
LETTER = {
    "kind": "withdrawal",
    "channel": "letter",
    "language": "en",
    "name": "Elif Yalın",
    "email": "elif@example.org",
    "order": "two jars of lakerda",
    "message": "I give up the jars.",
    "sent_on": "2026-03-16",
    "received_on": "2026-03-18",
    "nonce": "letter-1",
}


def register(client, **more):
    return client.post("/en/admin/returns/new", data=LETTER | more)


def match(client, order, quantity=2):
    data = ticked(order, quantity) | {"reference": order.reference, "goods": "1"}
    return client.post(f"/en/admin/returns/unmatched/{statement().number}", data=data)


@pytest.mark.requirement("DC-11.1")
@pytest.mark.requirement("C-25")
@pytest.mark.requirement("EU-5")
@pytest.mark.requirement("SM-4.6.1")
def test_a_letter_counts_from_the_day_it_was_posted(delivered, today, staff):
    today("2026-03-19 10:00:00")
    clerk = staff("orders")

    answer = register(clerk, order=delivered.reference)
    page = Page(clerk.get(answer.headers["Location"]))
    assert page.button("These goods are meant")
    match(clerk, delivered)

    # posted 2026-03-16, received 2026-03-18, entered 2026-03-19: timely, refund due 2026-04-01
    assert case().state is CaseState.ACCEPTED
    assert refunds()[0].due_on == day("2026-04-01")
    assert statement().recorded_at.date() == day("2026-03-19")
    found = evidence.bodies_of(delivered.reference, "statement_matched")[0]
    assert str(found["sent"]).startswith("2026-03-16")


@pytest.mark.requirement("DC-11.1")
@pytest.mark.parametrize(
    ("sent", "received", "sentence"),
    [
        ("2026-03-20", "2026-03-20", "lies in the future"),
        ("2026-03-18", "2026-03-20", "lies in the future"),
        ("2026-03-18", "2026-03-16", "before it was sent"),
    ],
)
def test_a_notice_dated_tomorrow_is_sent_back(today, staff, sent, received, sentence):
    today("2026-03-19 10:00:00")

    answer = register(staff("orders"), sent_on=sent, received_on=received)

    assert answer.status_code == 422
    assert sentence in Page(answer).errors[0]
    assert Page(answer).value("The statement in its own words") == "I give up the jars."


def test_number_and_receipt_leave_at_once_and_the_letter_is_kept(today, staff, open_shop):
    today("2026-03-19 10:00:00")
    clerk = staff("orders")

    register(clerk, files=[(io.BytesIO(a_paper()), "mektup.pdf")])

    assert letters("withdrawal-received")[0].recipient == "elif@example.org"
    file = statement().files[0]
    assert file.name == "mektup.pdf"
    answer = clerk.get(f"/en/admin/returns/files/{statement().number}/{file.id}")
    assert answer.data == a_paper()
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("C-10")
def test_the_approval_is_counted_from_the_matching_and_the_clocks_from_the_notice(
    delivered, today, staff
):
    today("2026-03-16 10:00:00")
    register(staff("orders"), sent_on="2026-03-16", received_on="2026-03-16")
    today("2026-03-24 10:00:00")

    match(staff("orders"), delivered)

    assert case().goods.approve_by == day("2026-03-25")
    assert refunds()[0].due_on == day("2026-03-30")
    today("2026-03-25 10:00:00")
    assert goods.approve_undecided() == 0


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("TJ-cases")
def test_the_sender_is_asked_at_once_and_every_week_and_parked_after_thirty_days(open_shop, today):
    today("2026-03-02 10:00:00")
    guest = open_shop.test_client()
    data = {"name": "Elif", "order": "1042", "email": "e@example.org", "step": "confirm"}
    guest.post("/en/withdraw", data=data | {"nonce": "u1"})
    assert len(letters("statement-unclear")) == 1
    today("2026-03-08 10:00:00")
    assert desk.ask_again() == 0
    today("2026-03-09 10:00:01")
    assert desk.ask_again() == 1
    assert len(letters("statement-unclear")) == 2

    today("2026-04-01 00:05:00")
    assert desk.park() == 0
    today("2026-04-02 00:05:00")
    assert desk.park() == 1
    db.session.commit()

    assert statement().state is StatementState.PARKED


@pytest.mark.requirement("SM-4.6.1")
def test_any_word_reopens_what_was_parked_with_its_own_time(open_shop, delivered, today, staff):
    today("2026-03-10 10:00:00")
    guest = open_shop.test_client()
    data = {"name": "Elif", "order": "1042", "email": "e@example.org", "step": "confirm"}
    receipt = guest.post("/en/withdraw", data=data | {"nonce": "u1"}).headers["Location"]
    today("2026-05-04 00:05:00")
    assert desk.park() == 1
    db.session.commit()

    guest.post(receipt + "/word", data={"text": f"It was {delivered.reference}."})

    assert statement().state is StatementState.UNMATCHED
    assert case_after_match(staff("orders"), delivered).state is CaseState.ACCEPTED
    assert refunds()[0].notice_on == day("2026-03-10")


def case_after_match(client, order):
    match(client, order)
    return case()


def test_a_quantity_already_returned_cannot_be_matched_again(visitor, delivered, today, staff):
    today("2026-03-10 10:00:00")
    withdraw(visitor, delivered, 2)
    register(staff("orders"), sent_on="2026-03-10", received_on="2026-03-10")

    answer = match(staff("orders"), delivered)

    assert answer.status_code == 422
    assert statement().state is StatementState.UNMATCHED


def test_a_claim_by_telephone_is_registered_as_one(delivered, today, staff):
    today("2026-03-10 15:00:00")
    register(
        staff("orders"),
        kind="defective",
        channel="telephone",
        at="14:30",
        sent_on="2026-03-10",
        received_on="2026-03-10",
        message="The lid does not close.",
    )
    match(staff("orders"), delivered, 1)

    assert case().state is CaseState.UNDER_REVIEW
    assert statement().received_at.isoformat() == "2026-03-10T11:30:00+00:00"


def test_a_statement_without_an_address_has_a_receipt_to_print(delivered, today, staff):
    today("2026-03-19 10:00:00")
    clerk = staff("orders")
    answer = register(clerk, email="")
    assert letters("withdrawal-received") == []

    page = Page(clerk.get(answer.headers["Location"]))
    download = clerk.get(page.link("Receipt to print"))

    assert statement().number in download.get_data(as_text=True)
