"""What carriers say of parcels, by form, report, adapter and practice (machine 4.5)."""

import hashlib
import hmac
import io
import json
from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.messaging.models import Message
from app.orders import periods
from app.orders.events import ParcelCameBack, ParcelRefused
from app.orders.gateway import adapter
from app.orders.models import CarrierEvent, Setback, Shipment, ShipmentState, SubOrderState
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.settings import services as settings
from app.suppliers.models import Carrier
from tests.builders import a_product, a_supplier, saved
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
CARRIER = "Deniz Kargo"


@pytest.fixture
def heard(open_shop):
    """Every event published to the rooms above, in their order."""
    seen = []
    before = open_shop.extensions["reactions"]
    listeners = {ParcelRefused: (seen.append,), ParcelCameBack: (seen.append,)}
    open_shop.extensions["reactions"] = {**before, **listeners}
    yield seen
    open_shop.extensions["reactions"] = before


@pytest.fixture
def parcel(visitor, bank, today):
    """Two jars, handed over on 2026-03-01 under the number DK 417."""
    today("2026-03-01 10:00:00")
    order = buy(visitor, bank, a_product(lead_days=20), 2)
    return hand_over(order.suborders[0], "DK 417")


def hand_over(suborder, number, pieces=None):
    quantities = {line.id: pieces or line.ordered for line in suborder.lines}
    parcel = fulfilment.dispatch(suborder, CARRIER, number, quantities, Actor("SU", "1"))
    db.session.commit()
    return parcel


def say(client, parcel, kind, day, hour="14:00", **said):
    """The supplier notes the carrier's word."""
    path = f"/en/supplier/orders/{parcel.suborder.reference}/parcels/{parcel.id}"
    fields = {"kind": kind, "day": day, "hour": hour, "to_whom": "shopper"} | said
    answer = client.post(path, data=fields, content_type="multipart/form-data")
    db.session.expire_all()
    return answer


def report(client, text, encoding="utf-8"):
    body = text.encode(encoding) if isinstance(text, str) else text
    answer = client.post(
        "/en/admin/orders/reports",
        data={"report": (io.BytesIO(body), "report.csv")},
        content_type="multipart/form-data",
    )
    db.session.expire_all()
    return Page(answer)


@pytest.mark.requirement("SM-4.5")
def test_a_parcel_walks_through_its_states_and_only_receipt_starts_the_period(parcel, team, today):
    seller = team(parcel.suborder.supplier)
    today("2026-03-06 18:00:00")
    for kind, day, state in (
        ("in_transit", "2026-03-02", ShipmentState.IN_TRANSIT),
        ("at_branch", "2026-03-04", ShipmentState.AT_BRANCH),
    ):
        assert say(seller, parcel, kind, day).status_code == 303
        assert parcel.state is state
        assert periods.last_day(parcel.suborder) is None

    say(seller, parcel, "delivered", "2026-03-06", proof="DK-77")

    assert parcel.suborder.state is SubOrderState.DELIVERED
    assert periods.last_day(parcel.suborder) == date(2026, 3, 23)


@pytest.mark.requirement("DC-9.4")
@pytest.mark.parametrize(
    ("named", "to_whom", "counts"),
    [("", "other", False), ("", "named", False), ("Ayşe, no. 4", "named", True)],
)
def test_a_neighbour_a_locker_or_a_branch_counts_only_if_the_shopper_named_it(
    parcel, team, visitor, today, named, to_whom, counts
):
    suborder = parcel.suborder
    visitor.post(
        f"/en/orders/{suborder.order.reference}/receiver/{suborder.reference}",
        data={"named_receiver": named},
    )
    today("2026-03-06 18:00:00")

    say(team(suborder.supplier), parcel, "delivered", "2026-03-06", to_whom=to_whom)

    assert parcel.state is (ShipmentState.DELIVERED if counts else ShipmentState.AT_BRANCH)
    assert (periods.last_day(suborder) is not None) is counts


@pytest.mark.requirement("SM-4.5")
@pytest.mark.requirement("DC-9.4")
def test_collected_at_the_branch_it_is_received(parcel, team, today):
    seller = team(parcel.suborder.supplier)
    today("2026-03-10")
    say(seller, parcel, "delivered", "2026-03-04", to_whom="other")

    say(seller, parcel, "delivered", "2026-03-06")

    assert periods.last_day(parcel.suborder) == date(2026, 3, 23)


