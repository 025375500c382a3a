"""Paying by bank transfer: awaited, matched by file or hand, never guessed, given back when due."""

import io

import pytest
from sqlalchemy import select

from app import timers_list
from app.catalogue.models import Variant
from app.extensions import db
from app.kernel import crypto, transactions
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.orders.models import Order, OrderState
from app.payments.models import IncomingState, IncomingTransfer, PaymentAttempt, Refund, RefundState
from app.payments.services import incoming, settling
from app.settings import services as settings
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end
from tests.shopping import ADDRESS, fill_cart, newest_order, press_button, to_review

OURS = "TR330006100519786457841326"
HERS = "TR940001000999990123456789"
pytestmark = pytest.mark.usefixtures("open_shop", "bank")


@pytest.fixture
def account(open_shop):
    settings.change("transfer_iban", OURS, "test")
    settings.change("transfer_holder", "Deneme Kooperatifi", "test")
    db.session.commit()


@pytest.fixture
def finance(staff):
    return staff("finance")


@pytest.fixture
def ordered(account, visitor, today):
    today("2026-03-02 10:00:00")  # Monday
    return order_by_transfer(visitor)


def order_by_transfer(visitor, quantity: int = 1) -> str:
    """Order; the reference. The page it ends on is the shop's own."""
    fill_cart(visitor, a_product(stock=10), quantity)
    press_button(visitor, to_review(visitor, means="transfer"))
    return newest_order().reference


def order_called(reference: str) -> Order:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Order).where(Order.reference == reference)).one()


HEADER = "Tarih;Tutar;Gönderen;IBAN;Açıklama"


def page_of(reference: str) -> str:
    order_called(reference)
    attempt = db.session.scalars(select(PaymentAttempt).order_by(PaymentAttempt.id)).first()
    return f"/en/checkout/transfer/{crypto.decrypt(attempt.return_cipher)}"


def statement(*rows: str) -> dict[str, object]:
    text = HEADER + "\n" + "\n".join(rows)
    return {"file": (io.BytesIO(text.encode("windows-1254")), "hesap.csv")}


def take(finance, *rows: str):
    return finance.post(
        "/en/admin/transfers/statement",
        data=statement(*rows),
        content_type="multipart/form-data",
    )


def row_of(order: Order, amount: str, iban: str = HERS) -> str:
    return f"02.03.2026;{amount};Elif Yalın;{iban};Sipariş {order.reference.lower()}"


def lira(minor: int) -> str:
    whole, part = divmod(minor, 100)
    return f"{whole:,}".replace(",", ".") + f",{part:02}"


def newest() -> IncomingTransfer:
    rows = select(IncomingTransfer).order_by(IncomingTransfer.id.desc())
    return db.session.scalars(rows.limit(1)).one()


def refunds() -> list[Refund]:
    return list(db.session.scalars(select(Refund).order_by(Refund.id)))


def test_without_an_account_of_the_operator_only_the_card_is_offered(visitor):
    fill_cart(visitor, a_product())
    visitor.post("/en/checkout/address", data=ADDRESS)

    assert "Bank transfer" not in Page(visitor.get("/en/checkout/delivery")).text
    answer = visitor.post("/en/checkout/delivery", data={"means": "transfer"})
    assert answer.status_code == 422


@pytest.mark.requirement("SM-4.3")
def test_the_account_sum_and_last_day_are_told_on_the_page_and_by_mail(visitor, ordered):
    order = order_called(ordered)
    assert order.state is OrderState.AWAITING_TRANSFER
    page = Page(visitor.get(page_of(ordered)))

    for said in ("TR33 0006 1005 1978 6457 8413 26", ordered, "Thursday, 5 March 2026"):
        assert said in page.text
    (mail,) = db.session.scalars(select(Message).where(Message.kind == "transfer-awaited"))
    assert "TR33 0006 1005 1978 6457 8413 26" in mail.text
    assert db.session.scalars(select(Variant.stock)).one() == 9


@pytest.mark.requirement("DC-6.2.b")
def test_the_information_names_the_transfer(visitor, account):
    fill_cart(visitor, a_product())
    visitor.post("/en/checkout/address", data=ADDRESS)
    visitor.post("/en/checkout/delivery", data={"means": "transfer"})

    review = Page(visitor.get("/en/checkout/review"))

    assert "You pay by bank transfer to Deneme Kooperatifi" in review.text
    assert "You pay by card" not in review.text


