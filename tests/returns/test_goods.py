"""Goods on their way back: codes, labels, collection, arrival, inspection (4.6.3, DC-12.3)."""

import io
import re

import pytest

from app.catalogue.models import Variant
from app.extensions import db
from app.kernel import ids, transactions
from app.payments.models import RefundState
from app.payments.services import refunds as paying
from app.returns.models import GoodsReturnState, Inspection, WayBack
from app.returns.services import arrivals, goods, labels
from app.settings import services as settings
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.returns.steps import (
    a_paper,
    a_photo,
    approve,
    case,
    case_page,
    count,
    day,
    decide,
    inspect,
    letters,
    refunds,
    statement,
    withdraw,
)
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def approved(visitor, delivered, today, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    approve(staff("orders"))
    return delivered


def of_a_supplier(visitor, bank, today, **supplier):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(supplier=a_supplier(**supplier)), 2)
    deliver(order, "2026-03-02")
    today("2026-03-16 10:00:00")
    withdraw(visitor, order, 2)
    return order


def give(desk, way, **data):
    return desk.post(f"/en/admin/returns/{case().number}/way/{way}", data=data)


@pytest.mark.requirement("HR-05")
@pytest.mark.requirement("DC-12.3.a")
@pytest.mark.requirement("C-21")
def test_the_code_the_carrier_and_the_address_come_with_the_approval(visitor, approved):
    page = case_page(visitor)

    assert case().goods.way is WayBack.CODE
    for words in ("IADE-100", "Deniz Kargo", "İskele Mah. Ağcılar Sok. 9", case().number):
        assert words in letters("return-approved")[0].text
        assert words in page.text
    assert "hand the goods to the carrier · Monday, 30 March 2026 (14 days left)" in page.text


def test_approved_at_once_where_the_house_says_so(visitor, bank, today, open_shop):
    settings.change("approval_business_days", 0, "test")
    db.session.commit()
    of_a_supplier(visitor, bank, today)

    assert case().goods.state is GoodsReturnState.APPROVED_GOODS_BACK
    assert case().goods.approved_by == "SYS"


def test_without_a_code_the_desk_has_one_business_day(visitor, bank, today, staff):
    of_a_supplier(visitor, bank, today, return_code=None)
    desk = staff("orders")
    approve(desk)
    page = Page(desk.get("/en/admin"))
    assert "the buyer has no code, label or day of collection yet" in page.text

    give(desk, "code", carrier="Deniz Kargo", code="DK-77")

    assert case().goods.return_code == "DK-77"
    assert "DK-77" in letters("return-way")[0].text
    assert "the buyer has no code" not in Page(desk.get("/en/admin")).text


def test_a_label_is_uploaded_and_printed_by_the_buyer(visitor, bank, today, staff):
    of_a_supplier(visitor, bank, today, return_code=None)
    desk = staff("orders")
    approve(desk)
    assert give(desk, "label", carrier="Deniz Kargo").status_code == 422

    give(desk, "label", carrier="Deniz Kargo", label=(io.BytesIO(a_paper()), "etiket.pdf"))

    link = case_page(visitor).link("Download the label")
    assert visitor.get(link).data == a_paper()


@pytest.mark.requirement("DC-12.3.c")
@pytest.mark.parametrize(
    ("coverage", "places", "way"),
    [
        ("everywhere_except", ["İzmir: Urla"], WayBack.COLLECTION),
        ("everywhere_except", ["Çanakkale: Bozcaada"], WayBack.CODE),
        ("only", ["Çanakkale"], WayBack.COLLECTION),
        ("only", ["İzmir"], WayBack.CODE),
    ],
)
def test_where_the_carrier_has_no_branch_the_seller_collects(
    visitor, bank, today, staff, coverage, places, way
):
    of_a_supplier(visitor, bank, today, return_coverage=coverage, return_places=places)

    approve(staff("orders"))

    assert case().goods.way is way
    assert (case().goods.send_back_by is None) is (way is WayBack.COLLECTION)


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("DC-12.3.c")
def test_a_day_of_collection_is_given_and_counts_as_sent(visitor, bank, today, staff):
    of_a_supplier(visitor, bank, today, return_coverage="only", return_places=[])
    desk = staff("orders")
    approve(desk)
    # five business days from Monday 16 March: 17, 18, 19, 23, 24
    for wrong in ("2026-03-15", "2026-03-25", ""):
        assert give(desk, "collection", day=wrong).status_code == 422

    give(desk, "collection", day="2026-03-18")

    assert "Wednesday, 18 March 2026" in letters("return-way")[0].text
    assert "the seller: fetch the goods from you" in case_page(visitor).text
    today("2026-03-19 00:05:00")
    assert labels.collected() == 1
    db.session.commit()
    assert case().goods.state is GoodsReturnState.SENT
    assert case().goods.sent_at.date() == day("2026-03-18")


