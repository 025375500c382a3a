"""Withdrawing: at any time a number, and the money back to the day."""

from datetime import date

import pytest
from sqlalchemy import select

from app.catalogue.models import Variant
from app.evidence import queries as evidence
from app.extensions import db
from app.messaging.models import Message
from app.orders.models import OrderLine, SubOrderState
from app.payments.models import Refund, RefundState
from app.payments.services import refunds
from app.returns.models import (
    Case,
    CaseState,
    GoodsReturn,
    GoodsReturnState,
    Statement,
    StatementState,
)
from app.returns.services import deciding, endings, goods
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy, deliver, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")
PERSON = {"name": "Elif Yalın", "email": "elif@example.org", "nonce": "n1", "step": "confirm"}


def withdraw(client, order, quantity=1, lines=None, **more):
    chosen = lines or [line for s in order.suborders for line in s.lines]
    data = PERSON | more
    for line in chosen:
        data |= {f"line-{line.id}": "1", f"quantity-{line.id}": str(quantity)}
    return client.post(f"/en/orders/{order.reference}/withdraw", data=data)


def everything_of(order):
    """What staff send when all of an order is meant."""
    lines = [line for s in order.suborders for line in s.lines]
    chosen = {f"line-{line.id}": "1" for line in lines}
    return {"reference": order.reference, "goods": "1"} | chosen


def case():
    db.session.expire_all()
    return db.session.scalars(select(Case).order_by(Case.id.desc()).limit(1)).one()


def refund():
    db.session.expire_all()
    return db.session.scalars(select(Refund)).one()


@pytest.fixture
def delivered(visitor, bank, today):
    """Two jars for 245 TL each with 79 TL carriage, received on Monday 2 March 2026."""
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(), 2)
    deliver(order, "2026-03-02")
    return order


@pytest.mark.requirement("EU-1")
def test_the_entry_stands_on_the_order_and_at_the_foot_of_every_page(visitor, delivered):
    label = "Withdraw from contract here"
    page = Page(visitor.get(f"/en/orders/{delivered.reference}"))

    assert page.link(label).endswith(f"/orders/{delivered.reference}/withdraw")
    for path in ("/en/", "/en/cart", "/en/search"):
        assert Page(visitor.get(path)).soup.select_one("a.wd")["href"] == "/en/withdraw"
    assert "Sözleşmeden buradan cay" in Page(visitor.get("/")).soup.select_one("a.wd").text


@pytest.mark.requirement("EU-3")
def test_goods_are_chosen_read_once_more_and_confirmed(visitor, delivered):
    line = delivered.suborders[0].lines[0]
    form = {f"line-{line.id}": "1", f"quantity-{line.id}": "1"} | PERSON | {"step": ""}

    page = Page(visitor.post(f"/en/orders/{delivered.reference}/withdraw", data=form))

    assert page.heading == "Read your declaration once more"
    assert page.button("Confirm withdrawal")
    assert db.session.scalars(select(Statement)).all() == []


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("DC-11.2.b")
@pytest.mark.requirement("EU-4")
def test_number_receipt_and_message_come_at_once(visitor, delivered, today):
    today("2026-03-10 20:14:36")

    answer = withdraw(visitor, delivered)

    page = Page(visitor.get(answer.headers["Location"]))
    statement = db.session.scalars(select(Statement)).one()
    assert statement.number in page.text
    assert "Tuesday, 10 March 2026, 20:14:36 (time of Türkiye, UTC+3)" in page.text
    message = db.session.scalars(select(Message).where(Message.kind == "withdrawal-received")).one()
    assert message.handed_over_at is not None
    assert statement.number in message.subject
    assert message.attachments[0].document_sha256 == statement.document_sha256
    download = visitor.get(answer.headers["Location"] + "/download")
    assert statement.number in download.get_data(as_text=True)


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("DC-9.1")
@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-03-16 23:59:59", CaseState.ACCEPTED),
        ("2026-03-17 00:00:00", CaseState.PENDING_REFUSAL),
    ],
)
def test_the_last_moment_is_the_end_of_the_fourteenth_day(visitor, delivered, today, moment, state):
    today(moment)

    withdraw(visitor, delivered)

    assert case().state is state
    assert case().last_day == date(2026, 3, 16)


