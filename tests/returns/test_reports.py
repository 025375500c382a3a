"""A defect of goods for the authorised service: its report is asked for, never a bar (HR-17)."""

import io

import pytest

from app.returns.models import CaseState, FilePurpose
from app.returns.services import claims
from tests.builders import a_product
from tests.page import Page
from tests.returns.steps import (
    a_paper,
    approve,
    case,
    case_page,
    claim,
    decide,
    letters,
    refunds,
    statement,
    withdraw,
)
from tests.shopping import buy, deliver, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
NO_HEAT = "The oven does not heat since Sunday."


@pytest.fixture
def oven(visitor, bank, today):
    """An oven that the authorised service installs, received on Monday 2 March 2026."""
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(name="Fırın", authorised_install=True))
    deliver(order, "2026-03-02")
    return order


@pytest.mark.requirement("HR-17")
def test_a_defect_without_the_report_waits_for_it_and_is_not_refused(visitor, oven, today):
    today("2026-03-04")
    form = Page(visitor.get(f"/en/orders/{oven.reference}/claim/defective"))
    assert "Report of the authorised service" in form.text

    claim(visitor, oven, "defective", message=NO_HEAT)

    assert case().state is CaseState.WAITING_INFO
    asked = letters("claim-question")[0].text
    assert "report of the authorised service as a PDF or a photo (JPEG) of at most 10 MB" in asked
    assert "Report of the authorised service" in case_page(visitor).text


@pytest.mark.requirement("HR-17")
def test_the_report_sent_with_the_answer_brings_the_claim_before_a_person(visitor, oven, today):
    today("2026-03-04")
    claim(visitor, oven, "defective", message=NO_HEAT)
    today("2026-03-09")

    visitor.post(
        f"/en/returns/{case().number}/word",
        data={"text": "Here it is.", "files": [(io.BytesIO(a_paper()), "rapor.pdf")]},
    )

    assert case().state is CaseState.UNDER_REVIEW
    assert [file.purpose for file in statement().files] == [FilePurpose.REPORT]
    assert case().paused_days == 5


@pytest.mark.requirement("HR-17")
def test_with_the_report_at_once_nothing_is_asked(visitor, oven, today):
    today("2026-03-04")

    claim(
        visitor,
        oven,
        "defective",
        message=NO_HEAT,
        report=(io.BytesIO(a_paper()), "rapor.pdf"),
    )

    assert case().state is CaseState.UNDER_REVIEW
    assert [file.purpose for file in statement().files] == [FilePurpose.REPORT]
    assert letters("claim-question") == []


def arrange(desk, on, words="Ege Servis comes in the morning."):
    path = f"/en/admin/returns/{case().number}/service"
    return desk.post(path, data={"service_on": on, "words": words})


@pytest.fixture
def asked(visitor, oven, today):
    """Claimed on Wednesday 4 March without a report; it is Friday 6 March."""
    today("2026-03-04")
    claim(visitor, oven, "defective", message=NO_HEAT)
    today("2026-03-06")


@pytest.mark.requirement("HR-17")
def test_staff_arrange_the_service_instead(visitor, asked, today, staff):
    desk = staff("orders")
    page = Page(desk.get(f"/en/admin/returns/{case().number}")).text
    assert "Arrange the service instead" in page

    arrange(desk, "2026-03-09", "Ege Servis comes in the morning.")

    assert case().state is CaseState.UNDER_REVIEW
    letter = letters("service-arranged")[0].text
    assert "Ege Servis comes in the morning." in letter
    assert "Monday, 9 March 2026" in letter
    assert "Thursday, 12 March 2026" in letter
    assert "come and look at the goods · Monday, 9 March 2026" in case_page(visitor).text
    today("2026-03-12")
    assert claims.approve_undecided() == 0
    today("2026-03-13")
    assert claims.approve_undecided() == 1  # nobody decided by the third business day after it
    assert refunds()[0].due_on.isoformat() == "2026-03-20"  # 18 March and two days of waiting