@pytest.mark.requirement("DC-12.3.b")
@pytest.mark.requirement("DC-12.2.b")
def test_without_a_named_carrier_any_receipt_is_paid_back(visitor, without_carrier, today, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, without_carrier, 2)
    approve(staff("orders"))
    path = f"/en/returns/{case().number}/cost"
    assert visitor.post(path, data={"sum": "65,00"}).status_code == 422

    visitor.post(path, data={"sum": "65,00", "receipt": (io.BytesIO(a_photo()), "fis.jpg")})

    own = next(r for r in refunds() if r.kind == "return_cost")
    assert (own.amount_minor, own.due_on) == (6500, day("2026-03-30"))  # the receipt of 65.00
    again = visitor.post(path, data={"sum": "65,00", "receipt": (io.BytesIO(a_photo()), "fis.jpg")})
    assert again.status_code == 409


def test_costs_are_not_asked_back_where_a_free_carrier_was_named(visitor, approved):
    data = {"sum": "65,00", "receipt": (io.BytesIO(a_photo()), "fis.jpg")}

    assert visitor.post(f"/en/returns/{case().number}/cost", data=data).status_code == 409


@pytest.mark.requirement("DC-12.3.d")
def test_another_carrier_is_said_to_be_the_buyers_before_it_is_chosen(visitor, approved, bank):
    sentence = "Another carrier is your choice, but then its price is yours too."

    assert sentence in letters("return-approved")[0].text
    assert sentence in case_page(visitor).text
    assert refunds()[0].amount_minor == approved.total_minor  # nothing is taken off


@pytest.mark.requirement("C-13")
@pytest.mark.requirement("HR-11")
@pytest.mark.requirement("HR-13")
def test_the_packing_list_is_advice_and_never_a_ground(visitor, approved, team):
    text = case_page(visitor).text

    assert "box, packing and accessories, as far as you still have them" in text
    assert "never a reason to refuse" in text
    seller = team(approved.suborders[0].supplier)
    count(seller, good=0, bad=2)  # no box, no invoice, used
    assert refunds()[0].amount_minor == approved.total_minor
    assert refunds()[0].state is RefundState.CLOSED


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("C-09")
def test_a_late_parcel_is_a_flag_and_never_a_loss(visitor, approved, today, bank):
    today("2026-04-02")

    page = case_page(visitor)

    assert "The day for sending has passed" in page.text
    paying.release_due()
    transactions.save()
    assert refunds()[0].state is RefundState.CLOSED


@pytest.mark.requirement("DC-13.1")
@pytest.mark.parametrize(
    ("rule_set", "approved_on", "expected"),
    [
        ("DC-2014", "2026-03-16", "2026-03-26"),
        ("DC-2026", "2026-03-16", "2026-03-30"),
        ("DC-2014", "2026-03-17", "2026-03-27"),
        ("DC-2026", "2026-03-17", "2026-03-31"),
    ],
)
def test_the_days_of_the_approval_are_added(
    visitor, delivered, today, staff, rule_set, approved_on, expected
):
    delivered.rule_set = rule_set
    delivered.terms = delivered.terms | {"send_back_days": None}
    db.session.commit()
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered)
    today(approved_on)

    approve(staff("orders"))

    assert case().goods.send_back_by == day(expected)


@pytest.mark.requirement("SM-4.6.3")
def test_what_arrives_before_the_approval_waits_for_it(visitor, delivered, today, staff, team):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    seller = team(delivered.suborders[0].supplier)

    count(seller, good=2)

    assert case().goods.state is GoodsReturnState.AWAITING_APPROVAL
    assert refunds()[0].state is RefundState.COMPUTED
    approve(staff("orders"))
    assert case().goods.state is GoodsReturnState.RECEIVED
    assert refunds()[0].state is RefundState.CLOSED


