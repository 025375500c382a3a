"""A maker's month: brought forward, what moved, carried forward; every figure from the ledger."""

import csv
import io

import pytest
from sqlalchemy import select

from app.contracts import queries as documents
from app.contracts.documents import Facts
from app.extensions import db
from app.kernel import transactions
from app.ledger import services as ledger
from app.ledger.months import written
from app.messaging.models import Message
from app.settlements.models import MonthlyStatement
from app.settlements.queries.statements import statement_of
from app.settlements.services import statements
from tests.page import Page
from tests.payments.refunding import end
from tests.settlements.steps import WORTH, a_maker, fresh, pay_out, run, sold

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]


@pytest.fixture
def maker(open_shop):
    return a_maker(language="en")


@pytest.fixture
def paid_in_march(visitor, bank, today, maker):
    """Sold on 2 March, paid out on the 17th; on the 18th one jar was lost after all."""
    order = sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    pay_out()
    today("2026-03-18")
    end(order.suborders[0], "lost", "2026-03-18", 1)
    return order


def of(maker, month):
    fresh()
    return statement_of(maker.id, written(month))


def said(statement):
    return {line.kind: line.minor for line in statement.lines}


def finish():
    fresh()
    made = statements.finish_months()
    fresh()
    return made


def test_march_says_what_was_sold_what_it_cost_what_went_back_and_what_was_paid(
    paid_in_march, maker, today
):
    today("2026-04-02")
    march = of(maker, "2026-03")

    assert march.opening_minor == 0
    assert said(march) == {
        "sale": 20_000,
        "delivery": 4_000,
        "commission": -2_400,
        "commission_vat": -480,
        "refund_goods": -10_000,
        "commission_back": 1_200,
        "commission_vat_back": 240,
        "payout": -WORTH,
    }
    assert march.closing_minor == -8_560


def test_a_negative_balance_is_carried_and_set_off_in_the_next_months_payout(
    visitor, bank, paid_in_march, maker, today
):
    sold(visitor, bank, today, maker, "2026-04-02")
    today("2026-04-17")
    run()
    pay_out()
    today("2026-05-02")

    april = of(maker, "2026-04")
    assert april.opening_minor == -8_560
    assert said(april)["payout"] == -(WORTH - 8_560)
    assert april.closing_minor == 0
    payout = next(line for line in april.lines if line.kind == "payout")
    assert sorted(entry.minor for entry in payout.entries) == [-WORTH, 8_560]


@pytest.mark.parametrize(
    ("moment", "month"),
    [("2026-03-31 23:59:59", "2026-03"), ("2026-04-01 00:00:00", "2026-04")],
)
def test_a_month_ends_at_midnight_at_the_shop(maker, today, moment, month):
    """In Urla it is April three hours before it is April in Greenwich."""
    today(moment)
    ledger.move("bank", f"supplier:{maker.id}", 700, kind="damage", source="x", about="M")
    transactions.save()
    today("2026-04-05")

    assert of(maker, month).closing_minor - of(maker, month).opening_minor == 700


def test_after_its_end_a_month_is_final_and_the_maker_is_told_once(
    paid_in_march, maker, today, team
):
    today("2026-03-31")
    assert finish() == 0
    today("2026-04-01 05:00:00")
    assert finish() == 1
    assert finish() == 0

    row = db.session.scalars(select(MonthlyStatement)).one()
    assert (row.opening_minor, row.closing_minor) == (0, -8_560)
    (letter,) = db.session.query(Message).filter_by(kind="supplier-statement")
    assert letter.subject == "Your statement for March 2026"
    assert "/en/supplier/money/2026-03" in letter.text
    assert [paper.document_sha256 for paper in letter.attachments] == [row.document_sha256]
    page = Page(team(maker).get("/en/supplier/money/2026-03"))
    assert page.heading == "Statement for March 2026"
    assert "final" in page.text


def test_months_that_were_missed_are_made_together_and_empty_ones_are_not(
    visitor, bank, today, maker
):
    sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    pay_out()
    sold(visitor, bank, today, maker, "2026-05-04")
    today("2026-06-03")

    assert finish() == 2

    rows = db.session.scalars(select(MonthlyStatement).order_by(MonthlyStatement.month)).all()
    assert [f"{row.month:%Y-%m}" for row in rows] == ["2026-03", "2026-05"]
    assert [row.closing_minor for row in rows] == [0, WORTH]


