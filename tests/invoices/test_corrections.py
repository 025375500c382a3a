"""A return names the document that corrects the invoice, by amount and lines (IN-3)."""

import pytest

from app.invoices import queries
from app.invoices.rules import Owed, was_invoiced_before
from tests.conftest import moment_at_the_shop
from tests.invoices import steps
from tests.invoices.steps import attach, documents, letters, order_page, todo
from tests.page import Page
from tests.returns.steps import approve, case, count, day, withdraw

pytestmark = pytest.mark.requirement("IN-3")


def give_back(sale, pieces, iso="2026-03-05"):
    """So many of the three jars come back; the seller counts them as good."""
    sale.today(f"{iso} 10:00:00")
    withdraw(sale.buyer, sale.order, pieces)
    return case().number


def return_page(sale, number):
    return Page(sale.owner.get(f"/en/supplier/returns/{number}"))


def arrived(sale, staff, pieces):
    """Approved and back: the money leaves."""
    approve(staff("orders"))
    count(sale.owner, good=pieces)
    sale.owner.post(f"/en/supplier/returns/{case().number}/inspect", data={"verdict": "ok"})


def test_a_partial_return_names_amount_and_lines(sale):
    sale.send()
    sale.invoice()
    number = give_back(sale, 1)

    page = return_page(sale, number)
    assert "Correcting document" in page.headings()
    assert "245.00 TL: 1 × Lakerda" in page.text
    assert "gider pusulası" in page.text
    duty = queries.duty_of(sale.order.suborders[0], number)
    assert duty.amount_minor == 24_500
    assert [(row.name, row.quantity, row.amount_minor) for row in duty.rows] == [
        ("Lakerda", 1, 24_500)
    ]


def test_a_full_return_names_the_delivery_fee_too(sale):
    sale.send()
    sale.invoice()
    number = give_back(sale, 3)

    assert "814.00 TL: 3 × Lakerda, Delivery" in return_page(sale, number).text


def test_two_returns_are_two_corrections(sale):
    sale.send()
    sale.invoice()
    give_back(sale, 1)
    withdraw(sale.buyer, sale.order, 2, nonce="n2")

    sale.order = steps.db.session.merge(sale.order)
    found = queries.duties_about(sale.order.suborders[0])
    assert [duty.amount_minor for duty in found] == [81_400, 24_500, 49_000 + 7_900]


def test_the_correction_is_attached_the_same_way_and_the_shopper_told(sale):
    sale.send()
    sale.invoice()
    number = give_back(sale, 1)
    typed = {"number": "GP-7", "cause": number}

    assert attach(sale.owner, sale.reference, "2026-03-05", **typed).status_code == 303
    assert order_page(sale.buyer, sale.order).has_link("Correcting document GP-7")
    assert "The correction of your invoice" in letters("invoice-correction")[0].subject
    assert "GP-7" in return_page(sale, number).text
    assert documents()[1].corrects


def test_nothing_is_attached_for_a_return_that_does_not_exist(sale):
    sale.send()
    sale.invoice()

    assert attach(sale.owner, sale.reference, "2026-03-02", cause="R-X").status_code == 404
    assert sale.owner.get(steps.path(sale.reference, "R-X")).status_code == 404


def test_it_is_on_the_due_lists_seven_days_after_the_money_was_let_go(sale, staff, finance):
    sale.send()
    sale.invoice()
    number = give_back(sale, 1, "2026-03-05")
    arrived(sale, staff, 1)

    sale.today("2026-03-11")
    assert todo(sale.owner) == []
    sale.today("2026-03-12")
    assert "Correcting document due" in todo(sale.owner)[0]
    assert "245.00 TL: 1 × Lakerda" in todo(sale.owner)[0]
    assert "Correcting document due" in todo(finance, "admin")[0]

    attach(sale.owner, sale.reference, "2026-03-12", cause=number, number="GP-7")
    assert todo(sale.owner) == []


def test_a_return_before_any_invoice_asks_for_an_invoice_of_what_is_left(sale):
    sale.send()
    number = give_back(sale, 1)

    page = return_page(sale, number)
    assert "Invoice for what is left" in page.headings()
    assert "569.00 TL: 2 × Lakerda, Delivery" in page.text
    sale.today("2026-03-09")
    assert "569.00 TL: 2 × Lakerda, Delivery" in todo(sale.owner)[0]

    sale.invoice("2026-03-09")
    found = queries.duties_about(sale.order.suborders[0])
    assert [(d.what, d.amount_minor) for d in found] == [(Owed.CHANGED, 56_900)]


def test_an_invoice_dated_before_the_return_but_attached_later_is_corrected(sale):
    sale.send()
    number = give_back(sale, 1)
    sale.invoice("2026-03-04")

    found = queries.duties_about(sale.order.suborders[0])
    assert [(d.what, d.cause, d.amount_minor) for d in found] == [
        (Owed.INVOICE, "", 81_400),
        (Owed.CORRECTION, number, 24_500),
    ]


def test_when_everything_went_back_before_no_invoice_is_asked_for(sale):
    sale.send()
    number = give_back(sale, 3)

    assert "no invoice was written before: none is needed" in return_page(sale, number).text
    sale.today("2026-03-20")
    assert todo(sale.owner) == []


def test_a_return_taken_back_asks_for_no_correction(sale, staff):
    sale.send()
    sale.invoice()
    number = give_back(sale, 1)
    assert len(queries.duties_about(sale.order.suborders[0])) == 2
    sale.buyer.post(f"/en/returns/{number.rpartition('-')[0]}/keep")
    sale.buyer.post(f"/en/returns/{number}/keep")
    sale.owner.post(f"/en/supplier/returns/{number}/keep")

    assert case().state == "revoked"
    assert len(queries.duties_about(sale.order.suborders[0])) == 1


def test_a_company_is_asked_for_its_return_invoice(open_shop, visitor, bank, team, today):
    from tests.checkout.test_invoice_wish import COMPANY, bought
    from tests.invoices.conftest import Sale

    sale = Sale(visitor, bank, team, today)
    sale.order = bought(visitor, bank, steps_product(sale), **COMPANY)
    sale.reference = sale.order.suborders[0].reference
    sale.send()
    sale.invoice()
    number = give_back(sale, 1)

    assert "the return invoice of the company (iade faturası)" in return_page(sale, number).text


def steps_product(sale):
    from tests.builders import a_product

    return a_product(supplier=sale.supplier)


@pytest.mark.parametrize(
    ("issued_on", "attached", "stood"),
    [
        ("2026-03-02", "2026-03-02 10:00", True),
        ("2026-03-04", "2026-03-09 10:00", True),  # written in time, attached late
        ("2026-03-05", "2026-03-05 11:00", False),
        ("2026-03-05", "2026-03-05 09:00", True),
        ("2026-03-09", "2026-03-09 10:00", False),
    ],
)
def test_an_invoice_stood_before_a_return_of_5_march_at_ten(issued_on, attached, stood):
    owed_at = moment_at_the_shop("2026-03-05 10:00")

    assert was_invoiced_before(day(issued_on), moment_at_the_shop(attached), owed_at) is stood
