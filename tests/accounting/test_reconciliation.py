"""Ledger, provider and bank beside each other: missing, double and wrong money is named."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounting import reconciling
from app.accounting.models import ProviderMovement, Reconciliation
from app.extensions import db
from app.kernel import clock, transactions
from app.ledger import queries as ledger
from app.payments.gateway.stripe import StripeGateway
from app.payments.models import IncomingTransfer
from app.settings import services as settings
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end, hurry_commands, refunds_of
from tests.payments.test_transfer import HERS, OURS, order_by_transfer, order_called
from tests.shopping import buy, newest_order, place
from tests.stripe_double import Double

pytestmark = pytest.mark.usefixtures("open_shop")
PAGE = "/en/admin/reconciliation"
SECOND, THIRD = "2026-03-02 10:00:00", "2026-03-03 04:00:00"


@pytest.fixture
def finance(staff):
    return staff("finance")


def bought(visitor, bank, today):
    """324.00 by card on 2 March; half of it may be lost later."""
    today(SECOND)
    return buy(visitor, bank, a_product(stock=9))


def night(today, moment=THIRD):
    today(moment)
    reconciling.tonight()
    db.session.expire_all()


def found(account="provider:demo"):
    """The stored differences: what, about, ours and theirs."""
    row = db.session.scalars(
        select(Reconciliation)
        .where(Reconciliation.account == account)
        .order_by(Reconciliation.id.desc())
    ).first()
    return [(d["what"], d["about"], d["ours"], d["theirs"]) for d in row.differences]


def test_payment_fee_refund_and_payout_agree(visitor, bank, today):
    """324.00 taken, 9.00 of fee, all of it lost and sent back, 100.00 paid out to us."""
    order = bought(visitor, bank, today)
    bank.note("fee", "fee_1", -900)
    end(order.suborders[0], "lost", "2026-03-02")
    bank.note("payout", "po_1", -10000)

    night(today)

    assert found() == []
    assert ledger.balance("provider:demo") == 32400 - 900 - 32400 - 10000
    assert ledger.balance("provider_fees") == 900
    assert ledger.balance("bank") == 10000
    night(today, "2026-03-04 04:00:00")
    assert ledger.balance("provider_fees") == 900


def test_a_payment_that_the_provider_does_not_know_is_named(visitor, bank, today, finance):
    order = bought(visitor, bank, today)
    bank.moved.clear()

    night(today)

    assert found() == [("capture", order.reference, 32400, None)]
    page = Page(finance.get(PAGE))
    assert "1 difference" in page.text
    assert page.link(order.reference).endswith(order.reference)
    assert "not there" in page.text


def test_a_refund_that_went_twice_is_named_once(visitor, bank, today):
    order = bought(visitor, bank, today)
    end(order.suborders[0], "lost", "2026-03-02")
    refund = refunds_of(order)[0]
    bank.note("refund", refund.provider_ref, -32400)

    night(today)

    assert found() == [("refund", refund.provider_ref, None, -32400)]


def test_one_kurus_less_is_one_difference_with_both_sums(visitor, bank, today, finance):
    order = bought(visitor, bank, today)
    bank.moved.clear()
    bank.note("payment", order.reference, 32399)

    night(today)

    assert found() == [("capture", order.reference, 32400, 32399)]
    assert "-0.01 TL" in Page(finance.get(PAGE)).text


def test_money_just_before_midnight_is_the_same_money_just_after_it(visitor, bank, today):
    today("2026-03-02 23:59:59")
    order = buy(visitor, bank, a_product())
    bank.moved.clear()
    today("2026-03-03 00:00:01")
    bank.note("payment", order.reference, 32400)

    night(today)

    assert found() == []


def test_a_difference_is_on_the_due_list_until_it_is_settled(visitor, bank, today, finance):
    order = bought(visitor, bank, today)
    moved, bank.moved = bank.moved, []
    night(today)
    due = Page(finance.get("/en/admin"))
    assert "1 difference: ledger and Payment provider demo" in due.text
    assert "Differences to provider and bank" in Page(finance.get("/en/admin/finance")).text

    bank.moved = moved
    night(today, "2026-03-04 04:00:00")

    assert found() == []
    assert "difference" not in Page(finance.get("/en/admin")).text
    assert order.reference not in Page(finance.get(PAGE)).text


def test_a_provider_that_does_not_answer_is_said_so_and_nothing_is_made_up(
    visitor, bank, today, finance
):
    bought(visitor, bank, today)
    bank.unreachable.add("movements")

    night(today)

    assert found() == []
    assert "Payment provider demo did not answer" in Page(finance.get("/en/admin")).text


def test_a_payout_on_its_way_is_no_difference_and_booked_once_it_arrives(visitor, bank, today):
    bought(visitor, bank, today)
    bank.note("payout", "po_1", -30000, pending=True)
    night(today)
    assert found() == []
    assert ledger.balance("bank") == 0

    sent = bank.moved.pop()
    bank.note("payout", "po_1", -30000)
    assert bank.moved[-1].ref == sent.ref
    night(today, "2026-03-04 04:00:00")

    assert ledger.balance("bank") == 30000
    assert ledger.balance("provider:demo") == 2400


def statement(finance, *rows):
    text = "Tarih;Tutar;Gönderen;IBAN;Açıklama\n" + "\n".join(rows)
    return finance.post(
        "/en/admin/transfers/statement",
        data={"file": (io.BytesIO(text.encode("windows-1254")), "hesap.csv")},
        content_type="multipart/form-data",
    )


def test_a_person_says_which_line_of_the_bank_is_the_providers_payout(
    visitor, bank, today, finance
):
    bought(visitor, bank, today)
    bank.note("payout", "po_1", -30000, pending=True)
    night(today)
    statement(finance, "03.03.2026;300,00;ODEME KURULUSU;;AKTARIM 77")

    page = Page(finance.get(PAGE))
    assert "Has this payout arrived?" in page.text
    form = page.soup.select_one("form[action$='/reconciliation/payouts']")
    fields = {tag["name"]: tag["value"] for tag in form.select("input")}
    assert finance.post(f"{PAGE}/payouts", data=fields).status_code == 303

    assert ledger.balance("bank") == 30000
    night(today, "2026-03-04 04:00:00")
    assert found() == found("bank") == []
    assert finance.post(f"{PAGE}/payouts", data=fields).status_code == 409


def test_a_line_of_another_sum_is_not_taken_for_the_payout(visitor, bank, today, finance):
    bought(visitor, bank, today)
    bank.note("payout", "po_1", -30000, pending=True)
    night(today)
    statement(finance, "03.03.2026;299,99;ODEME KURULUSU;;AKTARIM 77")
    line = db.session.scalars(select(IncomingTransfer)).one().id
    payout = db.session.scalars(
        select(ProviderMovement).where(ProviderMovement.kind == "payout")
    ).one()
    named = {"payout": str(payout.id), "line": str(line)}
    db.session.rollback()

    assert "Has this payout arrived?" not in Page(finance.get(PAGE)).text
    assert finance.post(f"{PAGE}/payouts", data=named).status_code == 409
    assert ledger.balance("bank") == 0
    assert finance.post(f"{PAGE}/payouts", data={"payout": "x", "line": "1"}).status_code == 404


@pytest.fixture
def by_transfer(visitor, bank, today, finance):
    """An order paid by transfer on 2 March, as the statement says; then lost, refund released."""
    settings.change("transfer_iban", OURS, "test")
    settings.change("transfer_holder", "Deneme Kooperatifi", "test")
    db.session.commit()
    today(SECOND)
    reference = order_by_transfer(visitor)
    total = order_called(reference).total_minor
    statement(finance, f"02.03.2026;{total // 100},00;Elif Yalın;{HERS};{reference}")
    order = order_called(reference)
    end(order.suborders[0], "lost", "2026-03-02")
    refund = refunds_of(order)[0]
    finance.post(
        f"/en/admin/refunds/{refund.number}/transfer",
        data={"amount": "324,00", "value_on": "2026-03-02", "reference": "EFT-4711"},
    )
    return refunds_of(order)[0]


def test_what_came_in_and_went_out_agrees_with_the_statement(by_transfer, today, finance):
    assert ledger.balance("bank") == 0
    statement(finance, f"02.03.2026;-324,00;Elif Yalın;;Iade {by_transfer.number.lower()}")

    night(today)

    assert found("bank") == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["02.03.2026;-1,00;X;;masraf"], [("went_out", "", None, -100)]),
        (["02.03.2026;-323,99;X;;{number}"], []),
        (["02.03.2026;-324,00;X;;{number}", "02.03.2026;-324,00;X;;{number} tekrar"], []),
    ],
    ids=["missing", "wrong", "double"],
)
def test_a_statement_that_says_otherwise_is_named_line_by_line(
    by_transfer, today, finance, rows, expected
):
    number = by_transfer.number
    statement(finance, *(row.format(number=number) for row in rows))

    night(today)

    said = sorted(found("bank"), key=str)
    if len(rows) == 2:
        assert said == [("went_out", number, None, -32400)]
    elif expected:
        assert said == sorted([*expected, ("refund_sent", number, -32400, None)], key=str)
    else:
        assert said == [("refund_sent", number, -32400, -32399)]


def test_a_line_without_our_number_is_known_by_the_banks_reference(by_transfer, today, finance):
    statement(finance, "02.03.2026;-324,00;Elif Yalın;;GIDEN EFT-4711")

    night(today)

    assert found("bank") == []


def test_without_a_statement_nothing_is_called_missing(by_transfer, today, finance):
    night(today)

    assert found("bank") == []


def test_the_same_statement_twice_changes_nothing(by_transfer, today, finance):
    for _ in range(2):
        statement(finance, f"02.03.2026;-324,00;Elif Yalın;;{by_transfer.number}")

    night(today)

    assert found("bank") == []


def test_a_statement_with_a_column_of_its_own_for_what_went_out(by_transfer, today, finance):
    text = f"Tarih;Borç;Alacak;Açıklama\n02.03.2026;324,00;;{by_transfer.number}\n"
    finance.post(
        "/en/admin/transfers/statement",
        data={"file": (io.BytesIO(text.encode()), "hesap.csv")},
        content_type="multipart/form-data",
    )

    night(today)

    assert found("bank") == []


def test_stripes_balance_agrees_with_fee_refund_and_payout(visitor, shop, bank, today, monkeypatch):
    """More than one page of its list; the fee of each charge is the cooperative's cost."""
    double = Double()
    monkeypatch.setitem(
        shop.extensions,
        "gateway",
        StripeGateway(double.books.key, double.books.secret, double.address),
    )
    _order, token = place(visitor, a_product())
    hurry_commands()
    double.books.pay("cs_test_1")
    visitor.get(f"/en/checkout/return/{token}")
    hurry_commands()
    order = newest_order()
    end(order.suborders[0], "lost", "2026-11-25", 1)
    hurry_commands()
    for _ in range(120):
        double.books.balance.pay_out(1)
    double.books.balance.pay_out(100, "in_transit")
    tomorrow(monkeypatch)

    reconciling.tonight()

    fee = 32400 * 29 // 1000 + 300 + 25  # of the charge, and of the refund
    assert found("provider:stripe") == []
    assert ledger.balance("provider_fees") == fee
    assert ledger.balance("provider:stripe") == -fee - 120
    assert ledger.balance("bank") == 120
    double.close()


def tomorrow(monkeypatch):
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=1))
    transactions.save()
