"""The payout run: what is due and held by nothing becomes one sum for each maker (AM-12A.5)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.evidence import queries as evidence
from app.extensions import db
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.kernel import transactions
from app.ledger import queries as ledger
from app.orders.models import ReceiptSource
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.payments import queries as payments
from app.payments.disputes import noting
from app.payments.gateway import Disputed
from app.payments.models import PaymentAttempt
from app.payments.services import withholding
from app.settings import services as settings
from app.settlements.models import Payout, PayoutLine, PayoutState
from app.settlements.queries.positions import positions_of
from app.settlements.rules import Standing
from app.suppliers.models import SupplierState
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end
from tests.returns.test_withdrawal import withdraw
from tests.settlements.steps import (
    WORTH,
    a_maker,
    fresh,
    owner_of,
    pay_out,
    run,
    sold,
    the_payouts,
    to_the_bank,
)
from tests.shopping import buy, fill_cart

pytestmark = [
    pytest.mark.usefixtures("open_shop"),
    pytest.mark.requirement("AM-12A.5"),
    pytest.mark.requirement("TJ-payouts"),
]


@pytest.fixture
def maker(open_shop):
    return a_maker()


def standings(maker):
    fresh()
    return [(position.minor, position.standing) for position in positions_of(maker.id)]


def test_received_on_2_march_it_is_paid_in_the_run_of_17_march_and_in_none_before(
    visitor, bank, today, maker
):
    """200.00 of goods less 24.00 commission and 4.80 VAT on it, and 40.00 carriage: 211.20."""
    order = sold(visitor, bank, today, maker, "2026-03-02")
    for day in ("2026-03-02", "2026-03-16"):
        today(day)
        run()
        assert the_payouts() == []

    today("2026-03-17 06:00:00")
    run()
    run()

    (payout,) = the_payouts()
    assert payout.amount_minor == 17_120 + 4_000 == 21_120
    (line,) = payout.lines
    assert (line.suborder, line.goods_minor, line.delivery_minor) == (
        order.suborders[0].reference,
        17_120,
        4_000,
    )
    assert evidence.kinds_of(f"supplier:{maker.id}") == ["payout_put_together"]


def test_one_maker_does_not_wait_for_the_parcel_of_the_other(visitor, bank, today, maker):
    other = a_maker(title="S.S. Lodos")
    today("2026-03-02 09:00:00")
    fill_cart(visitor, a_product(supplier=other))
    order = buy(visitor, bank, a_product(price_minor=10_000, supplier=maker), 2)
    part = next(s for s in order.suborders if s.supplier_id == maker.id)
    pieces = {line.id: line.ordered for line in part.lines}
    parcel = fulfilment.dispatch(part, "Deniz Kargo", "DK 1", pieces, Actor("SU", "1"))
    db.session.commit()
    received = ReceiptSource.CARRIER, date(2026, 3, 2), Actor("SU", "1")
    fulfilment.record_receipt(parcel, *received)
    db.session.commit()
    today("2026-03-17")

    run()

    assert [payout.supplier_id for payout in the_payouts()] == [maker.id]


def test_money_under_an_open_case_is_held_and_the_other_order_is_paid(visitor, bank, today, maker):
    held = sold(visitor, bank, today, maker, "2026-03-02")
    free = sold(visitor, bank, today, maker, "2026-03-02")
    today("2026-03-10")
    withdraw(visitor, held, 1)
    today("2026-03-17")

    run()

    (payout,) = the_payouts()
    assert [line.suborder for line in payout.lines] == [free.suborders[0].reference]
    assert payout.amount_minor == WORTH
    # one of the two jars is given back: 100.00 less 14.40 of commission and its VAT
    assert (WORTH - 8_560, Standing.HELD) in standings(maker)


@pytest.mark.parametrize("kind", [RequestKind.COMPLAINT, RequestKind.REFUND])
def test_a_complaint_about_the_order_holds_its_money(visitor, bank, today, maker, kind):
    order = sold(visitor, bank, today, maker)
    asked = receiving.Words(
        kind, order.name, order.email, order.reference, "It leaks all over.", "en", "q"
    )
    receiving.send(asked, order)
    transactions.save()
    today("2026-03-17")

    run()

    assert the_payouts() == []
    assert standings(maker) == [(WORTH, Standing.HELD)]


def test_a_payment_that_is_disputed_is_held_until_the_bank_has_decided(visitor, bank, today, maker):
    order = sold(visitor, bank, today, maker)
    paid = db.session.scalars(select(PaymentAttempt)).one()
    begun = Disputed("dis_1", paid.provider_ref, 1_000, "duplicate", "needs_answer", 1_000, 1, None)
    noting.note("demo", begun)
    transactions.save()
    assert payments.under_dispute(order.reference)
    today("2026-03-17")

    run()
    assert the_payouts() == []
    assert standings(maker) == [(WORTH, Standing.HELD)]

    noting.note("demo", replace(begun, state="won", taken_minor=0, movements=2))
    transactions.save()
    run()
    assert len(the_payouts()) == 1


def test_a_request_for_records_holds_nothing(visitor, bank, today, maker):
    order = sold(visitor, bank, today, maker)
    words = (order.name, order.email, order.reference, "All, please.", "en", "q")
    receiving.send(receiving.Words(RequestKind.RECORD, *words), order)
    transactions.save()
    today("2026-03-17")

    run()

    assert len(the_payouts()) == 1


def test_money_on_its_way_back_to_the_buyer_holds_the_rest(visitor, bank, today, maker):
    settings.change("refund_auto_limit", 0, "test")
    order = sold(visitor, bank, today, maker)
    end(order.suborders[0], "lost", "2026-03-10", 1)
    today("2026-03-17")

    run()

    assert the_payouts() == []
    assert standings(maker) == [(WORTH - 8_560, Standing.HELD)]


def test_what_goes_back_after_the_payout_is_set_off_in_the_next(visitor, bank, today, maker):
    first = sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    pay_out()
    end(first.suborders[0], "lost", "2026-03-18", 1)
    second = sold(visitor, bank, today, maker, "2026-03-18")
    today("2026-04-03")

    run()

    payout = the_payouts()[-1]
    assert payout.amount_minor == WORTH - 8_560
    assert {line.suborder: line.amount_minor for line in payout.lines} == {
        first.suborders[0].reference: -8_560,
        second.suborders[0].reference: WORTH,
    }


def test_a_negative_balance_is_carried_and_nothing_is_paid(visitor, bank, today, maker):
    first = sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    pay_out()
    end(first.suborders[0], "lost", "2026-03-18", 2)

    for day in ("2026-03-19", "2026-04-19"):
        today(day)
        run()

    assert len(the_payouts()) == 1
    assert standings(maker) == [(-WORTH, Standing.SET_OFF)]


def test_a_suspended_maker_waits_and_is_paid_once_that_is_lifted(visitor, bank, today, maker):
    sold(visitor, bank, today, maker)
    owner_of(maker).state = SupplierState.SUSPENDED
    db.session.commit()
    today("2026-03-17")
    run()
    assert the_payouts() == []

    owner_of(maker).state = SupplierState.ACTIVE
    db.session.commit()
    run()

    assert len(the_payouts()) == 1


def test_without_an_account_the_money_waits_and_the_page_says_why(
    visitor, bank, today, team, staff
):
    maker = a_maker(iban_cipher=None, iban_index=None)
    sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()

    assert the_payouts() == []
    page = Page(team(maker).get("/en/supplier/money")).text
    assert "There is no bank account yet." in page
    rows = Page(staff("finance").get("/en/admin/payouts"))
    assert "There is no bank account yet." in rows.text
    assert "211.20 TL" in rows.text.replace("\xa0", " ")


def test_a_suborder_is_in_one_open_payout_only_by_the_databases_own_word(
    visitor, bank, today, maker
):
    sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    (payout,) = the_payouts()
    again = PayoutLine(suborder=payout.lines[0].suborder, goods_minor=1, delivery_minor=0)

    db.session.add(
        Payout(
            number="H-1",
            supplier_id=maker.id,
            amount_minor=1,
            made_at=payout.made_at,
            lines=[again],
        )
    )
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_case_opened_before_the_file_takes_the_payout_apart(visitor, bank, today, maker):
    held = sold(visitor, bank, today, maker)
    sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    asked = receiving.Words(
        RequestKind.COMPLAINT, held.name, held.email, held.reference, "It leaks.", "en", "q"
    )
    receiving.send(asked, held)
    transactions.save()

    file = to_the_bank()

    (payout,) = file.payouts
    assert payout.amount_minor == WORTH
    states = [payout.state for payout in the_payouts()]
    assert states == [PayoutState.TAKEN_APART, PayoutState.IN_FILE]


def test_the_tax_is_kept_back_when_the_payout_is_put_together(visitor, bank, today):
    """200.00 of goods are 198.02 without 1 % VAT: 1.98 go to the state instead of the maker."""
    maker = a_maker(kind="taxpayer")
    order = sold(visitor, bank, today, maker)
    today("2026-03-17")

    run()

    payout = the_payouts()[0]
    reference = order.suborders[0].reference
    assert payout.amount_minor == WORTH - 198
    assert ledger.amount_of(f"payout:{payout.number}:withholding:{reference}") == 198
    pay_out()
    assert standings(maker) == []
    assert withholding.kept_back(reference) == 198


def test_what_comes_back_after_the_payout_brings_its_tax_back_in_the_next(visitor, bank, today):
    maker = a_maker(kind="taxpayer")
    first = sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    pay_out()

    end(first.suborders[0], "lost", "2026-03-18", 1)

    assert standings(maker) == [(-8_560 + 99, Standing.SET_OFF)]
    assert withholding.kept_back(first.suborders[0].reference) == 99


def test_a_payout_taken_apart_keeps_the_tax_once(visitor, bank, today):
    maker = a_maker(kind="taxpayer")
    order = sold(visitor, bank, today, maker)
    today("2026-03-17")
    run()
    end(order.suborders[0], "lost", "2026-03-17", 1)

    file = to_the_bank()

    assert file.payouts[0].amount_minor == WORTH - 198 - (8_560 - 99)
    states = [payout.state for payout in the_payouts()]
    assert states == [PayoutState.TAKEN_APART, PayoutState.IN_FILE]
    assert withholding.kept_back(order.suborders[0].reference) == 99


def test_a_maker_with_a_tax_office_reads_what_is_kept_back(visitor, bank, today, team):
    maker = a_maker(kind="taxpayer", language="en")
    sold(visitor, bank, today, maker)

    assert (
        "1 % of the price of the goods without VAT"
        in Page(team(owner_of(maker)).get("/en/supplier/money")).text
    )