@pytest.mark.requirement("SM-4.5")
@pytest.mark.requirement("C-20")
@pytest.mark.requirement("HR-08")
@pytest.mark.parametrize("number", ["", "T-12"])
def test_a_parcel_not_taken_at_the_door_is_told_with_its_moment(parcel, team, today, heard, number):
    today("2026-03-03 18:00:00")

    say(
        team(parcel.suborder.supplier),
        parcel,
        "refused_at_door",
        "2026-03-03",
        reason="torn",
        report=number,
    )

    (refused,) = heard
    assert refused.at.astimezone(clock.SHOP_ZONE).isoformat() == "2026-03-03T14:00:00+03:00"
    assert (refused.shipment_id, refused.reason) == (parcel.id, "torn")
    assert refused.report_number == (number or None)
    assert parcel.suborder.state is SubOrderState.COMING_BACK


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("SM-4.5")
def test_back_at_the_seller_it_is_returned(parcel, team, today, heard):
    seller = team(parcel.suborder.supplier)
    today("2026-03-05 18:00:00")
    say(seller, parcel, "refused_at_door", "2026-03-03")
    say(seller, parcel, "coming_back", "2026-03-04")

    say(seller, parcel, "returned", "2026-03-05")

    assert heard[-1] == ParcelCameBack(parcel.suborder.reference, parcel.id, date(2026, 3, 5))
    assert parcel.suborder.state is SubOrderState.RETURNED


@pytest.mark.requirement("SM-4.5")
@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("delivered", "2026-02-28"),
        ("delivered", "2026-03-07"),
        ("found", "2026-03-05"),
        ("teleported", "2026-03-05"),
        ("delivered", ""),
        ("delivered", "yesterday"),
    ],
)
def test_what_cannot_have_happened_is_refused(parcel, team, today, kind, day):
    today("2026-03-06")

    answer = say(team(parcel.suborder.supplier), parcel, kind, day)

    assert answer.status_code == 422
    assert Page(answer).errors
    assert db.session.scalars(select(CarrierEvent)).all() == []


def a_picture():
    from PIL import Image

    body = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(body, "PNG")
    return io.BytesIO(body.getvalue()), "proof.png"


@pytest.mark.requirement("DC-9.2.g")
def test_staff_note_the_carriers_word_with_a_file_as_proof(parcel, staff, today, visitor, bank):
    today("2026-03-06 18:00:00")
    desk = staff("orders")
    order = parcel.suborder.order
    path = f"/en/admin/orders/{order.reference}/parcels/{parcel.id}"
    fields = {"kind": "delivered", "day": "2026-03-04", "hour": "09:00", "to_whom": "shopper"}

    desk.post(path, data=fields | {"file": a_picture()}, content_type="multipart/form-data")

    db.session.expire_all()
    event = db.session.scalars(select(CarrierEvent)).one()
    assert parcel.suborder.delivered_on == date(2026, 3, 4)
    shown = desk.get(f"/en/admin/orders/{order.reference}/proofs/{event.file}")
    assert shown.data.startswith(b"\xff\xd8")
    other = buy(visitor, bank, a_product(lead_days=20))
    assert desk.get(f"/en/admin/orders/{other.reference}/proofs/{event.file}").status_code == 404
    assert visitor.get(f"/media/{event.file}").status_code == 404


def test_a_file_that_proves_nothing_is_refused_and_the_form_comes_back(parcel, team, today):
    today("2026-03-06 18:00:00")

    answer = say(
        team(parcel.suborder.supplier),
        parcel,
        "delivered",
        "2026-03-04",
        proof="DK-77",
        file=(io.BytesIO(b"MZ program"), "x.exe"),
    )

    assert answer.status_code == 422
    assert Page(answer).value("Carrier's proof number") == "DK-77"
    assert parcel.state is ShipmentState.HANDED_OVER


def test_another_suppliers_parcel_is_not_there(parcel, team):
    assert say(team(a_supplier()), parcel, "delivered", "2026-03-01").status_code == 404


