"""Pieces that never come take their extras and warranties along (arts 14 and 16): who is owed."""

from datetime import date

import pytest

from app.catalogue.models import Variant
from app.checkout.audit import extras_audit
from app.extensions import db
from app.kernel import transactions
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.orders.models import AncillaryContract, SetbackKind, SubOrderState
from app.orders.services import endings, fulfilment, setbacks
from app.orders.services.actors import Actor
from app.orders.services.endings import Impossibility
from app.payments.models import RefundState
from app.payments.services.binding import give_everything_back
from app.settings import services as settings
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.checkout.test_extras import ticks
from tests.kinds import a_box, a_warranty, an_extra
from tests.page import Page
from tests.payments.refunding import refunds_of
from tests.returns.test_kinds import pay
from tests.shopping import buy, fill_cart, review_form, to_review
from tests.withdrawing import withdraw

pytestmark = pytest.mark.usefixtures("open_shop")
BUYER = Actor("SH")


@pytest.fixture
def lamps(visitor, bank, today):
    """Two lamps for 400 TL, each wrapped (30 TL) and with a warranty (99 TL), carriage 40 TL."""
    today("2026-03-02 09:00:00")
    maker = a_supplier(delivery=[a_delivery_method(fee_minor=4000, free_from_minor=None)])
    lamp = a_product(name="Fener", price_minor=40000, lead_days=10, supplier=maker)
    an_extra(lamp)
    a_warranty(lamp)
    fill_cart(visitor, lamp, 2)
    page = to_review(visitor)
    visitor.post("/en/checkout/extras", data=review_form(page) | {"extra": ticks(page)})
    order = pay(visitor, bank)
    assert order.total_minor == 2 * (40000 + 3000 + 9900) + 4000
    return order


def sums(order):
    """Of each refund: whether it follows another's cause, its kind, goods and delivery."""
    causes = {refund.cause for refund in refunds_of(order)}
    return [(r.cause[:-2] in causes, r.kind, r.goods_minor, r.delivery_minor)
            for r in refunds_of(order) if r.interest_minor == 0]  # fmt: skip


def lines_of(order):
    db.session.expire_all()
    return [(line.kept, line.cancelled) for line in order.suborders[0].lines]


def shopper_and_refunds(order):
    names = (f"shopper:{order.reference}", f"refunds:{order.reference}")
    return [ledger.balance(name) for name in names]


@pytest.mark.requirement("DC-14.1")
@pytest.mark.requirement("DC-16.2")
def test_one_lamp_ended_for_non_delivery_takes_one_wrapping_and_one_warranty(lamps, bank, today):
    today("2026-03-13 09:00:00")
    lamp = lamps.suborders[0].lines[0]

    endings.terminate(lamps.suborders[0], {lamp.id: 1}, BUYER)
    transactions.save()

    assert lines_of(lamps) == [(1, 1)] * 3
    assert sums(lamps) == [
        (False, "termination", 40000, 0),
        (True, "termination", 3000 + 9900, 0),
    ]
    assert bank.payments["pay_1"]["refunded"] == 40000 + 3000 + 9900
    tied = db.session.query(AncillaryContract).one()
    assert tied.ended_on is None  # the other lamp's goes on
    letter = db.session.query(Message).filter_by(kind="ancillary-ended").one()
    assert (letter.recipient, letter.statutory) == ("garanti@example.org", True)


@pytest.mark.requirement("DC-14.1")
@pytest.mark.requirement("DC-16.3.a")
def test_both_lamps_ended_bring_everything_back_and_interest_on_all_of_it(lamps, bank, today):
    """1 058.00 + 40.00 paid on 2026-03-02, sent back on 2026-03-13: 11 days at 24 %."""
    today("2026-03-13 09:00:00")

    endings.terminate(lamps.suborders[0], {}, BUYER)
    transactions.save()

    assert lines_of(lamps) == [(0, 2)] * 3
    assert lamps.suborders[0].state is SubOrderState.TERMINATED
    assert sums(lamps) == [
        (False, "termination", 80000, 4000),
        (True, "termination", 6000 + 19800, 0),
    ]
    assert bank.payments["pay_1"]["refunded"] == lamps.total_minor
    interest = [(r.cause[-2:] == "-T", r.interest_minor) for r in refunds_of(lamps)]
    # 840.00 x 0.24 x 11 / 365 = 6.0756...; 258.00 x 0.24 x 11 / 365 = 1.8660...
    assert [row for row in interest if row[1]] == [(False, 608), (True, 187)]
    assert {r.due_on for r in refunds_of(lamps)} == {date(2026, 3, 27)}
    tied = db.session.query(AncillaryContract).one()
    assert tied.ended_on == date(2026, 3, 13)
    assert shopper_and_refunds(lamps) == [0, -(608 + 187)]