@pytest.mark.requirement("DC-11.late")
def test_a_late_notice_is_received_and_answered_with_reasons(visitor, delivered, today, staff):
    today("2026-03-17")
    assert withdraw(visitor, delivered).status_code == 303
    desk = staff("orders")

    refused = desk.post(f"/en/admin/returns/{case().number}/decide/refuse", data={"reason": ""})
    assert refused.status_code == 422
    desk.post(
        f"/en/admin/returns/{case().number}/decide/refuse",
        data={"reason": "The period ended on 16 March."},
    )

    assert case().state is CaseState.REFUSED
    letter = db.session.scalars(select(Message).where(Message.kind == "withdrawal-refused")).one()
    assert "16 March" in letter.text
    assert "arbitration committee" in letter.text
    assert case().lines[0].order_line.kept == 2


@pytest.mark.requirement("SM-4.6.1")
def test_a_refusal_nobody_confirms_is_dropped(visitor, delivered, today):
    today("2026-03-17")
    withdraw(visitor, delivered)
    assert case().decide_by == date(2026, 3, 19)
    today("2026-03-20")

    deciding.accept_undecided()
    db.session.commit()

    assert case().state is CaseState.ACCEPTED


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("DC-9.2.b")
def test_before_delivery_the_order_is_cancelled_and_paid_back_at_once(
    visitor, bank, today, open_shop
):
    today("2026-03-01")
    product = a_product(stock=10)
    order = buy(visitor, bank, product)
    today("2026-03-02")

    withdraw(visitor, order)

    db.session.expire_all()
    assert order.suborders[0].state is SubOrderState.CANCELLED
    assert refund().due_on == date(2026, 3, 16)
    assert refund().state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == 24500 + 7900
    assert db.session.get(Variant, product.variants[0].id).stock == 10


@pytest.mark.requirement("DC-12.1")
def test_everything_goes_back_with_the_delivery_fee_to_the_day(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=40000))
    order.suborders[0].delivery_minor = order.delivery_minor = 4000
    order.suborders[0].delivery_tariff_minor = 4000
    order.total_minor = 44000
    db.session.commit()
    deliver(order, "2026-03-02")
    today("2026-03-16 23:50:00")

    withdraw(visitor, order)

    assert refund().due_on == date(2026, 3, 30)
    assert refund().amount_minor == 44000


@pytest.mark.requirement("HR-10")
@pytest.mark.requirement("C-24")
def test_one_jar_of_two_goes_back_and_the_carriage_with_the_last(visitor, delivered, bank, today):
    today("2026-03-03")
    withdraw(visitor, delivered, 1, nonce="first")
    amounts = [r.amount_minor for r in db.session.scalars(select(Refund).order_by(Refund.id))]
    assert amounts == [24500]

    withdraw(visitor, delivered, 1, nonce="second")

    amounts = [r.amount_minor for r in db.session.scalars(select(Refund).order_by(Refund.id))]
    assert amounts == [24500, 24500 + 7900]
    assert sum(amounts) == delivered.total_minor


def test_the_same_statement_twice_changes_nothing(visitor, delivered, today):
    today("2026-03-03")

    first = withdraw(visitor, delivered)
    again = withdraw(visitor, delivered)

    assert first.headers["Location"] == again.headers["Location"]
    assert len(db.session.scalars(select(Statement)).all()) == 1


@pytest.mark.parametrize("quantity", [0, -1, 3, 10**9])
def test_never_more_than_was_bought(visitor, delivered, today, quantity):
    today("2026-03-03")

    answer = withdraw(visitor, delivered, quantity)

    assert answer.status_code == 422
    assert "write a number from 1 to 2" in Page(answer).errors[0]


def test_what_is_given_up_already_cannot_be_given_up_again(visitor, delivered, today):
    today("2026-03-03")
    withdraw(visitor, delivered, 2)

    answer = withdraw(visitor, delivered, 1, nonce="other")

    assert answer.status_code == 422
    assert len(db.session.scalars(select(Statement)).all()) == 1


