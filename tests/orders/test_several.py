"""Several orders accepted and sent at once: each row is judged on its own."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.orders.models import Shipment, SubOrder, SubOrderState
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
PATH = "/en/supplier/orders/several"


@pytest.fixture
def parts(app, bank):
    """Three orders of one supplier, each of a buyer of its own."""
    jar = a_product(stock=20)
    return [
        buy(app.test_client(), bank, jar, quantity).suborders[0].reference for quantity in (1, 2, 3)
    ]


@pytest.fixture
def maker(parts, team):
    return team(part(parts[0]).supplier)


def part(reference):
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(SubOrder).where(SubOrder.reference == reference)).one()


def states(parts):
    return [part(reference).state for reference in parts]


def sending(parts, carrier="Deniz Kargo"):
    fields = {"do": "send", "order": list(parts)}
    for place, reference in enumerate(parts):
        fields[f"carrier-{reference}"] = carrier
        fields[f"number-{reference}"] = f"DK {place}"
    return fields


def test_ticked_orders_are_accepted_and_the_others_wait(maker, parts):
    answer = maker.post(PATH, data={"do": "accept", "order": parts[:2]})

    assert answer.status_code == 303
    new, preparing = SubOrderState.NEW, SubOrderState.PREPARING
    assert states(parts) == [preparing, preparing, new]
    assert "2 orders are accepted." in Page(maker.get(PATH)).statuses


def test_each_goes_in_its_own_parcel_and_each_buyer_is_told(maker, parts):
    answer = maker.post(PATH, data=sending(parts))

    assert answer.status_code == 303
    assert states(parts) == [SubOrderState.DISPATCHED] * 3
    numbers = db.session.scalars(select(Shipment.tracking_number).order_by(Shipment.id)).all()
    assert numbers == ["DK 0", "DK 1", "DK 2"]
    letters = db.session.scalars(select(Message).where(Message.kind == "dispatched")).all()
    assert len(letters) == 3
    assert [p.lines[0].quantity for p in db.session.scalars(select(Shipment))] == [1, 2, 3]


def test_a_refused_row_says_why_keeps_its_words_and_the_others_stand(maker, parts):
    fields = sending(parts) | {f"carrier-{parts[1]}": "  "}

    answer = maker.post(PATH, data=fields)

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == [f"{parts[1]}: Write who carries the parcel."]
    assert page.value(f"Parcel number of {parts[1]}") == "DK 1"
    assert "2 orders are noted as sent; their buyers have been told." in page.statuses
    assert [row[2].split()[0] for row in page.rows()] == [parts[1]]
    sent, new = SubOrderState.DISPATCHED, SubOrderState.NEW
    assert states(parts) == [sent, new, sent]


def test_an_order_sent_meanwhile_is_refused_and_sent_once(maker, parts):
    first = part(parts[0])
    pieces = {line.id: line.ordered for line in first.lines}
    fulfilment.dispatch(first, "Deniz Kargo", "DK 9", pieces, Actor("SU", "1"))
    db.session.commit()

    answer = maker.post(PATH, data=sending(parts[:2]))

    assert Page(answer).errors == [f"{parts[0]}: Nothing of this order is left to send."]
    assert len(part(parts[0]).shipments) == 1
    assert states(parts[:2]) == [SubOrderState.DISPATCHED] * 2


def test_another_suppliers_order_is_refused_like_one_that_is_not_there(maker, parts, app, bank):
    other = buy(app.test_client(), bank, a_product()).suborders[0].reference

    answer = maker.post(PATH, data=sending([other, "M-0", parts[0]]))

    assert Page(answer).errors == [
        f"{other}: You have no order with this number.",
        "M-0: You have no order with this number.",
    ]
    assert states([other]) == [SubOrderState.NEW]
    assert states(parts[:1]) == [SubOrderState.DISPATCHED]


@pytest.mark.parametrize("field", ["carrier", "number"])
def test_a_field_too_long_is_refused_at_its_row(maker, parts, field):
    fields = sending(parts) | {f"{field}-{parts[2]}": "9" * 81}

    answer = maker.post(PATH, data=fields)

    assert Page(answer).errors == [
        f"{parts[2]}: Carrier at most 80 characters, parcel number at most 60."
    ]


def test_with_nothing_ticked_nothing_happens(maker, parts):
    answer = maker.post(PATH, data={"do": "send"})

    assert answer.status_code == 422
    assert "Tick at least one order." in Page(answer).text
    assert states(parts) == [SubOrderState.NEW] * 3


def test_what_is_collected_is_accepted_here_but_not_sent(visitor, bank, team):
    method = a_delivery_method(kind="collection", name={"tr": "İskele"}, address="İskele 9, Urla")
    supplier = a_supplier(delivery=[method])
    order = buy(visitor, bank, a_product(supplier=supplier)).suborders[0].reference
    client = team(supplier)

    refused = client.post(PATH, data=sending([order]))
    accepted = client.post(PATH, data={"do": "accept", "order": order})

    assert "The buyer collects this order" in Page(refused).errors[0]
    assert accepted.status_code == 303


def test_the_due_list_leads_there_when_more_than_one_waits(maker):
    assert Page(maker.get("/en/supplier")).link("Several orders at once") == PATH