@pytest.mark.requirement("SM-4.3")
def test_a_statement_with_its_number_and_exact_sum_forms_the_order_once(finance, ordered):
    order = order_called(ordered)
    rows = (
        row_of(order, lira(order.total_minor)),
        "02.03.2026;-120,00;Kira;;Depo kirası",
    )
    assert take(finance, *rows).status_code == 303
    assert order_called(ordered).state is OrderState.FORMED
    assert ledger.balance("bank") == order.total_minor

    assert take(finance, *rows).status_code == 303  # the same file twice

    assert len(db.session.scalars(select(IncomingTransfer)).all()) == 1
    assert ledger.balance("bank") == order.total_minor
    assert refunds() == []


def test_a_part_is_told_and_never_forms_until_the_rest_is_there(visitor, finance, ordered):
    order = order_called(ordered)
    take(finance, row_of(order, "100,00"))
    (row,) = db.session.scalars(select(IncomingTransfer))
    assert row.state is IncomingState.OPEN  # not its sum: a person says so

    finance.post(f"/en/admin/transfers/{row.id}/book", data={"reference": ordered})

    order = order_called(ordered)
    assert order.state is OrderState.AWAITING_TRANSFER
    missing = lira(order.total_minor - 10_000)
    assert (
        f"100.00 TL have arrived, {missing.replace(',', '.')}"
        in Page(visitor.get(page_of(ordered))).text
    )
    take(finance, row_of(order, missing))
    rest = newest()
    finance.post(f"/en/admin/transfers/{rest.id}/book", data={"reference": ordered})
    assert order_called(ordered).state is OrderState.FORMED


@pytest.mark.requirement("SM-4.7")
def test_what_is_too_much_and_what_comes_twice_goes_back_to_the_same_account(finance, ordered):
    order = order_called(ordered)
    take(finance, row_of(order, lira(order.total_minor + 2_500)))
    (row,) = db.session.scalars(select(IncomingTransfer))
    finance.post(f"/en/admin/transfers/{row.id}/book", data={"reference": ordered})
    assert order_called(ordered).state is OrderState.FORMED
    take(finance, row_of(order, "40,00"))
    twice = db.session.scalars(
        select(IncomingTransfer).order_by(IncomingTransfer.id.desc())
    ).first()
    finance.post(f"/en/admin/transfers/{twice.id}/book", data={"reference": ordered})

    owed = refunds()

    assert [refund.amount_minor for refund in owed] == [2_500, 4_000]
    assert {refund.kind for refund in owed} == {"late_money"}
    assert {crypto.decrypt(refund.iban_cipher) for refund in owed} == {HERS}
    assert {refund.state for refund in owed} == {RefundState.RELEASED}
    assert ledger.balance("bank") == order.total_minor + 6_500


@pytest.mark.requirement("TJ-transfers")
@pytest.mark.requirement("SM-4.3")
def test_on_the_day_after_the_last_the_order_is_given_up_and_parts_go_back(finance, ordered, today):
    order = order_called(ordered)
    take(finance, row_of(order, "100,00"))
    (row,) = db.session.scalars(select(IncomingTransfer))
    finance.post(f"/en/admin/transfers/{row.id}/book", data={"reference": ordered})
    today("2026-03-05 23:00:00")  # the third business day is a Thursday
    timers_list.transfers()
    transactions.save()
    assert order_called(ordered).state is OrderState.AWAITING_TRANSFER
    today("2026-03-06 00:05:00")

    timers_list.transfers()
    transactions.save()

    assert order_called(ordered).state is OrderState.NOT_FORMED
    assert db.session.scalars(select(Variant.stock)).one() == 10
    (refund,) = refunds()
    assert (refund.kind, refund.amount_minor) == ("late_money", 10_000)
    kinds = set(db.session.scalars(select(Message.kind)))
    assert {"transfer-reminder", "transfer-part", "transfer-over"} <= kinds


@pytest.mark.requirement("SM-4.3")
def test_a_late_transfer_never_forms_the_contract(finance, ordered, today):
    order = order_called(ordered)
    today("2026-03-06 00:05:00")
    settling.end_transfers()
    take(finance, row_of(order, lira(order.total_minor)))
    (row,) = db.session.scalars(select(IncomingTransfer))
    assert row.state is IncomingState.OPEN

    finance.post(f"/en/admin/transfers/{row.id}/book", data={"reference": ordered})

    assert order_called(ordered).state is OrderState.NOT_FORMED
    assert [refund.amount_minor for refund in refunds()] == [order.total_minor]


@pytest.mark.requirement("SM-4.3")
def test_the_shopper_calls_it_off_and_gets_back_what_has_arrived(visitor, finance, ordered):
    order = order_called(ordered)
    take(finance, row_of(order, "100,00"))
    (row,) = db.session.scalars(select(IncomingTransfer))
    finance.post(f"/en/admin/transfers/{row.id}/book", data={"reference": ordered})
    page = page_of(ordered)

    visitor.post(f"{page}/call-off")

    assert order_called(ordered).state is OrderState.NOT_FORMED
    assert "you owe nothing" in Page(visitor.get(page)).text
    assert [refund.amount_minor for refund in refunds()] == [10_000]
    assert not db.session.scalars(select(Message).where(Message.kind == "transfer-over")).all()


