"""One refund, seen by the buyer, the maker, and the people who run the shop: the same sum."""

import pytest

from app.orders import queries as orders
from tests.journeys.test_circle import violations_here
from tests.journeys.test_returns import declare


def sees(browser, lira: str) -> bool:
    """Whether this sum stands on the page."""
    return browser.says(f"{lira}\u00a0TL")


@pytest.mark.parametrize(("width", "scripts"), [(360, False), (1280, True)])
def test_half_of_an_order_comes_back_and_everybody_sees_the_same_money(travel, width, scripts):
    """Two jars for 100.00 each, carriage 79.00; one is given up, 12.00 of commission with it."""
    travel.at("2026-03-02 10:00:00")
    jar = travel.product(price_minor=10000, vat_bp=100, stock=9)
    shopper = travel.guest(width=width, scripts=scripts)
    reference = travel.buy(shopper, jar, quantity=2)
    with travel.inside():
        part = orders.order_by_reference(reference).suborders[0].reference

    number = declare(shopper, reference, quantity=1)
    travel.drain()

    shopper.go(f"/en/returns/{number}")
    assert shopper.says("Paid back")
    assert sees(shopper, "100.00")

    maker = travel.supplier(jar.supplier.id, width=width, scripts=scripts)
    maker.go(f"/en/supplier/money/orders/{part}")
    assert maker.says("Goods given back")
    assert sees(maker, "100.00")
    assert maker.says("Commission given back")
    assert sees(maker, "12.00")

    finance = travel.staff("finance", "orders", width=width, scripts=True)  # axe is one
    finance.go("/en/admin/refunds?show=done")
    assert sees(finance, "100.00")
    finance.go(f"/en/admin/ledger?q={reference}")
    assert finance.says("Refund sent")
    finance.go("/en/admin/accounting/2026-03")
    assert sees(finance, "100.00")
    assert sees(finance, "0.99")
    found = violations_here(finance)
    finance.go("/en/admin/finance")
    assert finance.says("Whose it is")
    assert sees(finance, "164.60")  # the maker's: one jar and the carriage, less 14.40
    found += violations_here(finance)

    travel.night("2026-03-03")
    finance.go("/en/admin/reconciliation")
    assert finance.says("Ledger and Payment provider demo")
    assert reference not in finance.page.inner_text("main")  # the bank keeps other tests' money too
    found += violations_here(finance)
    assert found == []
