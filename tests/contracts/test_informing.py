"""Who cannot prove that a buyer was told has a year less to stand on (art. 10)."""

import pytest
from sqlalchemy import select

from app.contracts.models import Contract
from app.contracts.services import informing
from app.evidence import queries as evidence
from app.evidence import services as records
from app.extensions import db
from app.messaging.models import Message
from app.timers.services import run_due
from app.timers_list import JOBS
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy, deliver, fill_cart, newest_order

JOB = [job for job in JOBS if job.name == "informing"]


@pytest.fixture
def no_record(monkeypatch):
    """The proof of informing is lost before it is written."""
    monkeypatch.setattr(informing, "_record", lambda *_args: None)
    return monkeypatch


def bought_and_received(visitor, bank, today, day):
    today(day)
    order = buy(visitor, bank, a_product())
    deliver(order, day)
    return newest_order()


def open_until(visitor, order):
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    return page.text.partition("Your time runs until the end of ")[2].partition(" (")[0]


def inform(staff, order):
    desk = staff("orders")
    answer = desk.post(f"/en/admin/contracts/{order.suborders[0].reference}/inform")
    db.session.expire_all()
    return answer


@pytest.mark.requirement("DC-10.1.p")
def test_every_contract_has_a_proof_of_informing(visitor, bank, open_shop):
    fill_cart(visitor, a_product())
    order = buy(visitor, bank, a_product(name="Bal"))
    facts = evidence.bodies_of(order.reference, "withdrawal_info_given")

    assert [fact["contract"] for fact in facts] == [s.reference for s in order.suborders]
    assert {fact["document"] for fact in facts} == {order.information_sha256}
    assert informing.lacking() == []


@pytest.mark.requirement("DC-10.1.x")
@pytest.mark.requirement("V8")
@pytest.mark.requirement("C-03")
def test_without_proof_the_time_runs_a_year_longer(open_shop, visitor, bank, today, no_record):
    order = bought_and_received(visitor, bank, today, "2026-03-02")

    assert open_until(visitor, order) == "Tuesday, 16 March 2027"  # 2027-03-16, not 2026-03-16


@pytest.mark.requirement("DC-10.1.x")
def test_that_year_is_counted_from_the_rolled_end_and_rolls_itself(
    open_shop, visitor, bank, today, no_record
):
    order = bought_and_received(visitor, bank, today, "2026-05-08")

    # ordinary end Fri 2026-05-22; Sat 2027-05-22 rolls to Mon 2027-05-24
    assert open_until(visitor, order) == "Monday, 24 May 2027"


@pytest.mark.requirement("DC-10.1.p")
def test_the_desk_lists_the_contracts_without_proof(
    open_shop, visitor, bank, today, no_record, staff
):
    order = bought_and_received(visitor, bank, today, "2026-03-02")
    desk = staff("orders")
    page = Page(desk.get("/en/admin/contracts"))

    assert order.suborders[0].reference in page.text
    assert "No record says that the buyer was told." in page.text
    assert "Tuesday, 16 March 2027" in page.text
    reference = order.suborders[0].reference
    assert f"Tell the buyer of {reference}" in Page(desk.get("/en/admin")).text


@pytest.mark.requirement("DC-10.2")
@pytest.mark.requirement("V9")
@pytest.mark.requirement("V10")
@pytest.mark.parametrize(
    ("informed", "end", "iso"),
    [
        ("2026-06-01", "Monday, 15 June 2026", "2026-06-15"),
        ("2027-03-08", "Monday, 22 March 2027", "2027-03-22"),
    ],
)
def test_informed_later_fourteen_days_run_from_then(
    open_shop, visitor, bank, today, no_record, staff, informed, end, iso
):
    order = bought_and_received(visitor, bank, today, "2026-03-02")
    no_record.undo()
    today(informed)
    answer = inform(staff, order)

    assert answer.status_code == 303
    assert open_until(visitor, order) == end, iso


@pytest.mark.requirement("DC-10.2")
def test_the_information_travels_with_the_form_and_its_proof_is_kept(
    open_shop, visitor, bank, today, no_record, staff
):
    order = bought_and_received(visitor, bank, today, "2026-03-02")
    no_record.undo()
    today("2026-06-01")
    inform(staff, order)

    letter = db.session.scalars(
        select(Message).where(Message.kind == "withdrawal-information")
    ).one()
    assert letter.statutory
    assert len(letter.attachments) == 3  # in the buyer's language, in Turkish, and the form
    (fact,) = evidence.facts_of(order.reference, "withdrawal_info_given")
    page = Page(visitor.get(f"/en/orders/{order.reference}/documents/{fact.body['document']}.html"))
    assert "Your right to withdraw" in page.headings()
    assert db.session.scalars(select(Contract.info_defect)).one() is None


def test_informed_after_the_year_changes_nothing(open_shop, visitor, bank, today, no_record, staff):
    order = bought_and_received(visitor, bank, today, "2026-03-02")
    no_record.undo()
    today("2027-03-17")
    inform(staff, order)

    assert "16 March 2027" in Page(visitor.get(f"/en/orders/{order.reference}")).text


def test_whoever_was_told_is_not_told_again(open_shop, visitor, bank, staff):
    order = buy(visitor, bank, a_product())

    assert inform(staff, order).status_code == 409


def test_a_document_that_keeps_silent_about_the_right_is_no_proof(
    open_shop, visitor, bank, no_record
):
    order = buy(visitor, bank, a_product())
    suborder = order.suborders[0]
    form = next(
        row.sha256
        for row in informing.queries.documents_of(order.reference)
        if row.kind == "withdrawal_form"
    )
    body = {"contract": suborder.reference, "document": form, "form": form}
    records.record(order.reference, "withdrawal_info_given", body, "SYS")

    assert informing.judge(suborder) == "incomplete"
    assert suborder.informed_on is None


def test_every_night_the_evidence_decides_anew(open_shop, visitor, bank, today, no_record):
    order = bought_and_received(visitor, bank, today, "2026-03-02")
    order.suborders[0].informed_on = clock_day("2026-03-02")
    db.session.commit()
    today("2026-03-03 00:06:00")
    run_due(JOB)
    db.session.expire_all()

    assert newest_order().suborders[0].informed_on is None


def clock_day(iso):
    from datetime import date

    return date.fromisoformat(iso)
