"""The tax kept back when a payout is put together, and what goes back with goods (8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extensions import db
from app.kernel.money import vat_included
from app.ledger import queries as ledger
from app.payments import rules
from app.payments.services import booking, refunds, terms, withholding
from app.settings import services as settings
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.payments.refunding import end, refunds_of
from tests.payments.test_ledger import balances
from tests.returns.test_withdrawal import withdraw
from tests.shopping import buy

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]


def an_order(visitor, bank, pieces=3, **supplier):
    """Jars for 110.00 each, 10 % VAT in it: 100.00 without."""
    way = [a_delivery_method(fee_minor=4000, free_from_minor=None)]
    seller = a_supplier(delivery=way, **supplier)
    product = a_product(price_minor=11000, vat_bp=1000, supplier=seller)
    return buy(visitor, bank, product, pieces)


def pay_out(order, number="1"):
    kept = booking.withheld(order.suborders[0].reference, number)
    db.session.commit()
    return kept


def state_gets(order):
    db.session.expire_all()
    return withholding.kept_back(order.suborders[0].reference)


def test_one_percent_of_the_price_without_vat_is_kept_back(visitor, bank):
    """330.00 with VAT are 300.00 without: 3.00 for the state; carriage is no part of it."""
    order = an_order(visitor, bank)
    before = balances(order)

    assert pay_out(order) == 300

    seller = f"supplier:{order.suborders[0].supplier_id}"
    assert balances(order) == before | {"withholding": -300, seller: before[seller] + 300}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("legal_person", 100), ("taxpayer", 100), ("exempt_artisan", 0), ("member", 0)],
)
def test_who_has_no_tax_office_is_paid_in_full(visitor, bank, kind, expected):
    order = an_order(visitor, bank, kind=kind)

    assert terms.of(order.suborders[0].reference).withholding_bp == expected
    assert pay_out(order) == 3 * expected


def test_the_rate_is_that_of_the_day_the_order_was_made(visitor, bank):
    order = an_order(visitor, bank)
    settings.change("withholding_bp", 500, "test")
    db.session.commit()

    assert pay_out(order) == 300


def test_a_payout_put_together_twice_keeps_it_back_once(visitor, bank):
    order = an_order(visitor, bank)

    assert (pay_out(order), pay_out(order)) == (300, 0)
    assert pay_out(order, "2") == 0


def test_what_was_paid_back_before_is_not_taxed(visitor, bank):
    order = an_order(visitor, bank)
    withdraw(visitor, order, 1)

    assert pay_out(order) == 200


def test_what_comes_back_after_the_payout_gives_its_share_back_once(visitor, bank):
    order = an_order(visitor, bank)
    pay_out(order)

    withdraw(visitor, order, 1)

    sources = [t.source for t in ledger.transfers_about(order.reference) if "withhold" in t.kind]
    number = refunds_of(order)[0].number
    assert sources[1:] == [f"refund:{number}:withholding_back"]
    assert state_gets(order) == 200
    assert pay_out(order, "2") == 0


def test_when_all_has_come_back_the_state_gets_nothing(visitor, bank):
    order = an_order(visitor, bank)
    pay_out(order)
    withdraw(visitor, order, 3)

    assert state_gets(order) == 0


def test_what_the_cooperative_bears_stays_sold_and_taxed(visitor, bank):
    order = an_order(visitor, bank, carrier_contract="cooperative")
    pay_out(order)

    end(order.suborders[0], "lost", "2026-03-05", 1)

    assert state_gets(order) == 300


def test_a_refund_borne_anew_by_the_cooperative_is_taxed_again(visitor, bank):
    order = an_order(visitor, bank)
    pay_out(order)
    withdraw(visitor, order, 1)
    refund = refunds_of(order)[0]

    refunds.bear_against_objection(refund.cause, refund.kind)
    db.session.commit()

    assert state_gets(order) == 300
    assert pay_out(order, "2") == 0


def test_a_refund_that_is_called_off_takes_its_share_again(visitor, bank):
    settings.change("refund_auto_limit", 0, "test")
    order = an_order(visitor, bank)
    pay_out(order)
    end(order.suborders[0], "withdrawal", "2026-03-05", 1)
    assert state_gets(order) == 200
    refund = refunds_of(order)[0]

    refunds.cancel_case(refund.cause, refund.kind, "test")
    db.session.commit()

    assert state_gets(order) == 300


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_the_tax_is_rounded_half_up_and_never_more_than_the_price(net, bp):
    tax = rules.withholding_of(net, bp)
    assert 0 <= tax <= net
    assert abs(tax * 10_000 - net * bp) <= 5_000


@pytest.mark.parametrize(("net", "expected"), [(49, 0), (50, 1), (149, 1), (150, 2)])
def test_half_a_kurus_counts_as_one(net, expected):
    assert rules.withholding_of(net, 100) == expected


def test_vat_is_taken_out_of_the_price_where_all_vat_is(visitor, bank):
    order = an_order(visitor, bank, 1)
    assert withholding.net_sold(order.suborders[0]) == 11000 - vat_included(11000, 1000)
