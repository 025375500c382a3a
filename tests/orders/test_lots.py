"""Lot and use-by day at packing: kept with the shipment, optional, put right later."""

from datetime import date

import pytest
from sqlalchemy import select

from app.evidence.models import Evidence
from app.extensions import db
from app.orders import rules
from app.orders.models import PackedLot, Shipment
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def suborder(visitor, bank, today):
    today("2026-03-02 10:00:00")
    return buy(visitor, bank, a_product(), 3).suborders[0]


def packing(suborder, lot="", use_by="", **more):
    line = suborder.lines[0].id
    return {
        "carrier": "Deniz Kargo",
        "tracking_number": "DK 1",
        f"pieces-{line}": "3",
        f"lot-{line}": lot,
        f"use-by-{line}": use_by,
    } | more


def send(client, suborder, **typed):
    fields = packing(suborder, **typed)
    path = f"/en/supplier/orders/{suborder.reference}/dispatch"
    db.session.rollback()
    return client.post(path, data=fields)


def kept():
    db.session.expire_all()
    rows = db.session.scalars(select(PackedLot).order_by(PackedLot.id))
    return [(row.lot, row.use_by) for row in rows]


def test_lots_and_day_are_kept_with_the_parcel_and_seen_there(suborder, team):
    client = team(suborder.supplier)

    send(client, suborder, lot="L 07, 8", use_by="2026-09-30")

    assert kept() == [("L 07", date(2026, 9, 30)), ("8", date(2026, 9, 30))]
    page = Page(client.get(f"/en/supplier/orders/{suborder.reference}"))
    assert "Lakerda: lot L 07, use by Wednesday, 30 September 2026" in page.text
    proofs = db.session.scalars(select(Evidence.kind)).all()
    assert "dispatched" in proofs


def test_without_a_lot_the_day_names_it_and_without_both_there_is_none(suborder, team):
    send(team(suborder.supplier), suborder, use_by="2026-09-30")

    assert kept() == [("2026-09-30", date(2026, 9, 30))]


def test_nobody_must_write_a_lot(suborder, team):
    assert send(team(suborder.supplier), suborder).status_code == 303
    assert kept() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"use_by": "2026-03-01"}, "This use-by day has passed: such food must not be sent."),
        ({"use_by": "soon"}, "Choose the use-by day from the calendar."),
        ({"lot": "9" * 41}, "Write at most 10 lots of at most 40 characters"),
        ({"lot": "–, …"}, "Write at most 10 lots of at most 40 characters"),
        ({"lot": ",".join("abcdefghijk")}, "Write at most 10 lots of at most 40 characters"),
    ],
)
def test_what_is_no_lot_or_no_day_is_said_at_its_field_and_nothing_leaves(
    suborder, team, typed, said
):
    answer = send(team(suborder.supplier), suborder, **typed)

    page = Page(answer)
    assert answer.status_code == 422
    assert said in page.errors[0]
    assert page.value("Lot") == typed.get("lot", "")
    assert db.session.scalars(select(Shipment)).all() == []


def test_lots_are_put_right_after_the_parcel_has_left(suborder, team):
    client = team(suborder.supplier)
    send(client, suborder, lot="7")
    line, parcel = suborder.lines[0].id, db.session.scalars(select(Shipment)).one().id
    path = f"/en/supplier/orders/{suborder.reference}/parcels/{parcel}/lots"
    db.session.rollback()
    assert Page(client.get(path)).value("Lot") == "7"

    answer = client.post(path, data={f"lot-{line}": "9", f"use-by-{line}": "2026-04-01"})

    assert answer.status_code == 303
    assert kept() == [("9", date(2026, 4, 1))]
    assert "lots" in db.session.scalars(select(Evidence.kind)).all()


def test_several_orders_at_once_take_their_lots_with_them(suborder, team):
    line, reference = suborder.lines[0].id, suborder.reference
    client = team(suborder.supplier)
    db.session.rollback()

    client.post(
        "/en/supplier/orders/several",
        data={"do": "send", "order": reference, f"carrier-{reference}": "Deniz Kargo"}
        | {f"lot-{line}": "7"},
    )

    assert kept() == [("7", None)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("L 07-a", "l07A", True),
        ("İzmir 3", "izmir-3", True),
        ("ışık", "IŞIK", True),
        ("07", "7", False),
        ("7", "77", False),
    ],
)
def test_lots_are_the_same_whatever_case_and_signs(one, other, same):
    assert (rules.lot_key(one) == rules.lot_key(other)) is same