def test_nobody_withdraws_from_anothers_order(open_shop, delivered):
    stranger = open_shop.test_client()

    assert withdraw(stranger, delivered).status_code == 404
    assert stranger.get("/en/orders/M-2222-2222-2/withdraw").status_code == 404


def test_without_a_tick_nothing_is_declared(visitor, delivered):
    answer = visitor.post(f"/en/orders/{delivered.reference}/withdraw", data=PERSON)

    assert Page(answer).errors == ["Tick at least one thing you want to give up."]


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("DC-15.c")
def test_an_exempt_good_is_acknowledged_and_proposed_for_refusal(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-03")

    assert withdraw(visitor, order).status_code == 303

    assert case().state is CaseState.PENDING_REFUSAL
    assert case().ground == "exempt"


@pytest.mark.requirement("DC-15.ç")
@pytest.mark.requirement("HR-15")
@pytest.mark.parametrize(
    ("answer", "state"),
    [("no", CaseState.ACCEPTED), ("yes", CaseState.PENDING_REFUSAL)],
)
def test_a_sealed_good_depends_on_the_seal(visitor, bank, today, answer, state):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c2", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-12")

    line = order.suborders[0].lines[0]
    withdraw(visitor, order, 1, **{f"seal-{line.id}": answer})

    assert case().state is state


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("C-10")
@pytest.mark.requirement("DC-13.1")
def test_an_administrator_approves_and_the_buyer_is_told_how(visitor, delivered, today, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    assert case().goods.approve_by == date(2026, 3, 17)

    staff("orders").post(f"/en/admin/returns/{case().number}/approve")

    assert case().goods.state is GoodsReturnState.APPROVED_GOODS_BACK
    assert case().goods.send_back_by == date(2026, 3, 30)
    letter = db.session.scalars(select(Message).where(Message.kind == "return-approved")).one()
    assert "IADE-100" in letter.text
    assert "Deniz Kargo" in letter.text
    assert "Monday, 30 March 2026" in letter.text


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("TJ-cases")
def test_undecided_it_is_approved_by_itself_and_the_days_are_added(visitor, delivered, today):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    today("2026-03-17")
    assert goods.approve_undecided() == 0
    today("2026-03-18 00:05:00")

    assert goods.approve_undecided() == 1
    db.session.commit()

    assert case().goods.approved_by == "SYS"
    assert case().goods.send_back_by == date(2026, 4, 1)


@pytest.mark.requirement("SM-4.6.3")
def test_the_goods_arrive_the_shelf_grows_and_the_money_leaves(
    visitor, delivered, bank, today, team, staff
):
    today("2026-03-03")
    supplier = delivered.suborders[0].supplier
    withdraw(visitor, delivered, 2)
    staff("orders").post(f"/en/admin/returns/{case().number}/approve")
    assert refund().state is RefundState.COMPUTED  # goods or deadline (C-12)
    part = case().lines[0]

    seller = team(supplier)
    seller.post(
        f"/en/supplier/returns/{case().number}/arrived",
        data={f"good-{part.id}": "1", f"bad-{part.id}": "0", f"none-{part.id}": "1"},
    )

    assert db.session.scalars(select(Variant.stock)).one() == 8 + 1
    assert refund().state is RefundState.CLOSED
    assert case().goods.state is GoodsReturnState.RECEIVED
    seller.post(f"/en/supplier/returns/{case().number}/inspect", data={"verdict": "ok"})
    assert bank.payments["pay_1"]["refunded"] == 2 * 24500 + 7900  # a missing jar lowers nothing
    assert case().goods.state is GoodsReturnState.CLOSED
    told = set(db.session.scalars(select(Message.kind)))
    assert {"refund-sent", "refund-sent-supplier", "goods-arrived"} <= told
    assert "refund_confirmed" in evidence.kinds_of(delivered.reference)


def test_counts_that_do_not_add_up_are_sent_back(visitor, delivered, today, team, staff):
    today("2026-03-03")
    withdraw(visitor, delivered, 2)
    staff("orders").post(f"/en/admin/returns/{case().number}/approve")
    part = case().lines[0]

    answer = team(delivered.suborders[0].supplier).post(
        f"/en/supplier/returns/{case().number}/arrived",
        data={f"good-{part.id}": "5", f"bad-{part.id}": "0", f"none-{part.id}": "0"},
    )

    assert answer.status_code == 422
    assert "must add up" in Page(answer).errors[0]


@pytest.mark.requirement("C-12")
def test_on_day_twelve_the_money_leaves_even_if_nothing_came_back(
    visitor, delivered, bank, today, staff
):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    staff("orders").post(f"/en/admin/returns/{case().number}/approve")
    today("2026-03-27")
    assert refunds.release_due() == 0
    today("2026-03-28")

    assert refunds.release_due() == 1
    from app.kernel import transactions

    transactions.save()
    assert refund().state is RefundState.CLOSED
    assert refund().due_on == date(2026, 3, 30)


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("HR-06")
def test_without_goods_a_reason_is_asked_and_the_money_leaves_at_once(
    visitor, delivered, bank, today, staff
):
    today("2026-03-03")
    withdraw(visitor, delivered)
    desk = staff("orders")
    path = f"/en/admin/returns/{case().number}/decide/without-goods"

    assert desk.post(path, data={"reason": ""}).status_code == 422
    desk.post(path, data={"reason": "Not worth the carriage."})

    assert case().goods.state is GoodsReturnState.CLOSED
    assert refund().state is RefundState.CLOSED


@pytest.mark.requirement("DC-12.2.c")
def test_a_case_is_paid_back_once(visitor, delivered, bank, today, staff):
    today("2026-03-03")
    withdraw(visitor, delivered, 2)
    staff("orders").post(
        f"/en/admin/returns/{case().number}/decide/without-goods", data={"reason": "spoiled"}
    )

    refunds.release(refund(), None)
    db.session.commit()

    assert bank.calls.count("refund") == 1


def test_nothing_is_called_paid_back_before_the_provider_says_so(
    visitor, delivered, bank, today, staff
):
    today("2026-03-03")
    bank.unreachable.add("refund")
    withdraw(visitor, delivered, 2)
    staff("orders").post(
        f"/en/admin/returns/{case().number}/decide/without-goods", data={"reason": "spoiled"}
    )

    page = Page(visitor.get(f"/en/orders/{delivered.reference}"))

    assert refund().confirmed_at is None
    assert "Paid back" not in page.text


@pytest.mark.requirement("SM-4.7")
def test_above_the_limit_two_people_release(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=600000))
    deliver(order, "2026-03-02")
    withdraw(visitor, order)
    staff("orders").post(
        f"/en/admin/returns/{case().number}/decide/without-goods", data={"reason": "spoiled"}
    )
    assert refund().state is RefundState.COMPUTED
    path = f"/en/admin/refunds/{refund().number}/release"
    first, second = staff("finance"), staff("finance")

    first.post(path)
    assert refund().state is RefundState.COMPUTED
    assert first.post(path).status_code == 422
    second.post(path)

    assert refund().state is RefundState.CLOSED


