"""Where the money of an order lies: every transfer has two sides, every balance is a sum (5.3)."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.kernel import transactions
from app.ledger import queries as ledger
from app.ledger import services as moving
from app.ledger.models import Transfer
from app.payments.models import Refund, RefundState
from app.payments.services import damage, refunds
from app.settings import services as settings
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.payments.refunding import end, refunds_of
from tests.payments.test_refund_machine import IBAN
from tests.returns.test_withdrawal import withdraw
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


def an_order(visitor, bank, today, pieces=2, **supplier):
    """Jars for 100.00 each with 40.00 carriage from a supplier with 12 % commission."""
    today("2026-03-02 09:00:00")
    seller = a_supplier(
        delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)], **supplier
    )
    return buy(visitor, bank, a_product(price_minor=10000, supplier=seller), pieces)


def balances(order):
    return {
        account.name: account.balance_minor
        for account in ledger.accounts_of(ledger.transfers_about(order.reference))
        if account.balance_minor
    }


def test_at_the_sale_the_seller_is_owed_the_goods_less_the_commission(visitor, bank, today):
    """200.00 of goods: commission 24.00, VAT on it 4.80; carriage 40.00."""
    order = an_order(visitor, bank, today)
    seller = order.suborders[0].supplier_id

    assert balances(order) == {
        "provider:demo": 24000,
        f"supplier:{seller}": -(20000 - 2400 - 480),
        f"delivery:{seller}": -4000,
        "commission": -2400,
        "commission_vat": -480,
    }


def test_what_a_supplier_gains_or_loses_names_the_suborder(visitor, bank, today):
    """A sale, its commission and what a return takes back can be read sub-order by sub-order."""
    order = an_order(visitor, bank, today)
    suborder = order.suborders[0]
    today("2026-03-03")

    withdraw(visitor, order, 1)

    touching = [
        t
        for t in ledger.transfers_about(order.reference)
        if f"supplier:{suborder.supplier_id}" in {t.debit, t.credit}
    ]
    assert len(touching) == 6
    assert {t.suborder for t in touching} == {suborder.reference}


def test_a_withdrawal_takes_back_from_the_seller_and_gives_the_commission_back(
    visitor, bank, today
):
    order = an_order(visitor, bank, today)
    today("2026-03-03")

    withdraw(visitor, order, 2)

    assert refunds_of(order)[0].bearing["goods"] == "supplier"
    assert balances(order) == {}
    assert bank.payments["pay_1"]["refunded"] == 24000


def test_half_of_it_gives_half_of_the_commission_back(visitor, bank, today):
    order = an_order(visitor, bank, today)
    today("2026-03-03")

    withdraw(visitor, order, 1)

    share = refunds_of(order)[0].lines[0]
    assert (share.goods_minor, share.commission_minor, share.commission_vat_minor) == (
        10000,
        1200,
        240,
    )
    assert share.bearer == "supplier"
    assert balances(order)["commission"] == -1200


@pytest.mark.requirement("DC-17.1")
@pytest.mark.parametrize("held_by", ["supplier", "cooperative"])
def test_what_the_carrier_lost_is_borne_by_who_has_the_contract_with_it(
    visitor, bank, today, held_by
):
    order = an_order(visitor, bank, today, carrier_contract=held_by)
    seller = f"supplier:{order.suborders[0].supplier_id}"

    end(order.suborders[0], "lost", "2026-03-05")

    assert refunds_of(order)[0].bearing["goods"] == held_by
    expected = {} if held_by == "supplier" else {"cooperative": 20000, seller: -20000}
    assert balances(order) == expected


def test_the_bearer_stays_what_it_was_when_the_setting_changes_later(visitor, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05")

    order.suborders[0].supplier.carrier_contract = "cooperative"
    db.session.commit()

    assert refunds_of(order)[0].bearing["carriage"] == "supplier"
    assert refunds_of(order)[0].lines[0].bearer == "supplier"


def test_what_binds_nobody_is_borne_by_the_cooperative_and_brings_it_no_commission(
    visitor, bank, today
):
    order = an_order(visitor, bank, today)
    seller = f"supplier:{order.suborders[0].supplier_id}"

    end(order.suborders[0], "not_binding", "2026-03-05")

    left = balances(order)
    assert "commission" not in left
    assert left[seller] == -(20000 - 2400 - 480)  # as if the sale had stood
    assert left["cooperative"] == 24000 - 2400 - 480  # goods and carriage, less the commission


def test_a_refund_owed_but_not_sent_lies_on_the_refunds_account(visitor, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05", 1)
    assert balances(order)[f"refunds:{order.reference}"] == -10000

    refunds.cancel_case("E-1", "lost", "both keep it")
    transactions.save()

    assert f"refunds:{order.reference}" not in balances(order)
    assert balances(order)["commission"] == -2400


def test_interest_is_the_suppliers_and_leaves_by_the_bank(visitor, bank, today, staff):
    """240.00 paid on 2 March, ended and sent on 3 April: 32 days at 24 % are 5.05."""
    order = an_order(visitor, bank, today)
    today("2026-04-03")
    end(order.suborders[0], "termination", "2026-04-03")
    interest = refunds_of(order)[1]
    assert interest.amount_minor == 505
    page = f"/en/orders/{order.reference}/refunds/{interest.number}"
    visitor.post(page, data={"iban": IBAN, "holder": "Elif Yalın"})

    staff("finance").post(
        f"/en/admin/refunds/{interest.number}/transfer",
        data={"amount": "5,05", "value_on": "2026-04-03", "reference": "FT-9"},
    )

    seller = f"supplier:{order.suborders[0].supplier_id}"
    assert refunds_of(order)[1].state is RefundState.CLOSED
    assert balances(order) == {seller: 505, "bank": -505}


@pytest.mark.requirement("C-14")
def test_only_a_damage_agreed_to_is_set_off_and_only_for_its_sum(visitor, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05")
    refund = refunds_of(order)[0]

    with pytest.raises(refunds.MoreThanPaid):
        refunds.set_off(refund, refund.amount_minor, "S-1")
    refunds.set_off(refund, 3000, "S-1")
    transactions.save()

    assert refunds_of(order)[0].amount_minor == 24000 - 3000
    assert balances(order)[f"refunds:{order.reference}"] == -21000


@pytest.mark.requirement("C-14")
def test_a_damage_agreed_to_after_the_money_left_is_owed_by_the_shopper(visitor, bank, today):
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05")

    damage.settle("E-1", 3000)
    transactions.save()

    seller = f"supplier:{order.suborders[0].supplier_id}"
    assert balances(order) == {f"shopper:{order.reference}": 3000, seller: -3000}
    assert refunds_of(order)[0].amount_minor == 24000


@pytest.mark.requirement("C-14")
def test_a_damage_agreed_to_before_is_set_off(visitor, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05")

    damage.settle("E-1", 3000)
    transactions.save()

    assert refunds_of(order)[0].set_off_minor == 3000
    assert balances(order)[f"refunds:{order.reference}"] == -21000


def test_finance_says_who_holds_the_contract_with_the_carrier(visitor, bank, today, staff):
    order = an_order(visitor, bank, today)
    supplier = order.suborders[0].supplier_id
    desk = staff("finance")
    path = f"/en/admin/supplier-terms/{supplier}/carrier-contract"

    assert desk.post(path, data={"held_by": "the sea"}).status_code == 422
    assert desk.post("/en/admin/supplier-terms/9999/carrier-contract").status_code == 404
    desk.post(path, data={"held_by": "cooperative"})

    page = Page(desk.get("/en/admin/supplier-terms"))
    assert page.value("Contract with the carrier") == "cooperative"
    end(order.suborders[0], "lost", "2026-03-05")
    assert refunds_of(order)[0].bearing["goods"] == "cooperative"


@pytest.mark.requirement("HR-12")
def test_a_washed_scarf_is_paid_back_in_full(visitor, bank, today, team, staff):
    """Used or washed lowers nothing: the claim for it is another matter (C-14)."""
    order = an_order(visitor, bank, today)
    deliver(order, "2026-03-02")
    today("2026-03-03")
    withdraw(visitor, order, 2)
    cause = refunds_of(order)[0].cause
    staff("orders").post(f"/en/admin/returns/{cause}/approve")
    from tests.returns.test_withdrawal import case

    part = case().lines[0]
    team(order.suborders[0].supplier).post(
        f"/en/supplier/returns/{cause}/arrived",
        data={f"good-{part.id}": "0", f"bad-{part.id}": "2", f"none-{part.id}": "0"},
    )

    assert refunds_of(order)[0].state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == order.total_minor


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_transfers SET amount_minor = 1", "DELETE FROM ledger_transfers"]
)
def test_no_transfer_is_ever_changed_or_deleted(visitor, bank, today, statement):
    an_order(visitor, bank, today)

    with pytest.raises(DatabaseError, match="guarded table"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_the_same_source_moves_nothing_twice(visitor, bank, today):
    moving.move("bank", "cooperative", 5, kind="capture", source="x", about="y")

    with pytest.raises(DatabaseError):
        moving.move("bank", "cooperative", 5, kind="capture", source="x", about="y")
    db.session.rollback()


def test_finance_reads_the_transfers_of_an_order_and_the_sum_is_nothing(
    visitor, bank, today, staff
):
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05", 1)
    desk = staff("finance")

    page = Page(desk.get(f"/en/admin/ledger?q={order.reference}"))

    last = page.rows()[-1]
    assert last[0] == "Together"
    assert last[3].replace("\xa0", " ") == "0.00 TL"
    assert Page(desk.get("/en/admin/ledger")).rows()
    assert Page(desk.get("/en/admin/ledger?q=M-9999")).rows() == []
    assert staff("orders").get("/en/admin/ledger").status_code == 403


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["withdrawal", "lost", "termination", "not_binding", "impossibility"]),
        st.integers(1, 3),
        st.sampled_from(["leave", "cancel", "late"]),
    ),
    max_size=6,
)


@hypothesis_settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_goes_back_in_whatever_order_the_ledger_balances(visitor, bank, today, steps):
    """Captures, partial refunds, interest and cancellations: nothing is lost, nothing invented."""
    order = an_order(visitor, bank, today, pieces=5)
    reference = order.reference
    for number, (kind, pieces, fate) in enumerate(steps):
        today("2026-04-20" if fate == "late" else "2026-03-05")
        settings.change("refund_auto_limit", 0 if fate == "cancel" else 500000, "test")
        line = order.suborders[0].lines[0]
        now = min(pieces, line.kept)
        if not now:
            break
        cause = f"{reference}-E{number}"
        end(order.suborders[0], kind, "2026-03-05", now, number=cause)
        if fate == "cancel":
            refunds.cancel_case(cause, kind, "kept")
            order.suborders[0].lines[0].cancelled -= now
            transactions.save()
    found = refunds_of(order)
    alive = [r for r in found if r.state is not RefundState.CANCELLED]
    accounts = ledger.accounts_of(ledger.transfers_about(reference))
    by_name = {account.name: account.balance_minor for account in accounts}
    assert sum(by_name.values()) == 0
    assert by_name.get(f"shopper:{reference}", 0) == 0
    owed = sum(r.amount_minor for r in alive if r.confirmed_at is None)
    assert by_name.get(f"refunds:{reference}", 0) == -owed
    sent = sum(r.amount_minor for r in alive if r.confirmed_at is not None)
    assert by_name["provider:demo"] == order.total_minor - sent
    assert sum(r.principal_minor for r in alive) <= order.total_minor
    if order.suborders[0].lines[0].kept == 0:
        assert sum(r.principal_minor for r in alive) == order.total_minor
        assert by_name.get("commission", 0) == by_name.get("commission_vat", 0) == 0


def test_every_refund_of_the_test_shop_has_both_its_sides(visitor, bank, today):
    order = an_order(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-05", 1)

    number = db.session.scalars(select(Refund.number)).one()
    kinds = {
        transfer.kind
        for transfer in db.session.scalars(select(Transfer))
        if number in transfer.source
    }

    assert {"refund_goods", "refund_sent", "commission_back"} <= kinds
