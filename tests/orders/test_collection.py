"""The code of six digits: shown to the buyer, typed in by the maker, the receipt."""

from datetime import date

import pytest
from sqlalchemy import select, text

from app.evidence import queries as evidence
from app.extensions import db
from app.messaging.models import Message
from app.orders import periods
from app.orders.models import PackedLot, ReceiptEvent, ReceiptSource, SubOrder, SubOrderState
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
HOURS = {"tr": "Cumartesi 9–13", "en": "Saturday 9–13"}


@pytest.fixture
def order(visitor, bank, today):
    """A jar to be collected at the jetty, ordered on Sunday 1 March 2026."""
    today("2026-03-01 10:00:00")
    stall = a_delivery_method(
        kind="collection", fee_minor=0, address="İskele Meydanı 1, Urla", hours=HOURS
    )
    return buy(visitor, bank, a_product(supplier=a_supplier(delivery=[stall])))


@pytest.fixture
def seller(order, team):
    return team(order.suborders[0].supplier)


def part(order) -> SubOrder:
    db.session.rollback()
    db.session.expire_all()
    return order.suborders[0]


def path(order) -> str:
    return f"/en/supplier/orders/{order.reference}-1"


def shown(visitor, order) -> str:
    """The code as the buyer reads it on the order's page."""
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    number = page.soup.select_one(".num")
    return "".join(number.get_text().split()) if number else ""


def give(seller, order, code: str, lot: str = "", use_by: str = ""):
    """Type the code at the hand-over, and where the goods come from."""
    line = part(order).lines[0].id
    db.session.rollback()
    fields = {"code": code, f"lot-{line}": lot, f"use-by-{line}": use_by}
    return seller.post(f"{path(order)}/collect", data=fields)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DL-1")
@pytest.mark.requirement("DC-9.2.g")
def test_the_code_typed_at_the_hand_over_is_the_receipt(order, seller, visitor, today):
    assert shown(visitor, order) == ""
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)
    assert len(code) == 6
    assert (
        "İskele Meydanı 1, Urla · Saturday 9–13"
        in Page(visitor.get(f"/en/orders/{order.reference}")).text
    )
    today("2026-03-02 09:00:00")

    answer = seller.post(f"{path(order)}/collect", data={"code": f"{code[:3]} {code[3:]}"})

    assert answer.status_code == 303
    suborder = part(order)
    assert suborder.state is SubOrderState.DELIVERED
    receipt = db.session.scalars(select(ReceiptEvent)).one()
    assert (receipt.source, receipt.received_on) == (ReceiptSource.COLLECTION, date(2026, 3, 2))
    assert periods.last_day(suborder) == date(2026, 3, 16)
    db.session.rollback()
    assert shown(visitor, order) == ""


def test_the_code_reaches_the_buyer_and_nobody_at_the_makers_desk(order, seller, visitor):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)

    desk = Page(seller.get(path(order)))
    letter = db.session.scalars(select(Message).where(Message.kind == "ready")).one()

    assert code not in desk.text
    assert code in letter.text
    assert "Saturday 9–13" in letter.text


def test_the_database_holds_no_code_that_can_be_read(order, seller, visitor):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)

    row = db.session.execute(text("SELECT * FROM suborders")).mappings().one()

    assert not any(code in str(value) for name, value in row.items() if "collection" in name)
    assert len(row["collection_hash"]) == 64


def test_a_wrong_code_is_said_at_its_field_and_changes_nothing(order, seller, visitor):
    seller.post(f"{path(order)}/ready")

    answer = seller.post(f"{path(order)}/collect", data={"code": wrong(shown(visitor, order))})

    assert answer.status_code == 422
    assert Page(answer).errors == [
        "Code: This is not the code of this order. Ask for the six digits again."
    ]
    assert part(order).state is SubOrderState.READY


def test_after_five_tries_even_the_right_code_waits_a_quarter_of_an_hour(
    order, seller, visitor, today
):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)
    for _try in range(5):
        assert seller.post(f"{path(order)}/collect", data={"code": wrong(code)}).status_code == 422

    refused = seller.post(f"{path(order)}/collect", data={"code": code})
    assert refused.status_code == 429
    assert "Too many tries" in Page(refused).errors[0]
    assert part(order).state is SubOrderState.READY
    db.session.rollback()
    today("2026-03-01 10:31:00")
    taken = seller.post(f"{path(order)}/collect", data={"code": code})

    assert taken.status_code == 303
    assert part(order).state is SubOrderState.DELIVERED


def test_a_code_serves_once_and_not_for_another_order(order, seller, visitor, bank):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)
    supplier = part(order).supplier
    db.session.rollback()
    other = buy(visitor, bank, a_product(supplier=supplier))
    seller.post(f"{path(other)}/ready")
    assert code != shown(visitor, other)

    elsewhere = seller.post(f"{path(other)}/collect", data={"code": code})
    first = seller.post(f"{path(order)}/collect", data={"code": code})
    again = seller.post(f"{path(order)}/collect", data={"code": code})

    assert [elsewhere.status_code, first.status_code, again.status_code] == [422, 303, 422]


@pytest.mark.requirement("FD-2")
def test_lot_and_use_by_day_are_kept_with_what_was_handed_over(order, seller, visitor):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)

    give(seller, order, code, lot="L 07, 8", use_by="2026-09-30")

    page = Page(seller.get(path(order)))
    assert "Lakerda: lot L 07, use by Wednesday, 30 September 2026" in page.text
    rows = db.session.scalars(select(PackedLot).order_by(PackedLot.id)).all()
    assert [(row.lot, row.use_by) for row in rows] == [
        ("L 07", date(2026, 9, 30)),
        ("8", date(2026, 9, 30)),
    ]
    (proof,) = evidence.bodies_of(order.reference, "collected")
    assert [lot["lot"] for lot in proof["lots"]] == ["L 07", "8"]


def test_nobody_must_write_a_lot_at_the_hand_over(order, seller, visitor):
    seller.post(f"{path(order)}/ready")

    assert give(seller, order, shown(visitor, order)).status_code == 303
    assert db.session.scalars(select(PackedLot)).all() == []


def test_food_past_its_day_is_not_handed_over_and_no_try_is_spent(order, seller, visitor):
    seller.post(f"{path(order)}/ready")
    code = shown(visitor, order)

    for _try in range(6):
        answer = give(seller, order, code, lot="7", use_by="2026-02-28")
        assert answer.status_code == 422
        assert Page(answer).errors == ["This use-by day has passed: such food must not be sent."]

    assert Page(answer).value("Lot") == "7"
    assert Page(answer).value("Code") == code
    assert part(order).state is SubOrderState.READY
    db.session.rollback()
    assert give(seller, order, code, lot="7", use_by="2026-03-01").status_code == 303


def test_a_wrong_code_keeps_the_lot_that_was_typed(order, seller, visitor):
    seller.post(f"{path(order)}/ready")

    answer = give(seller, order, wrong(shown(visitor, order)), lot="L 07")

    assert answer.status_code == 422
    assert Page(answer).value("Lot") == "L 07"
    assert db.session.scalars(select(PackedLot)).all() == []