@pytest.mark.requirement("HR-17")
@pytest.mark.requirement("SM-4.6.2")
def test_nothing_is_approved_by_itself_before_the_service_has_come(asked, today, staff):
    """Three business days from 6 March end on the 11th; the service comes on Tuesday the 17th.

    The third business day after it would be the 20th, on which the money must have left.
    """
    arrange(staff("orders"), "2026-03-17")

    for day in ("2026-03-12", "2026-03-17", "2026-03-19"):
        today(day)
        assert claims.approve_undecided() == 0
    assert case().decide_by.isoformat() == "2026-03-19"
    today("2026-03-20")
    assert claims.approve_undecided() == 1
    assert refunds()[0].due_on.isoformat() == "2026-03-20"


def test_the_service_may_come_on_another_day(visitor, asked, today, staff):
    desk = staff("orders")
    arrange(desk, "2026-03-09")
    today("2026-03-09")

    arrange(desk, "2026-03-11", "The road is closed; they come on Wednesday.")

    assert case().decide_by.isoformat() == "2026-03-16"
    assert case().paused_days == 2
    assert len(letters("service-arranged")) == 2
    assert "Wednesday, 11 March 2026" in case_page(visitor).text


def test_a_question_in_between_does_not_forget_the_service(visitor, asked, today, staff):
    desk = staff("orders")
    arrange(desk, "2026-03-16")
    decide(desk, "ask", "Which programme does it not heat on?")

    visitor.post(f"/en/returns/{case().number}/word", data={"text": "On every one of them."})

    assert case().decide_by.isoformat() == "2026-03-19"


@pytest.mark.parametrize(
    ("on", "words", "sentence"),
    [
        ("2026-03-05", "Ege Servis comes.", "Choose a day within the next two weeks."),
        ("2026-03-21", "Ege Servis comes.", "Choose a day within the next two weeks."),
        ("", "Ege Servis comes.", "Choose a day."),
        ("2026-03-09", "soon", "Write which service comes, and when."),
        ("2026-03-09", "", "Write which service comes, and when."),
    ],
)
def test_an_impossible_service_is_sent_back_with_what_was_typed(asked, staff, on, words, sentence):
    answer = arrange(staff("orders"), on, words)

    assert answer.status_code == 422
    page = Page(answer)
    assert sentence in page.text
    assert words in page.text
    assert case().state is CaseState.WAITING_INFO
    assert case().service_on is None


def test_no_service_is_arranged_for_what_is_decided(visitor, asked, today, staff):
    visitor.post(f"/en/returns/{case().number}/word", data={"text": "I have no report, sorry."})

    assert arrange(staff("orders"), "2026-03-09").status_code == 409


def test_other_goods_of_the_claim_do_not_wait_for_the_report(visitor, bank, today):
    today("2026-03-02 09:00:00")
    oven = a_product(name="Fırın", authorised_install=True)
    fill_cart(visitor, oven)
    order = buy(visitor, bank, a_product(supplier=oven.supplier))
    deliver(order, "2026-03-02")

    claim(visitor, order, "defective", message=NO_HEAT)

    waiting, looked_at = statement().cases
    assert waiting.state is CaseState.WAITING_INFO
    assert [part.order_line.snapshot.get("authorised_install") for part in waiting.lines] == [True]
    assert looked_at.state is CaseState.UNDER_REVIEW


def test_an_oven_that_arrived_broken_needs_no_report(visitor, oven, today):
    today("2026-03-04")

    claim(visitor, oven, "damaged", message=NO_HEAT)

    assert case().state is CaseState.UNDER_REVIEW


def test_the_seller_and_staff_read_of_the_buyer_and_not_of_themselves(
    visitor, delivered, today, team, staff
):
    today("2026-03-04")
    withdraw(visitor, delivered)
    approve(staff("orders"))

    number = case().number
    seller = team(delivered.suborders[0].supplier)
    for page in (
        Page(seller.get(f"/en/supplier/returns/{number}")),
        Page(staff("orders").get(f"/en/admin/returns/{number}")),
    ):
        assert "your card" not in page.text
        assert "The buyer hands the goods to the carrier" in page.text
    assert "Hand the goods to the carrier" in case_page(visitor).text