@pytest.mark.requirement("SM-4.5")
def test_a_report_is_taken_row_by_row_and_twice_changes_nothing(parcel, staff, today):
    today("2026-03-08")
    text = (
        "parcel;event;at;receiver;proof\n"
        "DK 417;in_transit;2026-03-02 08:10;;\n"
        "dk 417;delivered;06.03.2026 14:30;shopper;DK-77\n"
        "DK 999;delivered;2026-03-06;;\n"
        "DK 417;flown;2026-03-06;;\n"
        "DK 417;delivered;never;;\n"
        "DK 417;lost;2026-03-09;;\n"
        ";delivered;2026-03-06\n"
    )
    desk = staff("orders")

    page = report(desk, text)

    assert "2 taken, 0 known already, 5 refused" in page.text
    outcomes = [row[2] for row in page.rows()]
    assert outcomes[0] == outcomes[1] == "Taken"
    assert "No parcel has the number “DK 999”" in outcomes[2]
    assert "“flown” is no event" in outcomes[3]
    assert "“never” is no day" in outcomes[4]
    assert "between the dispatch and today" in outcomes[5]
    assert parcel.suborder.delivered_on == date(2026, 3, 6)
    before = len(db.session.scalars(select(CarrierEvent)).all())

    again = report(desk, text)

    assert "0 taken, 2 known already, 5 refused" in again.text
    assert len(db.session.scalars(select(CarrierEvent)).all()) == before
    rows = [tag["value"] for tag in again.soup.find_all("input", {"name": "row"})]
    saved_file = desk.post("/en/admin/orders/reports/refused", data={"row": rows})
    assert "DK 999;delivered" in saved_file.get_data(as_text=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
def test_a_report_of_a_turkish_spreadsheet_is_read(parcel, staff, today, encoding):
    today("2026-03-08")
    text = "Takip No;Olay;Tarih;Teslim alan;Kanıt\r\nDK 417;delivered;06.03.2026;shopper;Ş\r\n"

    page = report(staff("orders"), text, encoding)

    assert "1 taken" in page.text
    assert parcel.state is ShipmentState.DELIVERED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n\n",
        b"name;colour\nx;y\n",
        b"parcel;event\nDK 417;delivered\n",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"parcel,event,at\n\x81\x8d\x8f,x,y\n\x00",
        b"parcel;event;at\n" + b"DK;lost;2026-03-01\n" * 501,
        b'parcel;event;at\n"' + b"x" * 200_000,
    ],
)
def test_a_file_that_is_no_report_is_a_sentence_and_never_a_fault(parcel, staff, today, body):
    today("2026-03-08")

    page = report(staff("orders"), body)

    assert page.status == 422
    assert page.errors


def test_two_parcels_with_one_number_are_not_guessed(parcel, visitor, bank, staff, today):
    today("2026-03-02 10:00:00")
    hand_over(buy(visitor, bank, a_product(lead_days=20)).suborders[0], "DK 417")
    today("2026-03-08")

    page = report(staff("orders"), "parcel;event;at\nDK 417;delivered;2026-03-06\n")

    assert "Several parcels have the number" in page.text
    assert parcel.state is ShipmentState.HANDED_OVER


def test_reports_are_for_the_orders_desk(staff, team):
    assert staff("finance").get("/en/admin/orders/reports").status_code == 403
    assert team(a_supplier()).get("/en/admin/orders/reports").status_code == 403


@pytest.fixture
def adapter_on(open_shop):
    saved(Carrier(name=CARRIER, tracking_pattern=None))
    settings.change("carrier_adapter", "webhook", "test")
    db.session.commit()


