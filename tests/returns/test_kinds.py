"""Withdrawing from each kind: what the law lets go, and what falls with it."""

import pytest

from app.extensions import db
from app.messaging.models import Message
from app.orders import pieces
from app.orders.models import AncillaryContract
from app.orders.services import fulfilment
from app.orders.services.fulfilment import Actor
from app.payments.models import Refund
from app.returns.models import Case, CaseState
from tests.builders import a_product
from tests.checkout.test_extras import ticks
from tests.kinds import a_box, a_download, a_tour, a_warranty, an_engraved_board
from tests.page import Page
from tests.shopping import (
    buy,
    deliver,
    fill_cart,
    newest_order,
    press_button,
    review_form,
    to_review,
)
from tests.withdrawing import withdraw

pytestmark = pytest.mark.usefixtures("open_shop")
DECLARED = CaseState.ACCEPTED
HELD = CaseState.PENDING_REFUSAL


def pay(client, bank):
    token = press_button(client, Page(client.get("/en/checkout/review")))
    bank.approve(f"pay_{len(bank.payments)}")
    client.get(f"/en/checkout/return/{token}")
    client.get(f"/en/checkout/done/{newest_order().reference}")
    return newest_order()


def case():
    db.session.expire_all()
    return db.session.query(Case).order_by(Case.id.desc()).first()


def lamp_with_warranty(client, bank):
    """A lamp for 400 TL and its paid warranty for 99 TL, ordered and paid."""
    lamp = a_product(name="Fener", price_minor=40000)
    a_warranty(lamp)
    fill_cart(client, lamp)
    page = to_review(client)
    client.post("/en/checkout/extras", data=review_form(page) | {"extra": ticks(page)})
    return pay(client, bank)


@pytest.mark.requirement("DC-4.i")
def test_a_warranty_is_a_contract_of_its_own_party_tied_to_a_line(visitor, bank):
    order = lamp_with_warranty(visitor, bank)

    tied = db.session.query(AncillaryContract).one()
    lamp, warranty = order.suborders[0].lines
    assert (tied.parent_line_id, tied.line_id) == (lamp.id, warranty.id)
    assert tied.party["name"] == "Örnek Garanti A.Ş."


@pytest.mark.requirement("DC-14.1")
@pytest.mark.requirement("DC-14.2")
def test_lamp_and_paid_warranty_99_are_both_refunded_and_its_giver_is_told(visitor, bank, today):
    today("2026-03-02")
    order = lamp_with_warranty(visitor, bank)
    deliver(order, "2026-03-02")
    today("2026-03-10")

    withdraw(visitor, order, line_1=1)

    assert db.session.query(Refund).one().goods_minor == 40000 + 9900
    tied = db.session.query(AncillaryContract).one()
    assert tied.ended_on.isoformat() == "2026-03-10"
    letter = db.session.query(Message).filter_by(kind="ancillary-ended").one()
    assert letter.recipient == "garanti@example.org"
    assert letter.statutory
    assert letter.promised_at == tied.told_at


@pytest.mark.requirement("DC-14.1")
def test_the_warranty_alone_can_be_given_up_and_the_lamp_stays(visitor, bank):
    order = lamp_with_warranty(visitor, bank)

    withdraw(visitor, order, line_2=1)

    assert db.session.query(Refund).one().amount_minor == 9900
    assert order.suborders[0].lines[0].kept == 1


@pytest.mark.requirement("DC-15.b")
@pytest.mark.parametrize(("wish", "state"), [("Elif", HELD), ("", DECLARED)])
def test_an_engraved_name_is_exempt_and_the_plain_board_is_not(visitor, bank, wish, state):
    board = an_engraved_board()
    visitor.post(
        "/en/cart/add",
        data={"variant": board.variants[0].id, "quantity": 1, "wish": wish},
    )
    to_review(visitor)
    order = pay(visitor, bank)

    withdraw(visitor, order, line_1=1)

    assert case().state is state


@pytest.mark.requirement("DC-15.g")
def test_a_boat_tour_on_2026_06_19_is_exempt_and_still_acknowledged(visitor, bank, today):
    today("2026-03-10")
    order = buy(visitor, bank, a_tour("2026-06-19T10:00"))

    page = withdraw(visitor, order, line_1=1)

    assert case().state is HELD
    assert case().ground == "exempt"
    assert case().statement.number in page.text


