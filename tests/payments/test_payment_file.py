"""Refunds by transfer go to the bank in one file and are told of line by line (machine 4.7)."""

import pytest
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import clock, transactions
from app.ledger import queries as ledger
from app.orders.models import Order
from app.payments import statements_in
from app.payments.models import PaymentFile, Refund, RefundState
from app.payments.services import incoming
from app.settings import services as settings
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end
from tests.shopping import fill_cart, newest_order, press_button, to_review

OURS, HERS = "TR330006100519786457841326", "TR940001000999990123456789"
pytestmark = [
    pytest.mark.usefixtures("open_shop", "bank"),
    pytest.mark.requirement("SM-4.7"),
]


@pytest.fixture
def finance(staff):
    return staff("finance")


def owed(shop, holder: str) -> Order:
    """An order of 324.00 paid by transfer whose goods are lost: it goes back by transfer."""
    guest = shop.test_client()
    fill_cart(guest, a_product())
    press_button(guest, to_review(guest, means="transfer"))
    order = newest_order()
    line = statements_in.by_hand(clock.today(), order.total_minor, holder, HERS, order.reference)
    assert incoming.take_in([line], 1) == (1, 1)
    transactions.save()
    suborder = newest_order().suborders[0]
    end(suborder, "lost", clock.today().isoformat(), number=f"{suborder.reference}-E")
    return newest_order()


@pytest.fixture
def two(open_shop, today):
    today("2026-03-02 10:00:00")
    settings.change("transfer_iban", OURS, "test")
    return [owed(open_shop, "Elif Yalın"), owed(open_shop, "=cmd|' /C calc'!A0")]


def make(finance) -> PaymentFile:
    finance.post("/en/admin/payment-files")
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(PaymentFile).order_by(PaymentFile.id.desc()).limit(1)).one()


def refund_of(order) -> Refund:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Refund).where(Refund.order_id == order.id)).one()


def test_one_file_holds_every_released_transfer_with_account_sum_and_remark(finance, two):
    file = make(finance)

    text = finance.get(f"/en/admin/payment-files/{file.number}.csv").get_data(as_text=True)

    first, second = (refund_of(order) for order in two)
    assert text.splitlines() == [
        "\ufeffAlıcı;IBAN;Tutar;Para birimi;Açıklama",
        f"Elif Yalın;{HERS};324,00;TRY;{first.number}",
        f"cmd|' /C calc'!A0;{HERS};324,00;TRY;{second.number}",
    ]
    assert {first.state, second.state} == {RefundState.IN_PAYMENT_FILE}
    page = Page(finance.get(f"/en/admin/payment-files/{file.number}")).text
    assert "TR94 … 6789" in page
    assert HERS not in page
    assert "refund_in_file" in evidence.kinds_of(two[0].reference)


def test_what_is_in_a_file_is_in_no_second_one(finance, two):
    make(finance)

    again = finance.post("/en/admin/payment-files")

    assert again.status_code == 409
    assert len(db.session.scalars(select(PaymentFile)).all()) == 1


def test_lines_are_executed_or_rejected_one_by_one(finance, two, today):
    file = make(finance)
    first, second = (refund_of(order).number for order in two)
    said = {"amount": "324,00", "value_on": "2026-03-02", "reference": "EFT 1"}

    assert finance.post(f"/en/admin/refunds/{first}/transfer", data=said).status_code == 303
    finance.post(f"/en/admin/refunds/{second}/sent-back", data={"why": "account closed"})

    assert refund_of(two[0]).state is RefundState.CLOSED
    assert refund_of(two[0]).value_on.isoformat() == "2026-03-02"
    rejected = refund_of(two[1])
    assert rejected.state is RefundState.OTHER_INSTRUMENT_ASKED
    assert rejected.iban_cipher is None
    db.session.expire_all()
    kept = db.session.get_one(PaymentFile, file.id)
    assert [line.outcome for line in kept.lines] == ["executed", "rejected"]
    assert ledger.balance("bank") == 2 * 32_400 - 32_400


def test_another_sum_than_the_one_owed_is_not_taken(finance, two):
    make(finance)
    number = refund_of(two[0]).number
    said = {"amount": "323,99", "value_on": "2026-03-02", "reference": "EFT 1"}

    answer = finance.post(f"/en/admin/refunds/{number}/transfer", data=said)

    assert answer.status_code == 422
    assert "324.00 TL are owed" in Page(answer).text
    assert refund_of(two[0]).state is RefundState.IN_PAYMENT_FILE