def post(client, events, carrier=CARRIER, key=None, at=None):
    body = json.dumps({"events": events}).encode() if not isinstance(events, bytes) else events
    seconds = str(at if at is not None else int(clock.now().timestamp()))
    secret = bytes.fromhex(key or adapter.key_of(CARRIER))
    mark = hmac.new(secret, seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    return client.post(
        f"/webhooks/carriers/{carrier}",
        data=body,
        headers={"Carrier-Signature": f"t={seconds},v1={mark}", "Sec-Fetch-Site": None},
    )


@pytest.mark.requirement("SM-4.5")
@pytest.mark.usefixtures("adapter_on")
def test_a_carrier_may_tell_us_itself_and_repeat_itself(parcel, visitor, today):
    today("2026-03-08")
    events = [
        {"parcel": "DK 417", "event": "delivered", "at": "2026-03-06T14:30:00+03:00"},
        {"parcel": "DK 999", "event": "delivered", "at": "2026-03-06T14:30:00+03:00"},
    ]

    answer = post(visitor, events)

    assert [row["outcome"] for row in answer.json["results"]] == ["taken", "refused"]
    assert post(visitor, events).json["results"][0]["outcome"] == "known"
    db.session.expire_all()
    assert parcel.suborder.delivered_on == date(2026, 3, 6)


@pytest.mark.usefixtures("adapter_on")
@pytest.mark.parametrize(
    "forged",
    [
        {"key": "00" * 32},
        {"at": 1_700_000_000},
        {"events": b"no json"},
        {"events": b'{"events": "all"}'},
        {"events": b'{"events": [1]}'},
        {"carrier": "Other"},
    ],
)
def test_a_forged_word_is_refused(parcel, visitor, today, forged):
    today("2026-03-08")
    event = {"parcel": "DK 417", "event": "delivered", "at": "2026-03-06"}

    answer = post(visitor, **({"events": [event]} | forged))

    assert answer.status_code == (404 if "carrier" in forged else 400)
    unsigned = visitor.post(f"/webhooks/carriers/{CARRIER}", data="{}")
    assert unsigned.status_code == 400
    db.session.expire_all()
    assert parcel.state is ShipmentState.HANDED_OVER


def test_switched_off_there_is_no_adapter(parcel, visitor):
    assert post(visitor, []).status_code == 404


def test_the_practice_carrier_says_what_is_pressed(parcel, team, today, open_shop):
    seller = team(parcel.suborder.supplier)
    today("2026-03-02")
    path = f"/en/supplier/orders/{parcel.suborder.reference}/parcels/{parcel.id}/practice"

    seller.post(path, data={"kind": "at_branch"})

    db.session.expire_all()
    assert parcel.state is ShipmentState.AT_BRANCH
    told = db.session.scalars(select(Message).where(Message.kind == "at-branch")).one()
    assert "no receipt" in told.text
    assert seller.post(path, data={"kind": "beamed"}).status_code == 404
    open_shop.config["DEMO"] = False
    try:
        assert seller.post(path, data={"kind": "delivered"}).status_code == 404
    finally:
        open_shop.config["DEMO"] = True


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-17.1")
@pytest.mark.parametrize(
    ("choice", "state", "kept", "refunds"),
    [
        ("resend", SubOrderState.PREPARING, 2, []),
        ("refund", SubOrderState.CANCELLED, 0, ["lost"]),
    ],
)
def test_lost_on_the_way_the_shopper_chooses(
    parcel, team, visitor, today, choice, state, kept, refunds
):
    from app.payments.models import Refund

    suborder = parcel.suborder
    today("2026-03-05 18:00:00")
    say(team(suborder.supplier), parcel, "lost", "2026-03-05")
    page = Page(visitor.get(f"/en/orders/{suborder.order.reference}"))
    assert "The carrier has lost your parcel." in page.text
    setback = db.session.scalars(select(Setback)).one()

    visitor.post(
        f"/en/orders/{suborder.order.reference}/setbacks/{setback.number}",
        data={"choice": choice},
    )

    db.session.expire_all()
    assert (suborder.state, suborder.lines[0].kept) == (state, kept)
    found = db.session.scalars(select(Refund)).all()
    assert [refund.kind for refund in found] == refunds
    assert all(refund.due_on == date(2026, 3, 19) for refund in found)


@pytest.mark.requirement("DC-17.1")
def test_fourteen_silent_days_bring_the_money_back(parcel, team, today):
    from app.orders.services import setbacks
    from app.payments.models import Refund

    suborder = parcel.suborder
    today("2026-03-05 18:00:00")
    say(team(suborder.supplier), parcel, "lost", "2026-03-05")
    today("2026-03-23 23:00:00")  # the 19th is the eve of a feast that lasts until Sunday
    assert setbacks.refund_the_silent() == 0
    today("2026-03-24 00:05:00")

    assert setbacks.refund_the_silent() == 1
    db.session.commit()

    assert db.session.scalars(select(Refund)).one().kind == "lost"
    assert suborder.lines[0].cancelled == 2


@pytest.mark.requirement("SM-4.5")
def test_no_scan_for_five_days_is_asked_and_for_ten_is_lost_and_found_goes_on(parcel, team, today):
    from app.orders.services import delivery_watch

    seller = team(parcel.suborder.supplier)
    today("2026-03-05 10:00:00")
    assert "Ask the carrier" not in Page(seller.get("/en/supplier")).text
    today("2026-03-06 10:00:00")
    assert "Ask the carrier" in Page(seller.get("/en/supplier")).text
    assert delivery_watch.lose_the_silent() == 0
    today("2026-03-11 10:00:00")

    assert delivery_watch.lose_the_silent() == 1
    db.session.commit()
    assert parcel.state is ShipmentState.LOST
    today("2026-03-12 18:00:00")
    say(seller, parcel, "found", "2026-03-12")

    assert parcel.state is ShipmentState.IN_TRANSIT
    assert db.session.scalars(select(Setback)).one().choice == "found"


@pytest.mark.requirement("SM-4.5")
def test_found_after_it_was_paid_back_it_goes_home(parcel, team, visitor, today):
    suborder = parcel.suborder
    seller = team(suborder.supplier)
    today("2026-03-08 18:00:00")
    say(seller, parcel, "lost", "2026-03-05")
    setback = db.session.scalars(select(Setback)).one()
    visitor.post(
        f"/en/orders/{suborder.order.reference}/setbacks/{setback.number}",
        data={"choice": "refund"},
    )

    say(seller, parcel, "found", "2026-03-08", hour="15:00")
    assert parcel.state is ShipmentState.COMING_BACK
    say(seller, parcel, "returned", "2026-03-08", hour="16:00")
    assert suborder.state is SubOrderState.CANCELLED
    path = f"/en/supplier/orders/{suborder.reference}/parcels/{parcel.id}/shelf"
    from app.catalogue.models import Variant

    variant = db.session.get(Variant, suborder.lines[0].variant_id)
    before = variant.stock
    assert seller.post(path).status_code == 303
    assert seller.post(path).status_code == 409
    db.session.expire_all()
    assert variant.stock == before + 2


@pytest.mark.requirement("SM-4.5")
def test_not_collected_at_the_branch_the_shopper_is_asked(parcel, team, visitor, today):
    suborder = parcel.suborder
    seller = team(suborder.supplier)
    today("2026-03-12 18:00:00")
    say(seller, parcel, "at_branch", "2026-03-04")
    say(seller, parcel, "coming_back", "2026-03-11")
    assert suborder.state is SubOrderState.COMING_BACK
    say(seller, parcel, "returned", "2026-03-12")
    setback = db.session.scalars(select(Setback)).one()
    assert setback.kind == "uncollected"

    visitor.post(
        f"/en/orders/{suborder.order.reference}/setbacks/{setback.number}",
        data={"choice": "resend"},
    )

    db.session.expire_all()
    assert suborder.state is SubOrderState.PREPARING
    again = hand_over(suborder, "DK 418")
    assert sum(part.quantity for part in again.lines) == 2


@pytest.mark.requirement("SM-4.5")
@pytest.mark.requirement("DC-17.1")
def test_damaged_on_the_way_with_its_report(parcel, team, today):
    today("2026-03-03 18:00:00")

    say(team(parcel.suborder.supplier), parcel, "damaged", "2026-03-03", report="T-7")

    assert (parcel.damaged, parcel.damage_report) == (True, "T-7")
    assert db.session.scalars(select(Setback)).one().kind == "damaged"


@pytest.mark.requirement("DC-9.3.b")
def test_a_good_in_parts_is_received_with_its_last_part(visitor, bank, today, team):
    today("2026-03-01 10:00:00")
    order = buy(visitor, bank, a_product(lead_days=20))
    suborder = order.suborders[0]
    line = suborder.lines[0]
    line.parts_count = 2
    db.session.commit()
    seller = team(suborder.supplier)
    for number, day in (("A", "2026-03-04"), ("B", "2026-03-11")):
        today(f"{day} 09:00:00")
        seller.post(
            f"/en/supplier/orders/{suborder.reference}/dispatch",
            data={
                "carrier": CARRIER,
                "tracking_number": number,
                f"pieces-{line.id}": 1,
                f"parts-{line.id}": 1,
            },
        )
        named = select(Shipment).where(Shipment.tracking_number == number)
        parcel = db.session.scalars(named).one()
        today(f"{day} 18:00:00")
        say(seller, parcel, "delivered", day)
        if number == "A":
            assert suborder.state is SubOrderState.PARTLY_DISPATCHED
            assert periods.last_day(suborder) is None

    assert suborder.state is SubOrderState.DELIVERED
    assert periods.last_day(suborder) == date(2026, 3, 25)