@pytest.mark.requirement("DC-11.guest")
def test_the_public_form_is_the_same_on_hit_and_miss(open_shop, delivered, today):
    today("2026-03-03")
    guest = open_shop.test_client()

    def declare(order, email, nonce):
        data = {"name": "Elif", "order": order, "email": email, "nonce": nonce, "step": "confirm"}
        answer = guest.post("/en/withdraw", data=data)
        return Page(guest.get(answer.headers["Location"]))

    hit = declare(delivered.reference, "elif@example.org", "a")
    miss = declare("M-2222-2222-2", "elif@example.org", "b")

    assert hit.heading == miss.heading == "Your return number"
    assert hit.headings() == miss.headings()
    states = list(db.session.scalars(select(Statement.state).order_by(Statement.id)))
    assert states == [StatementState.MATCHED, StatementState.UNMATCHED]
    assert db.session.scalars(select(OrderLine.returning)).all() == [2]


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("DC-11.2.a")
def test_an_unreadable_order_number_waits_at_the_desk_with_its_time(
    open_shop, delivered, today, staff
):
    today("2026-03-16 23:00:00")
    guest = open_shop.test_client()
    data = {"name": "Elif", "order": "1042, kavanoz", "email": "e@example.org", "step": "confirm"}
    guest.post("/en/withdraw", data=data | {"nonce": "x"})
    number = db.session.scalars(select(Statement.number)).one()
    today("2026-03-19")

    staff("orders").post(f"/en/admin/returns/unmatched/{number}", data=everything_of(delivered))

    assert case().state is CaseState.ACCEPTED  # in time: the notice counts, not the desk
    assert refund().due_on == date(2026, 3, 30)