@pytest.mark.requirement("DC-14.1")
@pytest.mark.requirement("DC-16.4.b")
@pytest.mark.parametrize("how", ["impossibility", "cancellation", "lost"])
def test_whatever_ends_the_lamps_their_extras_go_back_under_the_same_kind(lamps, bank, today, how):
    suborder = lamps.suborders[0]
    today("2026-03-04 09:00:00")
    if how == "impossibility":
        why = Impossibility(date(2026, 3, 4), "destroyed", "a fire")
        endings.perform_not(suborder, why, Actor("SU", "1"))
    else:
        pieces = {line.id: 2 for line in suborder.lines}
        if how == "lost":
            parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", pieces, Actor("SU", "1"))
            setback = setbacks.parcel_gone_wrong(parcel, SetbackKind.LOST)
        else:
            setback = setbacks.propose_cancellation(suborder, pieces, "", Actor("SU", "1"))
        setbacks.choose(setback, "refund" if how == "lost" else "agree", BUYER)
    transactions.save()

    assert lines_of(lamps) == [(0, 2)] * 3
    assert sums(lamps) == [(False, how, 80000, 4000), (True, how, 25800, 0)]
    assert bank.payments["pay_1"]["refunded"] == lamps.total_minor
    assert shopper_and_refunds(lamps) == [0, 0]


@pytest.mark.requirement("DC-14.1")
def test_a_warranty_given_up_before_is_not_paid_back_again_with_its_lamp(
    lamps, visitor, bank, today
):
    today("2026-03-03 09:00:00")
    withdraw(visitor, lamps, line_3=2)
    transactions.save()
    assert bank.payments["pay_1"]["refunded"] == 2 * 9900
    today("2026-03-13 09:00:00")

    endings.terminate(lamps.suborders[0], {}, BUYER)
    transactions.save()

    assert lines_of(lamps) == [(0, 2)] * 3
    assert sums(lamps)[1:] == [
        (False, "termination", 80000, 4000),
        (True, "termination", 6000, 0),
    ]
    assert bank.payments["pay_1"]["refunded"] == lamps.total_minor


@pytest.mark.requirement("DC-14.1")
def test_when_a_cancelled_lamp_goes_back_on_the_shelf_so_does_its_wrapping(lamps, today):
    suborder = lamps.suborders[0]
    shelf = [db.session.get_one(Variant, line.variant_id).stock for line in suborder.lines]
    today("2026-03-04 09:00:00")
    pieces = {suborder.lines[0].id: 1}

    setback = setbacks.propose_cancellation(suborder, pieces, "", Actor("SU", "1"))
    setbacks.choose(setback, "agree", BUYER)
    transactions.save()

    db.session.expire_all()
    after = [db.session.get_one(Variant, line.variant_id).stock for line in suborder.lines]
    assert after == [pieces_ + 1 for pieces_ in shelf]


@pytest.fixture
def boxes(visitor, bank, today):
    """A box in three deliveries, 300 TL each and 50 TL for its carriage, ordered on 30 January."""
    today("2026-01-30 09:00:00")
    maker = a_supplier(delivery=[a_delivery_method(fee_minor=5000, free_from_minor=None)])
    order = buy(visitor, bank, a_box(supplier=maker, lead_days=3))
    assert order.total_minor == 3 * (30000 + 5000)
    return order


def send(order):
    suborder = order.suborders[0]
    parcel = fulfilment.dispatch(
        suborder, "Deniz Kargo", "DK 1", {suborder.lines[0].id: 1}, Actor("SU", "1")
    )
    db.session.commit()
    return parcel


def comes(parcel, day):
    fulfilment.record_receipt(parcel, "carrier", date.fromisoformat(day), Actor("SU", "1"))
    transactions.save()


@pytest.mark.requirement("DC-16.2")
@pytest.mark.requirement("DC-16.3.a")
def test_a_second_box_that_is_late_ends_the_rest_and_the_first_stays(boxes, visitor, bank, today):
    """The first came on 3 February; the second, promised for 2 March, did not."""
    suborder = boxes.suborders[0]
    today("2026-02-03 09:00:00")
    comes(send(boxes), "2026-02-03")
    today("2026-03-02 23:59:59")
    assert not endings.may_terminate(suborder)
    today("2026-03-03 09:00:00")
    page = Page(visitor.get(f"/en/orders/{boxes.reference}"))
    assert page.has_link("End the contract for non-delivery")

    endings.terminate(suborder, {}, BUYER)
    transactions.save()

    line = suborder.lines[0]
    assert (line.kept, line.cancelled, line.received) == (1, 2, 1)
    assert suborder.state is SubOrderState.DELIVERED
    principal, interest = refunds_of(boxes)
    assert (principal.goods_minor, principal.delivery_minor) == (60000, 10000)
    assert bank.payments["pay_1"]["refunded"] == 70000
    # 700.00 x 0.24 x 32 days (30 January to 3 March) / 365 = 14.7287...
    assert interest.interest_minor == 1473


