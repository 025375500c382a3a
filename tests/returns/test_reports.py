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


@pytest.mark.requirement("HR-17")
def test_staff_arrange_the_service_instead(visitor, oven, today, staff):
    today("2026-03-04")
    claim(visitor, oven, "defective", message=NO_HEAT)
    today("2026-03-06")
    desk = staff("orders")
    assert (
        "Arrange the service instead" in Page(desk.get(f"/en/admin/returns/{case().number}")).text
    )
    assert decide(desk, "service", "soon").status_code == 422

    decide(desk, "service", "Ege Servis comes on Monday 9 March in the morning.")

    assert case().state is CaseState.UNDER_REVIEW
    assert "Ege Servis comes on Monday 9 March" in letters("service-arranged")[0].text
    assert decide(desk, "service", "Ege Servis comes once more.").status_code == 409
    today("2026-03-12")
    assert claims.approve_undecided() == 1  # nobody decided by Wednesday 11 March
    assert refunds()[0].due_on.isoformat() == "2026-03-20"  # 18 March and two days of waiting


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