@pytest.mark.requirement("HR-01")
def test_the_number_comes_with_the_receipt_and_shows_every_slip(visitor, delivered, today):
    """Eight symbols of 23 and a check symbol (weights 1 to 8, mod 23), printed in fours."""
    symbols = "23456789CDFGHJKMNPRTVWX"
    today("2026-03-03")
    withdraw(visitor, delivered)
    number = statement().number

    assert re.fullmatch(rf"R-[{symbols}]{{4}}-[{symbols}]{{4}}-[{symbols}]", number)
    assert number in letters("withdrawal-received")[0].subject
    assert [each.number for each in statement().cases] == [f"{number}-1"]
    body = number.removeprefix("R-").replace("-", "")
    weighted = sum(weight * symbols.index(symbol) for weight, symbol in enumerate(body[:8], 1))
    assert body[8] == symbols[weighted % 23]
    slips = {body[:i] + s + body[i + 1 :] for i in range(9) for s in symbols}
    slips |= {body[:i] + body[i + 1] + body[i] + body[i + 2 :] for i in range(8)}
    assert [slip for slip in slips if ids.read_reference("R", slip)] == [body]


@pytest.mark.requirement("HR-01")
def test_a_parcel_without_a_number_is_found_by_its_order(visitor, approved, staff, team):
    desk = staff("orders")

    page = Page(desk.get(f"/en/admin/returns?q={approved.reference}"))

    assert case().number in page.text
    assert case().number.startswith("R-")
    seller = team(approved.suborders[0].supplier)
    page = Page(seller.get("/en/supplier/returns"))
    assert approved.suborders[0].reference in page.text
    count(seller, good=2)
    assert case().goods.received_at is not None


def test_what_came_back_is_counted_once(approved, team):
    seller = team(approved.suborders[0].supplier)
    count(seller, good=2)

    assert count(seller, good=2).status_code == 409
    assert db.session.scalars(db.select(Variant.stock)).one() == 10


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("DC-13.2")
@pytest.mark.parametrize("verdict", ["ok", "normal_use"])
def test_used_as_it_may_be_nothing_further_follows(approved, team, today, verdict):
    seller = team(approved.suborders[0].supplier)
    count(seller, good=2)

    inspect(seller, verdict)

    assert case().goods.state is GoodsReturnState.CLOSED
    assert case().goods.inspection == verdict
    assert case().damage is None


@pytest.mark.requirement("SM-4.6.3")
@pytest.mark.requirement("TJ-cases")
def test_nobody_looks_within_three_business_days_and_it_is_in_order(approved, team, today):
    count(team(approved.suborders[0].supplier), good=2)
    assert case().goods.inspect_by == day("2026-03-19")
    today("2026-03-19 23:00:00")
    assert arrivals.inspect_undecided() == 0
    today("2026-03-20 00:05:00")

    assert arrivals.inspect_undecided() == 1
    db.session.commit()

    assert case().goods.inspection is Inspection.OK
    assert case().goods.state is GoodsReturnState.CLOSED


@pytest.mark.requirement("SM-4.6.3")
def test_what_gets_lost_on_the_way_back_is_the_sellers_risk(visitor, approved, staff):
    visitor.post(f"/en/returns/{case().number}/sent", data={"tracking_number": "DK 9"})

    staff("orders").post(f"/en/admin/returns/{case().number}/goods/lost")

    assert refunds()[0].state is RefundState.CLOSED
    assert case().goods.state is GoodsReturnState.CLOSED
    assert case().lines[0].order_line.returned == 2
    assert db.session.scalars(db.select(Variant.stock)).one() == 8


@pytest.mark.requirement("SM-4.6.3")
def test_nothing_sent_for_sixty_days_is_closed_and_the_claim_noted(visitor, approved, today):
    today("2026-03-28")
    paying.release_due()
    transactions.save()
    today("2026-05-15 00:05:00")
    assert goods.close_never_sent() == 0
    today("2026-05-16 00:05:00")

    assert goods.close_never_sent() == 1
    db.session.commit()

    assert case().goods.state is GoodsReturnState.CLOSED
    assert case().goods.note == "never_sent"
    assert "the seller has a claim of its own" in case_page(visitor).text
    assert len(letters("never-sent-back")) == 1


def test_plain_cases_are_approved_together(visitor, bank, today, staff):
    numbers = []
    for nonce in ("a", "b"):
        today("2026-03-02 09:00:00")
        order = buy(visitor, bank, a_product())
        deliver(order, "2026-03-02")
        withdraw(visitor, order, nonce=nonce)
        numbers.append(case().number)

    staff("orders").post("/en/admin/returns/approve", data={"case": numbers})

    assert len(letters("return-approved")) == 2


@pytest.mark.requirement("SM-4.6.3")
def test_without_goods_the_stock_does_not_grow(visitor, delivered, today, staff):
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)

    decide(staff("orders"), "without-goods", "Opened food is not sold again.")

    assert db.session.scalars(db.select(Variant.stock)).one() == 8
    assert statement().cases[0].goods.state is GoodsReturnState.CLOSED
