"""A seller's damage claim: documented, by two people, apart from the refund (C-14, 4.6.4)."""

import io

import pytest

from app.evidence import queries as evidence
from app.extensions import db
from app.ledger import queries as ledger
from app.payments.models import RefundState
from app.returns.models import DamageState, GoodsReturnState, Inspection
from app.returns.services import arrivals, damage
from app.settings import services as settings
from tests.page import Page
from tests.returns.steps import (
    a_photo,
    approve,
    case,
    case_page,
    count,
    day,
    inspect,
    letters,
    refunds,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("open_shop")
WHY = "The jars were emptied and filled with water."


@pytest.fixture
def came_back(visitor, delivered, today, staff, team):
    """Both jars are with the seller again, and the money is on its way."""
    today("2026-03-16 10:00:00")
    withdraw(visitor, delivered, 2)
    approve(staff("orders"))
    seller = team(delivered.suborders[0].supplier)
    count(seller, bad=2)
    return seller


def propose(seller, photos=1, reason=WHY, amount="120,00"):
    pictures = [(io.BytesIO(a_photo()), f"{n}.jpg") for n in range(photos)]
    return inspect(seller, "beyond_use", reason=reason, sum=amount, photos=pictures)


def second(desk, event="damage-agree"):
    return desk.post(f"/en/admin/returns/{case().number}/goods/{event}")


@pytest.fixture
def opened(came_back, staff):
    propose(came_back)
    second(staff("orders"))
    assert case().damage.state is DamageState.OPEN
    return came_back


@pytest.mark.requirement("SM-4.6.4")
@pytest.mark.requirement("DC-13.2")
@pytest.mark.parametrize(
    ("photos", "reason", "amount", "sentence"),
    [
        (0, WHY, "120,00", "at least one photo"),
        (1, "", "120,00", "goes beyond proper use"),
        (1, WHY, "0", "above zero"),
        (1, WHY, "490,01", "not above the price"),
    ],
)
def test_the_third_answer_needs_photo_reason_and_sum(came_back, photos, reason, amount, sentence):
    answer = propose(came_back, photos, reason, amount)

    assert answer.status_code == 422
    assert sentence in Page(answer).errors[0]
    assert case().damage is None


@pytest.mark.requirement("SM-4.6.4")
def test_a_second_person_looks_before_the_buyer_is_asked(came_back, staff):
    propose(came_back)
    assert letters("damage-claim") == []

    second(staff("orders"))

    assert case().damage.state is DamageState.OPEN
    assert case().damage.answer_by == day("2026-03-30")
    assert case().goods.inspection is Inspection.BEYOND_USE
    assert "120.00" in letters("damage-claim")[0].text


def test_the_same_person_is_no_second_one(came_back, staff, open_shop):
    propose(came_back)
    case().damage.proposed_by = "1"
    db.session.commit()
    from tests.builders import a_member, logged_in

    member = a_member(rights=["orders"])
    case().damage.proposed_by = str(member.id)
    db.session.commit()

    answer = second(logged_in(open_shop, "member", member.id))

    assert answer.status_code == 422
    assert case().damage.state is DamageState.PROPOSED


@pytest.mark.requirement("SM-4.6.4")
@pytest.mark.requirement("C-14")
@pytest.mark.requirement("HR-12")
def test_the_refund_is_never_held_up_nor_lowered(opened, delivered):
    assert refunds()[0].state is RefundState.CLOSED
    assert refunds()[0].amount_minor == delivered.total_minor
    assert case().goods.state is GoodsReturnState.CLOSED


@pytest.mark.requirement("SM-4.6.4")
def test_the_buyer_agrees_in_writing(visitor, opened, delivered):
    assert "The seller asks 120.00" in case_page(visitor).text

    visitor.post(f"/en/returns/{case().number}/damage/agree", data={"text": "Fair enough."})

    assert case().damage.state is DamageState.ACCEPTED
    body = evidence.bodies_of(delivered.reference, "damage_agreed")[0]
    assert (body["sum"], body["text"]) == (12000, "Fair enough.")
    assert refunds()[0].amount_minor == delivered.total_minor
    assert ledger.balance(f"shopper:{delivered.reference}") == 12000  # owed to the seller, apart


@pytest.mark.requirement("SM-4.6.4")
def test_the_buyer_disagrees_and_the_seller_takes_it_further(visitor, opened, staff):
    visitor.post(f"/en/returns/{case().number}/damage/disagree", data={"text": "I did not."})
    assert case().damage.state is DamageState.REJECTED
    path = f"/en/supplier/returns/{case().number}/damage/bring"
    assert opened.post(path, data={"reference": ""}).status_code == 422

    opened.post(path, data={"reference": "2026/118"})
    assert case().damage.state is DamageState.TO_AU
    staff("orders").post(
        f"/en/admin/returns/{case().number}/damage/dismissed",
        data={"text": "The committee saw proper use."},
    )

    assert case().damage.state is DamageState.REJECTED
    assert case().damage.decision == "The committee saw proper use."


@pytest.mark.requirement("SM-4.6.4")
@pytest.mark.requirement("TJ-cases")
def test_silence_is_no_consent(opened, today):
    today("2026-03-30 23:00:00")
    assert damage.reject_unanswered() == 0
    today("2026-03-31 00:05:00")

    assert damage.reject_unanswered() == 1
    assert case().damage.state is DamageState.REJECTED


@pytest.mark.requirement("SM-4.6.4")
def test_the_seller_lets_it_be(opened):
    opened.post(f"/en/supplier/returns/{case().number}/damage/drop")

    assert case().damage.state is DamageState.REJECTED
    assert len(letters("damage-over")) == 1


@pytest.mark.requirement("SM-4.6.4")
def test_the_second_person_sees_proper_use(came_back, staff):
    propose(came_back)

    second(staff("orders"), "damage-disagree")

    assert case().goods.inspection is Inspection.NORMAL_USE
    assert letters("damage-claim") == []


@pytest.mark.requirement("SM-4.6.4")
def test_unconfirmed_in_three_business_days_the_goods_are_in_order(came_back, today):
    propose(came_back)
    today("2026-03-20 00:05:00")

    assert arrivals.inspect_undecided() == 1
    assert case().goods.inspection is Inspection.OK
    assert case().damage.state is DamageState.REJECTED


def test_a_house_without_damage_claims_does_not_offer_them(came_back, delivered):
    settings.change("damage_claim_enabled", False, "test")
    db.session.commit()

    page = Page(came_back.get(f"/en/supplier/returns/{case().number}"))

    assert "Used beyond what is proper" not in page.text
    assert propose(came_back).status_code == 422
    assert case().damage is None