def test_the_document_says_what_the_page_says(paid_in_march, maker, today, team):
    today("2026-04-01 05:00:00")
    finish()
    row = db.session.scalars(select(MonthlyStatement)).one()
    document = documents.document(row.document_sha256)
    facts = next(block for block in document.blocks if isinstance(block, Facts))

    page = Page(team(maker).get("/en/supplier/money/2026-03")).text
    for label, value in facts.rows[2:]:
        assert f"{label} {value}".replace("\xa0", " ") in page.replace("\xa0", " ")
    pdf = team(maker).get("/en/supplier/money/2026-03.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert row.document_sha256.encode() in pdf.data


def test_the_table_adds_up_from_balance_to_balance(paid_in_march, maker, today, team):
    today("2026-04-02")
    answer = team(maker).get("/en/supplier/money/2026-03.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))

    assert rows[0] == ["Day", "What", "Order", "Payout", "Amount in TL"]
    sums = [int(row[4].replace(",", "")) for row in rows[1:]]
    assert sums[0] + sum(sums[1:-1]) == sums[-1] == -8_560
    assert rows[-1][:2] == ["2026-03-31", "Balance carried forward"]
    assert rows[2][:2] == ["2026-03-02", "Goods sold"]
    assert rows[2][4] == "200,00"


def test_each_line_leads_to_its_orders_and_their_movements(paid_in_march, maker, today, team):
    today("2026-04-02")
    reference = paid_in_march.suborders[0].reference
    browser = team(maker)
    page = Page(browser.get("/en/supplier/money/2026-03"))

    order = Page(browser.get(page.link(reference)))

    assert order.heading == f"Money of order {reference}"
    whats = [row[1] for row in order.rows()]
    assert whats[:4] == ["Goods sold", "Delivery fee", "Commission", "VAT on commission"]
    assert any(what.startswith("Payout H-") for what in whats)
    assert "-85.60 TL" in order.text.replace("\xa0", " ")
    assert browser.get(order.link("Open the order")).status_code == 200


def test_what_the_cooperative_bears_is_told_and_costs_the_maker_nothing(
    visitor, bank, today, maker, team
):
    order = sold(visitor, bank, today, maker)
    end(order.suborders[0], "not_binding", "2026-03-05", 1)
    today("2026-04-02")

    march = of(maker, "2026-03")
    assert march.closing_minor == WORTH
    assert {line.kind: line.minor for line in march.others} == {"refund_goods": -10_000}
    page = Page(team(maker).get("/en/supplier/money/2026-03"))
    assert "Borne by the cooperative" in page.headings()


def test_what_a_lost_card_dispute_takes_is_a_line_of_its_own(paid_in_march, maker, today, team):
    part, reference = paid_in_march.suborders[0].reference, paid_in_march.reference
    account = f"supplier:{maker.id}"
    lost = {"kind": "dispute_borne", "source": "d", "about": reference, "suborder": part}
    ledger.move(account, f"disputes:{reference}", 1_000, **lost)
    transactions.save()
    today("2026-04-02")

    march = of(maker, "2026-03")

    assert said(march)["dispute_borne"] == -1_000
    assert march.closing_minor == -9_560
    page = Page(team(maker).get("/en/supplier/money/2026-03"))
    assert "Lost card dispute -10.00 TL" in page.text.replace("\xa0", " ")


@pytest.mark.parametrize("month", ["2026-02", "2026-05", "2026-13", "last", "1999-01"])
def test_a_month_without_a_statement_is_not_found(paid_in_march, maker, today, team, month):
    today("2026-04-02")
    browser = team(maker)
    for suffix in ("", ".csv", ".pdf"):
        assert browser.get(f"/en/supplier/money/{month}{suffix}").status_code == 404


@pytest.mark.parametrize("role", ["seller", "shipper"])
def test_only_an_owner_sees_the_money(paid_in_march, maker, today, team, role):
    helper = team(maker, role)
    assert helper.get("/en/supplier/money").status_code == 403
    assert helper.get("/en/supplier/money/2026-03").status_code in {403, 404}
    assert not Page(helper.get("/en/supplier")).has_link("Money")
