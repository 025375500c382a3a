"""The accountant's month: every sum is the ledger's, by civil month, rate and bearer (IN-4)."""

import csv
import io
from collections import Counter

import pytest
from sqlalchemy import event, select

from app.accounting import month
from app.extensions import db
from app.ledger import months
from app.ledger.models import Transfer
from app.payments.services import refunds, settling
from app.settings import services as settings
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.invoices.steps import attach
from tests.page import Page
from tests.payments.refunding import end, refunds_of
from tests.shopping import buy, fill_cart, newest_order, place, press_button, to_review

pytestmark = pytest.mark.usefixtures("open_shop")
MARCH = "/en/admin/accounting/2026-03"


def a_seller(**differences):
    """12 % commission; carriage 40.00 at 20 %."""
    fee = a_delivery_method(fee_minor=4000, free_from_minor=None)
    return a_supplier(delivery=[fee], **differences)


def buy_both(visitor, bank, *things):
    """One order of one piece of each."""
    for thing in things:
        fill_cart(visitor, thing)
    token = press_button(visitor, to_review(visitor))
    bank.approve(f"pay_{len(bank.payments)}")
    visitor.get(f"/en/checkout/return/{token}")
    return newest_order()


def rows_of(answer):
    """A file's rows by its head; its mark, semicolons and commas are a Turkish spreadsheet's."""
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def minor(cell):
    return int(cell.replace(",", ""))


def march(visitor, bank, today):
    """240.00 in two rates with carriage, half of it lost; and what lies on either side of March."""
    seller = a_seller()
    jar = a_product(price_minor=10000, vat_bp=100, supplier=seller, stock=30)
    soap = a_product(price_minor=10001, vat_bp=2000, supplier=seller)
    today("2026-02-28 23:59:59")
    buy(visitor, bank, jar)
    today("2026-03-01 00:00:01")
    order = buy_both(visitor, bank, jar, soap)
    today("2026-03-31 23:59:00")
    end(order.suborders[0], "lost", "2026-03-31")
    today("2026-04-01 00:01:00")
    buy(visitor, bank, jar, 2)
    return seller, order


@pytest.mark.requirement("IN-4")
def test_sums_of_a_month_equal_the_ledger_to_the_kurus(visitor, bank, today, staff):
    """March 2026: 200.01 of goods, 40.00 carriage, commission 24.00 and 4.80, all given back."""
    march(visitor, bank, today)
    start, end_ = months.written("2026-03").start, months.written("2026-03").end
    in_ledger: Counter[str] = Counter()
    for transfer in db.session.scalars(
        select(Transfer).where(Transfer.at >= start, Transfer.at < end_)
    ):
        in_ledger[transfer.kind] += transfer.amount_minor

    books = month.of_month(months.written("2026-03"))

    assert dict(books.by_kind) == dict(in_ledger)
    assert in_ledger["sale"] == in_ledger["refund_goods"] == 20001
    assert in_ledger["delivery"] == 4000
    assert in_ledger["commission"] == in_ledger["commission_back"] == 2400
    assert in_ledger["commission_vat"] == 480
    rows = rows_of(staff("finance").get(f"{MARCH}.csv"))
    in_file: Counter[str] = Counter()
    for row in rows:
        in_file[row["Kind"]] += minor(row["Amount"])
    assert in_file["Goods sold"] == 20001
    assert sum(in_file.values()) == sum(in_ledger.values())


@pytest.mark.requirement("IN-4")
def test_vat_stands_by_rate_with_carriage_at_its_own(visitor, bank, today, staff):
    """100.00 at 1 % hold 0.99; 100.01 at 20 % hold 16.67; carriage 40.00 at 20 % holds 6.67."""
    march(visitor, bank, today)

    rows = rows_of(staff("finance").get(f"{MARCH}.csv"))

    sold = {
        (row["Kind"], row["VAT rate"]): (row["Amount"], row["Net of VAT"], row["VAT"])
        for row in rows
        if row["Section"] == "Sales"
    }
    assert sold == {
        ("Goods sold", "%1"): ("100,00", "99,01", "0,99"),
        ("Goods sold", "%20"): ("100,01", "83,34", "16,67"),
        ("Delivery fee", "%20"): ("40,00", "33,33", "6,67"),
    }


@pytest.mark.parametrize("held_by", ["supplier", "cooperative"])
def test_a_refund_says_who_bore_it_at_which_rate(visitor, bank, today, staff, held_by):
    today("2026-03-02 09:00:00")
    seller = a_seller(carrier_contract=held_by)
    order = buy(visitor, bank, a_product(price_minor=10000, vat_bp=1000, supplier=seller), 3)
    end(order.suborders[0], "lost", "2026-03-05", 1)

    rows = rows_of(staff("finance").get(f"{MARCH}.csv"))

    (back,) = [row for row in rows if row["Kind"] == "Goods given back"]
    assert (back["Amount"], back["VAT"], back["VAT rate"]) == ("100,00", "9,09", "%10")
    assert back["Borne by"] == held_by.capitalize()


