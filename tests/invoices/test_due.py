"""Day 7: what was shipped and has no invoice is on the due lists (IN-2)."""

import pytest

from tests.invoices.steps import attach, todo

pytestmark = pytest.mark.requirement("IN-2")


def test_shipped_on_2_march_and_none_attached_it_is_due_from_9_march(sale, finance):
    sale.send("2026-03-02")

    sale.today("2026-03-08 23:59:00")
    assert todo(sale.owner) == []
    assert todo(finance, "admin") == []

    sale.today("2026-03-09 00:01:00")
    assert f"Invoice due: {sale.reference}" in todo(sale.owner)[0]
    assert "3 × Lakerda" in todo(sale.owner)[0]
    assert f"Invoice due: {sale.reference}" in todo(finance, "admin")[0]
    assert sale.supplier.name in todo(finance, "admin")[0]


def test_attached_it_is_on_no_list(sale, finance):
    sale.send()
    sale.today("2026-03-12")
    sale.invoice("2026-03-12")

    assert todo(sale.owner) == []
    assert todo(finance, "admin") == []


def test_what_was_never_sent_is_not_missed(sale):
    sale.today("2026-04-12")

    assert todo(sale.owner) == []


@pytest.mark.requirement("SR-1")
def test_where_the_cooperative_sells_only_the_cooperative_is_reminded(sold_by_cooperative, finance):
    sale = sold_by_cooperative
    sale.send()
    sale.today("2026-03-09")

    assert todo(sale.owner) == []
    assert f"Invoice due: {sale.reference}" in todo(finance, "admin")[0]
    attach(finance, sale.reference, "2026-03-09", desk="admin")
    assert todo(finance, "admin") == []


def test_who_packs_is_not_reminded_and_another_maker_sees_nothing(sale):
    sale.send()
    sale.today("2026-03-09")

    assert todo(sale.team(sale.supplier, "shipper")) == []