@pytest.mark.requirement("DC-16.2")
def test_a_second_box_that_arrives_after_the_ending_is_the_sellers_and_owed_by_nobody(
    boxes, bank, today
):
    suborder = boxes.suborders[0]
    today("2026-02-03 09:00:00")
    comes(send(boxes), "2026-02-03")
    today("2026-03-01 09:00:00")
    second = send(boxes)
    today("2026-03-03 09:00:00")
    endings.terminate(suborder, {}, BUYER)
    transactions.save()
    assert second.ended_at is not None
    assert second.turn_back_asked_at is not None
    today("2026-03-05 09:00:00")

    comes(second, "2026-03-05")

    line = suborder.lines[0]
    assert (line.kept, line.cancelled, line.dispatched, line.received) == (1, 2, 1, 1)
    assert suborder.state is SubOrderState.DELIVERED
    assert bank.payments["pay_1"]["refunded"] == 70000
    assert [r.state for r in refunds_of(boxes)] == [RefundState.CLOSED, RefundState.IBAN_ASKED]


@pytest.mark.requirement("DC-16.2")
def test_one_box_ended_leaves_the_last_one_owed(boxes, bank, today):
    suborder = boxes.suborders[0]
    today("2026-02-03 09:00:00")
    comes(send(boxes), "2026-02-03")
    today("2026-03-03 09:00:00")

    endings.terminate(suborder, {suborder.lines[0].id: 1}, BUYER)
    transactions.save()

    assert bank.payments["pay_1"]["refunded"] == 35000
    assert not endings.may_terminate(suborder)  # the third has a day of its own
    today("2026-04-03 09:00:00")
    assert endings.may_terminate(suborder)
    third = send(boxes)
    comes(third, "2026-04-03")
    assert suborder.state is SubOrderState.DELIVERED
    assert bank.payments["pay_1"]["refunded"] == 35000


@pytest.fixture
def generous(visitor, bank, today):
    """A jar for 245 TL, carriage 79 TL, and 20 TL given to the cooperative."""
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    today("2026-03-02 09:00:00")
    fill_cart(visitor, a_product(lead_days=10))
    form = review_form(to_review(visitor))
    visitor.post("/en/checkout/extras", data=form | {"donation": "20"})
    order = pay(visitor, bank)
    assert (order.donation_minor, order.total_minor) == (2000, 24500 + 7900 + 2000)
    return order


@pytest.mark.requirement("DC-2.3")
def test_a_donation_is_the_cooperatives_from_the_first_moment(generous):
    moved = [t for t in ledger.transfers_about(generous.reference) if t.kind == "donation"]

    assert [(t.debit, t.credit, t.amount_minor) for t in moved] == [
        (f"shopper:{generous.reference}", "cooperative", 2000)
    ]
    assert ledger.balance(f"shopper:{generous.reference}") == 0
    assert sum(account.balance_minor for account in ledger.totals()) == 0


@pytest.mark.requirement("DC-2.3")
@pytest.mark.parametrize("how", ["withdrawal", "termination", "impossibility"])
def test_a_donation_stays_given_when_all_the_goods_go_back(generous, visitor, bank, today, how):
    suborder = generous.suborders[0]
    today("2026-03-13 09:00:00")
    if how == "withdrawal":
        withdraw(visitor, generous, line_1=1)
    elif how == "termination":
        endings.terminate(suborder, {}, BUYER)
    else:
        why = Impossibility(date(2026, 3, 13), "destroyed", "a fire")
        endings.perform_not(suborder, why, Actor("SU", "1"))
    transactions.save()

    assert bank.payments["pay_1"]["refunded"] == 24500 + 7900
    assert ledger.balance("cooperative") == -2000
    assert ledger.balance(f"shopper:{generous.reference}") == 0


@pytest.mark.requirement("DC-19.2")
@pytest.mark.requirement("DC-2.3")
def test_a_donation_nobody_typed_is_borne_by_the_cooperative_that_had_it(
    visitor, bank, today, monkeypatch
):
    monkeypatch.setattr("app.orders.services.review._record_extras", lambda order: None)
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    today("2026-03-02 09:00:00")
    jar = a_product()
    fill_cart(visitor, jar)
    form = review_form(to_review(visitor))
    visitor.post("/en/checkout/extras", data=form | {"donation": "20"})
    order = pay(visitor, bank)
    supplier = f"supplier:{jar.supplier_id}"
    owed = ledger.balance(supplier)
    assert ledger.balance("cooperative") == -2000

    extras_audit()
    transactions.save()

    assert bank.payments["pay_1"]["refunded"] == 2000
    assert ledger.balance("cooperative") == 0
    assert ledger.balance(supplier) == owed
    assert shopper_and_refunds(order) == [0, 0]


@pytest.mark.requirement("DC-8.1")
def test_a_contract_that_does_not_bind_gives_back_its_extras_too(lamps, bank, today):
    suborder = lamps.suborders[0]
    suborder.not_binding = True
    db.session.commit()
    today("2026-03-04 09:00:00")

    give_everything_back(suborder)
    transactions.save()

    assert bank.payments["pay_1"]["refunded"] == lamps.total_minor
    assert lines_of(lamps) == [(0, 2)] * 3
