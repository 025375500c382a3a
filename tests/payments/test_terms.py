"""What a contract costs its seller: the rates of the version it had accepted, frozen (5.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payments import rules
from app.payments.services import terms
from app.suppliers.agreeing.rules import rate_for
from tests.builders import a_category, a_delivery_method, a_product, a_supplier
from tests.payments.refunding import refunds_of
from tests.payments.test_ledger import balances
from tests.returns.test_withdrawal import withdraw
from tests.shopping import buy, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
TEXTS = {"text_tr": "# Üretici sözleşmesi\n\nYeni.", "text_en": "# Supplier agreement\n\nNew."}


@pytest.fixture
def seller():
    return a_supplier(delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)])


@pytest.fixture
def publish(staff):
    """Version 2 takes so many per cent, and others of these shelves."""

    def new(rate, shelves=None):
        own = {f"rate_{shelf.id}": percent for shelf, percent in (shelves or {}).items()}
        form = TEXTS | {"commission": rate} | own
        assert staff("finance").post("/en/admin/agreements/new", data=form).status_code == 303

    return new


@pytest.fixture
def accept(team):
    """An owner of this supplier accepts version 2."""

    def yes(supplier):
        form = {"number": "2", "agreed": "y"}
        assert team(supplier).post("/en/supplier/agreement", data=form).status_code == 303

    return yes


def commission(order):
    agreed = terms.of(order.suborders[0].reference)
    return agreed.agreement_number, agreed.commission_minor, agreed.commission_vat_minor


def test_an_order_freezes_the_version_and_what_it_takes(visitor, bank, seller):
    """200.00 of goods at 12 %: 24.00, and VAT on it 4.80."""
    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller), 2)

    assert commission(order) == (1, 2400, 480)


def test_until_it_is_accepted_the_old_rate_holds(visitor, bank, seller, publish):
    publish("20")

    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller), 2)

    assert commission(order) == (1, 2400, 480)


def test_once_accepted_the_new_rate_holds_for_new_orders(visitor, bank, seller, publish, accept):
    publish("20")
    accept(seller)

    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller), 2)

    assert commission(order) == (2, 4000, 800)
    assert balances(order)["commission"] == -4000


def test_a_new_version_never_touches_an_order_that_runs(
    visitor, bank, today, seller, publish, accept
):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller), 2)
    publish("20")
    accept(seller)
    today("2026-03-03")

    withdraw(visitor, order, 1)

    assert refunds_of(order)[0].lines[0].commission_minor == 1200
    assert balances(order)["commission"] == -1200


def test_a_shelf_with_a_rate_of_its_own_and_those_under_it(visitor, bank, seller, publish, accept):
    top, other = a_category(), a_category()
    inner = a_category(parent=top)
    publish("12", {top: "5", other: "0"})
    accept(seller)
    fill_cart(visitor, a_product(price_minor=10000, supplier=seller, category=inner))

    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller, category=other))

    first, second = order.suborders[0].lines
    agreed = terms.of(order.suborders[0].reference)
    assert {agreed.line_bp[str(first.id)], agreed.line_bp[str(second.id)]} == {500, 0}
    assert commission(order) == (2, 500, 100)


def test_several_rates_are_rounded_once_for_the_suborder(visitor, bank, seller, publish, accept):
    """0.33 at 5 % and 0.33 at 12 % are 0.0561: 6 kuruş, where line by line it were 2 + 4."""
    shelf = a_category()
    publish("12", {shelf: "5"})
    accept(seller)
    fill_cart(visitor, a_product(price_minor=33, supplier=seller, category=shelf))

    order = buy(visitor, bank, a_product(price_minor=33, supplier=seller))

    assert commission(order)[1] == 6


def test_goods_that_come_back_bring_the_share_of_their_own_rate(
    visitor, bank, today, seller, publish, accept
):
    """100.00 at 12 % and 100.00 at 0 %: what came without commission brings none back."""
    shelf = a_category()
    publish("12", {shelf: "0"})
    accept(seller)
    today("2026-03-02 09:00:00")
    fill_cart(visitor, a_product(price_minor=10000, supplier=seller, category=shelf))
    order = buy(visitor, bank, a_product(price_minor=10000, supplier=seller))
    today("2026-03-03")
    rates = terms.of(order.suborders[0].reference).line_bp
    free = [line for line in order.suborders[0].lines if rates[str(line.id)] == 0]

    withdraw(visitor, order, 1, free)

    assert refunds_of(order)[0].lines[0].commission_minor == 0
    assert balances(order)["commission"] == -1200


def test_the_innermost_shelf_with_a_rate_decides():
    assert rate_for([3, 2, 1], {1: 100, 2: 200}, 1200) == 200
    assert rate_for([3], {1: 100}, 1200) == 1200


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10_000)), max_size=6))
def test_the_commission_is_never_more_than_the_goods(lines):
    weighed = sum(minor * bp for minor, bp in lines)
    assert 0 <= rules.commission_of(weighed) <= sum(minor for minor, _bp in lines)