@pytest.mark.requirement("DC-15.h")
@pytest.mark.requirement("C-17")
@pytest.mark.parametrize(("asked", "state"), [(True, HELD), (False, DECLARED)])
def test_a_workshop_begun_with_approval_is_over_and_without_it_is_not(
    visitor, bank, today, asked, state
):
    today("2026-03-10")
    order = buy(visitor, bank, a_tour("2026-03-14T10:00", wd_code="h", dated_kind="training"))
    line = order.suborders[0].lines[0]
    if asked:
        url = f"/en/orders/{order.reference}/now/{line.id}"
        form = review_form_of(Page(visitor.get(url)))
        assert visitor.post(url, data=form).status_code == 422  # the box is not ticked
        assert visitor.post(url, data=form | {"now": "yes"}).status_code == 303
    today("2026-03-16")

    withdraw(visitor, order, line_1=1)

    assert case().state is state


def review_form_of(page: Page) -> dict[str, str]:
    return {
        str(tag["name"]): str(tag["value"])
        for tag in page.soup.select("form[method=post] input[type=hidden]")
    }


@pytest.mark.requirement("DC-15.ğ")
@pytest.mark.requirement("C-18")
def test_an_e_book_not_yet_downloaded_is_given_up_freely(visitor, bank):
    order = buy(visitor, bank, a_download())

    withdraw(visitor, order, line_1=1)

    assert case().state is DECLARED
    line = order.suborders[0].lines[0]
    assert visitor.get(f"/en/orders/{order.reference}/files/{line.id}").status_code in {303, 404}


@pytest.mark.requirement("DC-15.ğ")
def test_a_downloaded_e_book_is_exempt(visitor, bank):
    order = buy(visitor, bank, a_download())
    line = order.suborders[0].lines[0]
    url = f"/en/orders/{order.reference}/now/{line.id}"
    visitor.post(url, data=review_form_of(Page(visitor.get(url))) | {"now": "yes"})
    assert visitor.get(f"/en/orders/{order.reference}/files/{line.id}").status_code == 200

    withdraw(visitor, order, line_1=1)

    assert case().state is HELD


@pytest.mark.requirement("DC-15.f")
@pytest.mark.parametrize(("kind", "state"), [("single", HELD), ("subscription", DECLARED)])
def test_a_single_magazine_is_exempt_and_its_subscription_is_not(visitor, bank, kind, state):
    code = {"wd_code": "f", "wd_approved": True}
    paper = a_box(**code) if kind == "subscription" else a_product(**code)
    order = buy(visitor, bank, paper)

    withdraw(visitor, order, line_1=1)

    assert case().state is state


@pytest.mark.requirement("AM-15.1")
@pytest.mark.parametrize(
    ("moment", "answer", "state"),
    [
        ("2026-03-02", "yes", HELD),
        ("2026-03-02", "no", DECLARED),
        ("2025-12-15", "yes", DECLARED),  # the text of 2014 does not know this exemption
    ],
)
def test_an_oven_delivered_and_not_installed_is_accepted(
    visitor, bank, today, moment, answer, state
):
    today(moment)
    order = buy(visitor, bank, a_product(wd_code="inst", wd_approved=True, authorised_install=True))
    deliver(order, moment)

    withdraw(visitor, order, seal=answer, line_1=1)

    assert case().state is state


@pytest.mark.requirement("DC-9.3.c")
@pytest.mark.requirement("V6")
def test_boxes_received_2026_02_03_and_2026_03_03_end_on_2026_02_17(visitor, bank, today):
    from app.orders import periods

    today("2026-01-30")
    order = buy(visitor, bank, a_box())
    for day in ("2026-02-03", "2026-03-03"):
        today(day)
        send_one(order, day)

    assert periods.last_day(order.suborders[0]).isoformat() == "2026-02-17"


def send_one(order, day: str) -> None:
    from datetime import date

    from app.orders.models import ReceiptSource

    suborder = order.suborders[0]
    wanted = {line.id: pieces.next_parcel(line) for line in suborder.lines}
    shipment = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", wanted, Actor("SU", "1"))
    db.session.commit()
    fulfilment.record_receipt(
        shipment, ReceiptSource.CARRIER, date.fromisoformat(day), Actor("SU", "1")
    )
    db.session.commit()