@pytest.mark.requirement("EU-2")
def test_three_things_are_enough(open_shop, delivered):
    guest = open_shop.test_client()

    page = Page(guest.post("/en/withdraw", data={"name": "", "order": "", "email": "x"}))

    assert [error.split(":")[0] for error in page.errors] == [
        "Name and surname",
        "E-mail for the receipt",
        "Order number",
    ]


@pytest.mark.requirement("AM-12A.2")
def test_the_seller_hears_of_it_in_the_same_transaction(visitor, delivered, today):
    today("2026-03-03")
    withdraw(visitor, delivered)

    letter = db.session.scalars(
        select(Message).where(Message.kind == "withdrawal-for-supplier")
    ).one()
    assert letter.recipient == delivered.suborders[0].supplier.email


@pytest.mark.requirement("AM-12A.2")
def test_what_cannot_be_told_to_the_seller_is_not_taken_and_not_acknowledged(
    visitor, delivered, today, monkeypatch
):
    today("2026-03-03")

    def broken(_case):
        raise RuntimeError("no letter")

    monkeypatch.setattr("app.returns.services.cases.messages.for_supplier", broken)
    with pytest.raises(RuntimeError):
        withdraw(visitor, delivered)

    db.session.rollback()
    assert db.session.scalars(select(Statement)).all() == []
    kinds = select(Message.kind).where(Message.kind.startswith("withdrawal"))
    assert db.session.scalars(kinds).all() == []


@pytest.mark.requirement("AM-12A.2")
def test_the_seller_finds_it_among_the_returns_at_once(visitor, delivered, today, team):
    today("2026-03-03")
    withdraw(visitor, delivered)

    desk = team(delivered.suborders[0].supplier)

    assert case().number in Page(desk.get("/en/supplier/returns")).text
    assert desk.get(f"/en/supplier/returns/{case().number}").status_code == 200


@pytest.mark.requirement("SM-4.3")
@pytest.mark.requirement("DC-20.1")
def test_an_order_closes_when_its_period_is_over_and_nothing_is_open(delivered, today):
    today("2026-03-16")
    assert endings.close_finished() == 0
    today("2026-03-17")

    assert endings.close_finished() == 1
    db.session.commit()

    assert evidence.bodies_of(delivered.reference, "closed")[0]["keep_until"] == "2029-03-17"


@pytest.mark.requirement("SM-4.6")
def test_two_suppliers_are_two_cases_of_one_number(visitor, bank, today):
    today("2026-03-02 09:00:00")
    fill_cart(visitor, a_product())
    order = buy(visitor, bank, a_product(name="Bal"))
    deliver(order, "2026-03-02")

    withdraw(visitor, order)

    numbers = list(db.session.scalars(select(Case.number).order_by(Case.id)))
    statement = db.session.scalars(select(Statement.number)).one()
    assert numbers == [f"{statement}-1", f"{statement}-2"]
    assert len(db.session.scalars(select(GoodsReturn)).all()) == 2


@pytest.mark.requirement("DC-5.1.ğ")
def test_an_exemption_nobody_was_told_of_does_not_count(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())
    deliver(order, "2026-03-02")
    order.suborders[0].lines[0].wd_code = "c"  # set afterwards, never shown
    db.session.commit()
    today("2026-03-03")

    withdraw(visitor, order)

    assert case().state is CaseState.ACCEPTED
