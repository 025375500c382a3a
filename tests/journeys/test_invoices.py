"""A company's invoice: wished, missed, attached, downloaded, corrected."""

import pytest

from tests.journeys.browser import Watched
from tests.journeys.steps import fill_address, order_of, pay, two_steps_on
from tests.journeys.test_circle import violations_here
from tests.journeys.test_returns import declare

FILE = {
    "name": "fatura.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
}


def fits(*browsers: Watched) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    assert [problem for browser in browsers for problem in violations_here(browser)] == []


def order_for_a_company(travel, guest, product) -> str:
    """Two jars, for a restaurant; the number of the order."""
    guest.go(travel.page_of(product))
    guest.page.fill("input[name=quantity]", "2")
    guest.press("Add to cart")
    guest.go("/en/checkout/address")
    fill_address(guest, "elif@example.org")
    guest.page.locator("details.wish summary").click()
    guest.page.check("input[name=buyer_type][value=company]")
    guest.page.fill("#invoice_title", "Mercan Lokantası Ltd. Şti.")
    guest.page.fill("#invoice_tax_office", "Urla")
    fits(guest)
    guest.page.locator("button.next").click()
    assert guest.says("Write the tax number: an invoice for a company needs its ten digits.")
    fits(guest)
    guest.page.fill("#invoice_tax_number", "123 456 78 90")
    two_steps_on(guest)
    assert guest.says("Mercan Lokantası Ltd. Şti.")
    fits(guest)
    guest.page.check("input[name=preinfo]")
    guest.press("Order with obligation to pay")
    pay(guest)
    guest.page.get_by_role("link", name="See your order").wait_for()
    guest.press("See your order")
    return order_of(guest)


def attach(desk: Watched, number: str, day: str) -> None:
    desk.page.fill("#number", number)
    desk.page.fill("#issued_on", day)
    desk.page.set_input_files("#file", FILE)
    desk.press("Attach it")


@pytest.mark.requirement("IN-1")
@pytest.mark.requirement("IN-2")
@pytest.mark.requirement("IN-3")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_company_gets_its_invoice_and_a_partial_return_names_the_correction(travel, scripts):
    product = travel.product()
    guest = travel.guest(scripts=True, width=360)
    reference = order_for_a_company(travel, guest, product)
    maker, finance = (
        travel.supplier(product.supplier.id, scripts=scripts, width=1280),
        travel.staff("finance", scripts=scripts, width=360),
    )
    order_url = f"/en/supplier/orders/{reference}-1"
    maker.go(order_url)
    assert maker.says("1234567890")
    assert maker.says("No invoice is attached yet.")
    maker.press("Note as sent")
    assert maker.says("Noted as sent")

    travel.at("2026-03-09 09:00:00")
    maker.go("/en/supplier")
    assert maker.says(f"Invoice due: {reference}-1")
    finance.go("/en/admin/invoices")
    assert finance.says(f"{reference}-1")
    if scripts:
        fits(maker, finance)
    maker.page.get_by_role("link", name="Attach it").first.click()
    maker.press("Attach it")
    assert maker.says("Choose the file of the invoice.")
    if scripts:
        fits(maker)
    attach(maker, "MAV2026000000001", "2026-03-09")
    assert maker.says("Attached. The buyer has been told.")

    guest.go(f"/en/orders/{reference}")
    if scripts:
        fits(guest)
    with guest.page.expect_download() as download:
        guest.page.get_by_role("link", name="Invoice MAV2026000000001").click()
    assert download.value.suggested_filename == "fatura.pdf"

    travel.at("2026-03-09 10:00:00")
    number = declare(guest, reference, quantity=1) + "-1"
    maker.go(f"/en/supplier/returns/{number}")
    assert maker.says("Correcting document")
    assert maker.says("245.00\N{NO-BREAK SPACE}TL: 1 × Lakerda")
    if scripts:
        fits(maker)
    maker.page.locator("#invoice a.btn").click()
    attach(maker, "IADE-7", "2026-03-09")
    assert maker.says("Attached. The buyer has been told.")
    if scripts:
        fits(maker)
    finance.go(f"/en/admin/invoices/{reference}-1/{number}")
    assert finance.says("IADE-7")
    if scripts:
        fits(finance)