@pytest.mark.requirement("DC-5.4")
def test_a_box_says_what_a_month_costs_and_how_often(visitor, bank):
    from tests.builders import a_delivery_method, a_supplier

    maker = a_supplier(delivery=[a_delivery_method(fee_minor=5000, free_from_minor=None)])
    fill_cart(visitor, a_box(supplier=maker))

    page = to_review(visitor)

    assert "350.00 TRY per month, delivery included, 3 times" in page.text
    assert newest_order().total_minor == 3 * (30000 + 5000)
    pay(visitor, bank)


def test_what_is_left_of_a_box_is_given_up_with_its_share_of_the_carriage(visitor, bank, today):
    from tests.builders import a_delivery_method, a_supplier

    today("2026-01-30")
    maker = a_supplier(delivery=[a_delivery_method(fee_minor=5000, free_from_minor=None)])
    order = buy(visitor, bank, a_box(supplier=maker))
    today("2026-02-03")
    send_one(order, "2026-02-03")

    withdraw(visitor, order, line_1=2)

    refund = db.session.query(Refund).one()
    assert (refund.goods_minor, refund.delivery_minor) == (60000, 10000)


@pytest.mark.parametrize(
    ("code", "answer", "state"),
    [
        pytest.param("a", "", HELD, marks=pytest.mark.requirement("DC-15.a"), id="gold coin"),
        pytest.param("d", "yes", HELD, marks=pytest.mark.requirement("DC-15.d"), id="mixed fuel"),
        pytest.param("d", "no", DECLARED, marks=pytest.mark.requirement("DC-15.d"), id="unmixed"),
        pytest.param("e", "yes", HELD, marks=pytest.mark.requirement("DC-15.e"), id="open toner"),
        pytest.param("e", "no", DECLARED, marks=pytest.mark.requirement("DC-15.e"), id="sealed"),
    ],
)
def test_the_question_of_the_law_decides_and_every_statement_is_acknowledged(
    visitor, bank, today, code, answer, state
):
    today("2026-03-02")
    order = buy(visitor, bank, a_product(wd_code=code, wd_approved=True))
    deliver(order, "2026-03-02")

    page = withdraw(visitor, order, seal=answer, line_1=1)

    assert case().state is state
    assert case().statement.number in page.text


@pytest.mark.requirement("HR-15")
def test_a_bikini_with_its_hygiene_strip_on_is_accepted(visitor, bank, today):
    today("2026-03-02")
    order = buy(visitor, bank, a_product(wd_code="c2", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-12")

    withdraw(visitor, order, seal="no", line_1=1)

    assert case().state is DECLARED


@pytest.mark.requirement("DC-9.3.b")
@pytest.mark.requirement("V5")
def test_parts_received_on_2026_03_04_and_2026_03_11_end_on_2026_03_25(visitor, bank, today):
    from datetime import date

    from app.orders import periods
    from app.orders.models import ReceiptSource

    today("2026-03-02")
    order = buy(visitor, bank, a_product(parts_count=2))
    suborder = order.suborders[0]
    line = suborder.lines[0]
    for day in ("2026-03-04", "2026-03-11"):
        today(day)
        parcel = fulfilment.dispatch(
            suborder, "Deniz Kargo", "DK 1", {line.id: 1}, Actor("SU", "1"), {line.id: 1}
        )
        db.session.commit()
        fulfilment.record_receipt(
            parcel, ReceiptSource.CARRIER, date.fromisoformat(day), Actor("SU", "1")
        )
        db.session.commit()

    assert periods.last_day(suborder).isoformat() == "2026-03-25"
    assert "25 March 2026" in Page(visitor.get(f"/en/orders/{order.reference}")).text


@pytest.mark.requirement("HR-16")
@pytest.mark.requirement("C-22")
def test_advice_on_installing_stands_on_page_review_and_mail_and_bars_nothing(visitor, bank, today):
    today("2026-03-02")
    oven = a_product(name="Fırın", authorised_install=True)
    advice = "Let the authorised service unpack and install it"
    url = f"/en/p/{oven.texts[1].slug}-{oven.id}"
    assert advice in Page(visitor.get(url)).text
    fill_cart(visitor, oven)
    assert advice in to_review(visitor).text
    order = pay(visitor, bank)
    deliver(order, "2026-03-02")
    letter = db.session.query(Message).filter_by(kind="dispatched").one()
    assert advice in letter.text

    withdraw(visitor, order, line_1=1)

    assert case().state is DECLARED