@pytest.mark.requirement("SM-4.7")
def test_a_refund_of_an_order_paid_by_transfer_goes_to_the_payers_account(finance, ordered):
    order = order_called(ordered)
    take(finance, row_of(order, lira(order.total_minor)))
    order = order_called(ordered)

    end(order.suborders[0], "lost", "2026-03-04")

    (refund,) = refunds()
    assert refund.instrument == "transfer"
    assert crypto.decrypt(refund.iban_cipher) == HERS
    assert refund.amount_minor == order.total_minor


def test_where_the_bank_names_no_account_the_payer_is_asked(finance, ordered):
    order = order_called(ordered)
    take(finance, row_of(order, lira(order.total_minor), iban=""))
    end(order_called(ordered).suborders[0], "lost", "2026-03-04")

    (refund,) = refunds()

    assert refund.state is RefundState.IBAN_ASKED


def test_written_down_by_hand_it_is_booked_and_told_twice_it_is_one(finance, ordered):
    order = order_called(ordered)
    form = {
        "reference": ordered,
        "amount": lira(order.total_minor).replace(".", ""),
        "value_on": "2026-03-02",
        "payer": "Elif Yalın",
        "iban": HERS.lower(),
    }
    assert finance.post("/en/admin/transfers/by-hand", data=form).status_code == 303
    assert order_called(ordered).state is OrderState.FORMED

    again = finance.post("/en/admin/transfers/by-hand", data=form)

    assert again.status_code == 422
    assert "written down already" in Page(again).text
    assert refunds() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reference": "M-AAAA-BBBB-C"}, "no order by transfer with this number"),
        ({"amount": "12,345"}, "Write the amount as"),
        ({"value_on": "2026-03-03"}, "has not arrived"),
        ({"iban": HERS[:-1] + "0"}, "no valid IBAN"),
    ],
)
def test_a_wrong_field_is_said_and_nothing_is_lost(finance, ordered, change, sentence):
    form = {
        "reference": ordered,
        "amount": "10,00",
        "value_on": "2026-03-02",
        "payer": "Elif Yalın",
        "iban": "",
    } | change
    answer = finance.post("/en/admin/transfers/by-hand", data=form)

    assert answer.status_code == 422
    assert sentence in Page(answer).text
    assert "Elif Yalın" in answer.text
    assert not db.session.scalars(select(IncomingTransfer)).all()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "file is empty"),
        (b"\x00\x01\x02" * 40, "no rows"),
        (b"Ad;Soyad\na;b\n", "columns cannot be told apart"),
        (b"%PDF-1.7 \xff\xfe", "no rows"),
        (b"Tarih;Tutar;A\xc3\n02.03.2026;1,00;\x81\x8d\n", "letters of this file cannot be read"),
        ("Tarih;Tutar\n".encode("utf-16-be")[1:], "letters of this file cannot be read"),
    ],
)
def test_a_file_that_is_no_statement_is_said_in_one_sentence(finance, account, body, sentence):
    answer = finance.post(
        "/en/admin/transfers/statement",
        data={"file": (io.BytesIO(body), "x.csv")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert sentence in Page(answer).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254", "utf-16"])
def test_a_statement_is_read_in_the_encodings_of_banks(finance, ordered, encoding):
    order = order_called(ordered)
    text = "\n".join([HEADER, row_of(order, lira(order.total_minor))])

    finance.post(
        "/en/admin/transfers/statement",
        data={"file": (io.BytesIO(text.encode(encoding)), "x.csv")},
        content_type="multipart/form-data",
    )

    assert order_called(ordered).state is OrderState.FORMED


def test_an_unknown_number_waits_for_a_person_and_a_bad_row_is_named(finance, ordered, today):
    today("2026-03-04 10:00:00")
    answer = take(
        finance,
        "03.03.2026;50,00;Biri;;M-ZZZZ-ZZZZ-Z için",
        "yarın;50,00;Biri;;x",
        "03.03.2027;50,00;Biri;;x",
    )
    page = Page(answer)
    assert "Row 3: the day or the amount" in page.text
    assert "Row 4: the day or the amount" in page.text
    (row,) = db.session.scalars(select(IncomingTransfer))

    finance.post(f"/en/admin/transfers/{row.id}/set-aside", data={"why": "wrong shop"})

    db.session.expire_all()
    (row,) = db.session.scalars(select(IncomingTransfer))
    assert (row.state, row.note) == (IncomingState.SET_ASIDE, "wrong shop")


def test_an_order_number_is_found_however_it_is_written():
    assert incoming.named_in("siparis m-abcd-efgh-1 teşekkürler") == ["M-ABCD-EFGH-1"]
    assert incoming.named_in("MABCDEFGH1") == ["M-ABCD-EFGH-1"]
    assert incoming.named_in("M-ABCD-EFGH-1 ve M-ABCD-EFGH-2") == ["M-ABCD-EFGH-1", "M-ABCD-EFGH-2"]
    assert incoming.named_in("kira") == []


@pytest.mark.parametrize(
    ("column", "currency"), [("Para birimi", "EUR"), ("Döviz", "USD"), ("Currency", "€")]
)
def test_money_in_another_currency_is_refused_with_a_sentence_and_never_booked(
    finance, ordered, column, currency
):
    order = order_called(ordered)
    row = row_of(order, lira(order.total_minor))

    answer = take_text(finance, f"{HEADER};{column}\n{row};{currency}")

    assert f"Row 2: this money is in {currency}, not in Turkish lira" in Page(answer).text
    assert not db.session.scalars(select(IncomingTransfer)).all()
    assert order_called(ordered).state is OrderState.AWAITING_TRANSFER
    assert ledger.balance("bank") == 0


@pytest.mark.parametrize("currency", ["TRY", "TL", "try", "₺", "Türk Lirası", ""])
def test_lira_is_booked_however_the_bank_writes_it(finance, ordered, currency):
    order = order_called(ordered)
    row = row_of(order, lira(order.total_minor))

    take_text(finance, f"{HEADER};Para birimi\n{row};{currency}")

    assert order_called(ordered).state is OrderState.FORMED


def take_text(finance, text: str):
    return finance.post(
        "/en/admin/transfers/statement",
        data={"file": (io.BytesIO(text.encode()), "hesap.csv")},
        content_type="multipart/form-data",
    )


def test_two_order_numbers_in_one_remark_wait_for_a_person(finance, ordered):
    order = order_called(ordered)
    row = row_of(order, lira(order.total_minor))

    take(finance, f"{row} ve M-ABCD-EFGH-1")

    assert newest().state is IncomingState.OPEN
    assert order_called(ordered).state is OrderState.AWAITING_TRANSFER
    assert ledger.balance("bank") == 0


def test_the_exact_sum_twice_in_one_file_is_booked_once_and_the_second_waits(finance, ordered):
    order = order_called(ordered)
    row = row_of(order, lira(order.total_minor))

    take(finance, row, row)

    rows = db.session.scalars(select(IncomingTransfer).order_by(IncomingTransfer.id))
    assert [kept.state for kept in rows] == [IncomingState.BOOKED, IncomingState.OPEN]
    assert order_called(ordered).state is OrderState.FORMED
    assert ledger.balance("bank") == order.total_minor


@pytest.mark.requirement("SM-4.3")
def test_the_reminder_goes_out_once_on_the_day_before_the_last(ordered, today):
    told = {}
    for day in ("03-02", "03-03", "03-04", "03-05", "03-06"):
        for hour in ("11:00:00", "23:00:00"):
            today(f"2026-{day} {hour}")
            timers_list.transfers()
            transactions.save()
        reminders = select(Message).where(Message.kind == "transfer-reminder")
        told[day] = len(db.session.scalars(reminders).all())

    # the third business day is Thursday, 5 March
    assert told == {"03-02": 0, "03-03": 0, "03-04": 1, "03-05": 1, "03-06": 1}


@pytest.mark.requirement("SM-4.3")
@pytest.mark.parametrize(
    ("ordered_on", "said", "last", "after"),
    [
        ("2026-03-02", "Tuesday, 3 March 2026", "2026-03-03", "2026-03-04"),
        ("2026-03-06", "Monday, 9 March 2026", "2026-03-09", "2026-03-10"),  # over a weekend
    ],
)
def test_held_for_one_business_day_the_next_one_is_the_last(
    visitor, account, today, ordered_on, said, last, after
):
    settings.change("transfer_hold_days", 1, "test")
    db.session.commit()
    today(f"{ordered_on} 10:00:00")
    reference = order_by_transfer(visitor)
    assert said in Page(visitor.get(page_of(reference))).text
    today(f"{last} 23:00:00")
    timers_list.transfers()
    transactions.save()
    assert order_called(reference).state is OrderState.AWAITING_TRANSFER

    today(f"{after} 00:05:00")
    timers_list.transfers()
    transactions.save()

    assert order_called(reference).state is OrderState.NOT_FORMED