def test_money_that_came_too_late_is_no_sale_and_holds_no_vat(visitor, bank, today, staff):
    today("2026-03-02 10:00:00")
    jar = a_product(stock=1)
    place(visitor, jar)
    bank.unreachable.add("expire")
    today("2026-03-02 13:00:00")
    settling.end_holds()
    bank.unreachable.clear()
    jar.variants[0].stock = 0
    db.session.commit()
    bank.payments["pay_1"] |= {"state": "captured", "captured": 32400}
    settling.reconcile()

    rows = rows_of(staff("finance").get(f"{MARCH}.csv"))

    (back,) = [row for row in rows if row["Kind"] == "Goods given back"]
    assert back["Amount"] == "324,00"
    assert (back["VAT rate"], back["VAT"], back["Borne by"]) == ("", "", "")
    assert "Goods sold" not in {row["Kind"] for row in rows}


def test_a_refund_that_is_dropped_leaves_the_month_as_it_was(visitor, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=10001, vat_bp=1000, supplier=a_seller()), 2)
    end(order.suborders[0], "lost", "2026-03-05", 1)
    refund = refunds_of(order)[0]
    refunds.cancel_case(refund.cause, refund.kind, "kept after all")
    db.session.commit()

    books = month.of_month(months.written("2026-03"))

    assert books.sum("refund_goods") == books.vat("refund_goods") == 0
    assert books.sum("commission_back") == 0
    assert [(t.rate_bp, t.left_minor) for t in books.taxed if not t.carriage] == [(1000, 20002)]


def test_each_sub_order_and_refund_is_one_row_with_a_place_for_its_invoice(
    visitor, bank, today, staff
):
    _seller, order = march(visitor, bank, today)

    rows = rows_of(staff("finance").get(f"{MARCH}/papers.csv"))

    assert [(row["Day"], row["Sub-order"], row["Amount"]) for row in rows] == [
        ("2026-03-01", order.suborders[0].reference, "240,01"),
        ("2026-03-31", order.suborders[0].reference, "-240,01"),
    ]
    assert rows[0]["Refund"] == ""
    assert rows[1]["Refund"].startswith("P-")
    assert (rows[0]["Goods %20, VAT"], rows[1]["Goods %20, VAT"]) == ("16,67", "-16,67")
    assert (rows[0]["Commission with VAT"], rows[1]["Commission with VAT"]) == ("28,80", "-28,80")
    assert "Invoice number" in rows[0]


@pytest.mark.requirement("IN-2")
def test_the_invoice_and_its_correction_stand_beside_their_sums(visitor, bank, today, staff, team):
    seller = a_seller()
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(supplier=seller), 2)
    part = order.suborders[0].reference
    attach(team(seller), part, "2026-03-02")
    today("2026-03-05 09:00:00")
    end(order.suborders[0], "lost", "2026-03-05", 1)
    cause = refunds_of(order)[0].cause
    attach(team(seller), part, "2026-03-05", cause=cause, number="GP-7")

    rows = rows_of(staff("finance").get(f"{MARCH}/papers.csv"))

    assert [(row["Invoice number"], row["Invoice date"]) for row in rows] == [
        ("MAV2026000000001", "2026-03-02"),
        ("GP-7", "2026-03-05"),
    ]


def test_no_name_in_a_file_runs_as_a_formula(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    seller = a_seller(name='=HYPERLINK("http://example.org")')
    buy(visitor, bank, a_product(supplier=seller))

    for name in (".csv", "/papers.csv"):
        rows = rows_of(staff("finance").get(f"{MARCH}{name}"))
        assert {row["Supplier"] for row in rows} - {""} == {'\'=HYPERLINK("http://example.org")'}


def test_the_page_shows_the_month_and_leads_to_its_neighbours(visitor, bank, today, staff):
    march(visitor, bank, today)
    finance = staff("finance")

    page = Page(finance.get(MARCH))

    assert page.heading == "Accounting, March 2026"
    assert "Goods %1" in page.text
    assert "100.00 TL" in page.text
    assert page.link("February 2026").endswith("/2026-02")
    assert Page(finance.get("/en/admin/accounting/2026-04")).has_link("March 2026")
    assert not Page(finance.get("/en/admin/accounting/2026-04")).has_link("May 2026")
    assert finance.get("/en/admin/accounting").headers["Location"].endswith("/2026-03")


@pytest.mark.parametrize("wanted", ["2026-13", "2026-3", "1999-12", "2026-05", "march"])
def test_a_month_that_cannot_be_is_not_found(staff, today, wanted):
    today("2026-04-10")
    assert staff("finance").get(f"/en/admin/accounting/{wanted}").status_code == 404


def test_only_finance_sees_the_month(staff, team, today):
    today("2026-03-10")
    assert staff("orders").get(MARCH).status_code == 403
    assert team(a_seller()).get(MARCH).status_code in {303, 403}


def test_a_month_of_many_orders_asks_no_more_of_the_database(visitor, bank, today, team, staff):
    finance = staff("finance")
    today("2026-03-02 09:00:00")
    jar = a_product(stock=90)

    def asked():
        count = []

        def note(*_):
            count.append(1)

        event.listen(db.engine, "before_cursor_execute", note)
        finance.get(MARCH)
        event.remove(db.engine, "before_cursor_execute", note)
        return len(count)

    buy(visitor, bank, jar)
    first = asked()
    for _ in range(4):
        end(buy(visitor, bank, jar).suborders[0], "lost", "2026-03-05", number=f"E-{_}")
    assert asked() <= first + 1
