"""Paid back without the goods although the seller objected: the cooperative bears it (5.3)."""

import pytest

from app.evidence import queries as evidence
from app.kernel import transactions
from app.ledger import queries as ledger
from app.payments.services import refunds as paying
from app.returns.models import GoodsReturnState
from tests.builders import a_supplier
from tests.page import Page
from tests.returns.steps import (
    approve,
    case,
    case_page,
    claim,
    decide,
    decide_claim,
    letters,
    refunds,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("open_shop")
WHY = "The jars are hand-blown; I need them for the next filling."


@pytest.fixture
def seller(delivered, team):
    return team(delivered.suborders[0].supplier)


def objects(seller, words=WHY):
    return seller.post(f"/en/supplier/returns/{case().number}/object", data={"objection": words})


def balances(order):
    accounts = ledger.accounts_of(ledger.transfers_about(order.reference))
    return {account.name: account.balance_minor for account in accounts if account.balance_minor}


def test_the_cooperative_bears_490_and_79_and_the_seller_keeps_its_sale(
    visitor, delivered, today, seller, staff, bank
):
    """Goods 490.00, carriage 79.00; commission 58.80 and VAT on it 11.76 stay with nobody."""
    account = f"supplier:{delivered.suborders[0].supplier_id}"
    sold = balances(delivered)
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    assert refunds()[0].bearing["goods"] == "supplier"
    assert account not in balances(delivered)
    objects(seller)
    desk = staff("orders")
    before = Page(desk.get(f"/en/admin/returns/{case().number}")).text
    assert WHY in before
    assert "the cooperative bears the refund and keeps no commission" in before

    decide(desk, "without-goods", "Not worth the carriage.")

    assert case().goods.state is GoodsReturnState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == 56900
    left = balances(delivered)
    assert sold[account] == left[account] == -(49000 - 5880 - 1176)
    assert left["delivery:" + account.partition(":")[2]] == -7900
    assert left["cooperative"] == 49000 + 7900 - 5880 - 1176
    assert set(left) == {account, "delivery:" + account.partition(":")[2], "cooperative"}
    refund = refunds()[0]
    assert refund.bearing == {
        "goods": "cooperative",
        "carriage": "cooperative",
        "commission": "kept_by_nobody",
        "provider_fee": "cooperative",
        "carrier_contract": "supplier",
        "frozen": "2",
        "why": "against_objection",
    }
    assert [share.bearer for share in refund.lines] == ["cooperative"]


def test_both_sides_read_who_bears_it_and_why(visitor, delivered, today, seller, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    page = Page(seller.get(f"/en/supplier/returns/{case().number}")).text
    assert "The supplier." in page
    objects(seller)
    desk = staff("orders", "finance")
    decide(desk, "without-goods", "Not worth the carriage.")
    why = "Paid back without the goods, against the supplier's objection."

    for page in (
        Page(seller.get(f"/en/supplier/returns/{case().number}")),
        Page(desk.get(f"/en/admin/returns/{case().number}")),
        Page(desk.get(f"/en/admin/refunds/{refunds()[0].number}")),
    ):
        assert why in page.text
        assert "he cooperative" in page.text
    assert WHY not in case_page(visitor).text
    told = letters("objection-decided")
    assert [letter.recipient for letter in told] == [delivered.suborders[0].supplier.email]
    assert "Not worth the carriage." in told[0].text
    reference = delivered.reference
    assert evidence.bodies_of(reference, "supplier_objected")[0]["reason"] == WHY
    changed = evidence.bodies_of(reference, "refund_bearing_changed")[0]
    assert (changed["goods"], changed["amount"]) == ("cooperative", 56900)


def test_what_has_moved_once_is_moved_back_and_stands_under_new_sources(
    visitor, delivered, today, seller, staff
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    objects(seller)
    decide(staff("orders"), "without-goods", "Not worth the carriage.")

    name = f"refund:{refunds()[0].number}:"
    moved = {t.source.removeprefix(name): t.amount_minor for t in ledger.with_source(name)}
    first = {
        "refund_goods": 49000,
        "refund_delivery": 7900,
        "commission_back": 5880,
        "commission_vat_back": 1176,
    }
    assert moved == (
        first
        | {f"{kind}:back": amount for kind, amount in first.items()}
        | {f"2:{kind}": amount for kind, amount in first.items()}
    )


def test_without_an_objection_the_seller_bears_it(visitor, delivered, today, seller, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)

    decide(staff("orders"), "without-goods", "Not worth the carriage.")

    assert balances(delivered) == {}
    assert "why" not in refunds()[0].bearing
    assert letters("objection-decided") == []


def test_an_objection_costs_nobody_anything_when_the_goods_come_back(
    visitor, delivered, today, seller, staff
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    objects(seller)

    approve(staff("orders"))

    assert refunds()[0].bearing["goods"] == "supplier"
    assert objects(seller).status_code == 409


def test_an_objection_to_a_claim_counts_where_it_is_decided(
    visitor, delivered, today, seller, staff
):
    """One jar of two for 245.00 arrived broken; the carriage stays with the other."""
    account = f"supplier:{delivered.suborders[0].supplier_id}"
    today("2026-03-04")
    claim(visitor, delivered)
    objects(seller)
    desk = staff("orders")
    assert WHY in Page(desk.get(f"/en/admin/returns/{case().number}")).text

    decide_claim(desk, "without-goods", "The photo shows it well enough.")

    assert refunds()[0].bearing["goods"] == "cooperative"
    left = balances(delivered)
    assert left[account] == -(49000 - 5880 - 1176)
    assert left["cooperative"] == 24500 - 2940 - 588


def test_money_that_has_left_already_is_borne_anew_all_the_same(
    visitor, delivered, today, seller, staff, bank
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    objects(seller)
    paying.release_case(case().number, "withdrawal")
    transactions.save()

    decide(staff("orders"), "without-goods", "Not worth the carriage.")

    assert bank.payments["pay_1"]["refunded"] == 56900
    assert balances(delivered)["cooperative"] == 49000 + 7900 - 5880 - 1176


@pytest.mark.parametrize("words", ["", "   ", "no"])
def test_an_objection_needs_a_reason_and_keeps_what_was_typed(
    visitor, delivered, today, seller, words
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)

    answer = objects(seller, words)

    assert answer.status_code == 422
    assert "Write in a sentence why the goods must come back." in Page(answer).text
    assert case().objected_at is None


def test_nobody_objects_where_nothing_can_come_back(visitor, delivered, today, seller):
    today("2026-03-04")
    claim(visitor, delivered, "missing")

    assert (
        "The goods must come back"
        not in Page(seller.get(f"/en/supplier/returns/{case().number}")).text
    )
    assert objects(seller).status_code == 409


def test_another_maker_cannot_object(visitor, delivered, today, team):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)

    assert objects(team(a_supplier(name="Başka"))).status_code == 404
    assert case().objected_at is None
