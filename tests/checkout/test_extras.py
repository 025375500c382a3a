"""Extras and donations: never ticked beforehand, each with a word of its own, back with a line."""

import json

import pytest

from app.checkout.audit import extras_audit
from app.evidence import queries as evidence
from app.extensions import db
from app.orders.models import Order, OrderLine
from app.payments.models import Refund
from app.settings import services as settings
from tests.bank import Bank
from tests.builders import a_product
from tests.kinds import an_extra
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

pytestmark = pytest.mark.usefixtures("open_shop")


def ticks(page: Page) -> list[str]:
    return [str(tag["value"]) for tag in page.soup.select("input[name=extra]")]


def order_with_extra(client, bank: Bank, quantity: int = 1, donation: str = "") -> Order:
    """A board for 400 TL with gift wrapping for 30 TL each, paid."""
    board = a_product(price_minor=40000)
    an_extra(board)
    fill_cart(client, board, quantity)
    form = review_form(to_review(client)) | {
        "extra": ticks(Page(client.get("/en/checkout/review")))
    }
    client.post("/en/checkout/extras", data=form | {"donation": donation})
    token = press_button(client, Page(client.get("/en/checkout/review")))
    bank.approve(f"pay_{len(bank.payments)}")
    client.get(f"/en/checkout/return/{token}")
    client.get(f"/en/checkout/done/{newest_order().reference}")
    return newest_order()


@pytest.mark.requirement("DC-19.1")
@pytest.mark.requirement("DC-2.3")
def test_gift_wrap_and_donation_are_unticked_at_load_and_not_in_the_total(visitor):
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    board = a_product(price_minor=40000)
    an_extra(board)
    fill_cart(visitor, board)

    page = to_review(visitor)

    boxes = page.soup.select("input[type=checkbox]")
    assert [tag["name"] for tag in boxes] == ["extra", "preinfo"]
    assert not any(tag.has_attr("checked") for tag in boxes)
    assert page.value("Donation to the cooperative") == ""
    assert newest_order().total_minor == 40000 + 7900


@pytest.mark.requirement("DC-19.1")
@pytest.mark.requirement("DC-4.i")
def test_a_ticked_extra_is_in_the_new_information_and_has_evidence_of_its_own(visitor, bank):
    order = order_with_extra(visitor, bank)

    assert order.total_minor == 40000 + 3000 + 7900
    accepted = evidence.bodies_of(order.reference, "extra_accepted")
    assert [(body["code"], body["price"]) for body in accepted] == [
        (order.suborders[0].lines[1].sku, 3000)
    ]
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert "Hediye paketi" in page.text


@pytest.mark.requirement("DC-19.1")
def test_the_document_changes_with_the_extra_and_must_be_confirmed_again(visitor):
    board = a_product()
    an_extra(board)
    fill_cart(visitor, board)
    page = to_review(visitor)
    before = newest_order().information_sha256

    answer = visitor.post("/en/checkout/review", data=review_form(page) | {"extra": ticks(page)})

    assert answer.status_code == 409
    shown = Page(answer)
    assert "What you ticked is in the total now" in shown.errors[0]
    assert newest_order().information_sha256 != before
    assert not shown.field("I have obtained the information").has_attr("checked")
    assert "ticked by you" in shown.text


@pytest.mark.requirement("DC-19.1")
@pytest.mark.parametrize("key", ["1:999", "999:1", "x", "1:", "donation"])
def test_an_extra_that_is_not_offered_is_dropped_and_logged(visitor, key, monkeypatch):
    logged = []
    monkeypatch.setattr(
        "app.checkout.extras.log.warning", lambda words, **more: logged.append(more["dropped"])
    )
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))

    answer = visitor.post("/en/checkout/extras", data=form | {"extra": key, "donation": "5"})

    assert answer.status_code == 303
    assert newest_order().total_minor == 24500 + 7900
    assert logged == [key, "donation"]


def test_a_chosen_extra_can_be_taken_out_again(visitor):
    board = a_product(price_minor=40000)
    an_extra(board)
    fill_cart(visitor, board)
    page = to_review(visitor)
    key = ticks(page)[0]
    visitor.post("/en/checkout/extras", data=review_form(page) | {"extra": key})
    page = Page(visitor.get("/en/checkout/review"))
    assert ticks(page) == []

    visitor.post("/en/checkout/extras", data=review_form(page) | {"remove": key})

    assert ticks(Page(visitor.get("/en/checkout/review"))) == [key]
    assert newest_order().total_minor == 40000 + 7900


def test_an_extra_goes_back_with_the_pieces_it_was_bought_for(visitor, bank, today):
    today("2026-03-02")
    order = order_with_extra(visitor, bank, 2)
    deliver(order, "2026-03-02")
    line = order.suborders[0].lines[0]
    url = f"/en/orders/{order.reference}/withdraw"
    page = Page(visitor.get(url))
    assert "with Hediye paketi" in page.text
    form = {
        str(tag["name"]): str(tag.get("value", ""))
        for tag in page.soup.select("form#goods input[type=hidden]")
    } | {"name": "Elif Yalın", "email": "elif@example.org"}
    form |= {f"line-{line.id}": "1", f"quantity-{line.id}": "1", "step": "confirm"}

    assert visitor.post(url, data=form).status_code == 303
    refund = db.session.query(Refund).one()

    assert refund.goods_minor == 40000 + 3000


@pytest.mark.requirement("TJ-extras_audit")
@pytest.mark.requirement("DC-19.2")
def test_an_extra_without_the_buyers_own_word_is_paid_back_the_same_night(
    visitor, bank, today, monkeypatch
):
    today("2026-03-02")
    monkeypatch.setattr("app.orders.services.review._record_extras", lambda order: None)
    order = order_with_extra(visitor, bank)

    assert extras_audit() == 1
    assert extras_audit() == 0
    db.session.commit()
    refund = db.session.query(Refund).one()

    assert (refund.kind, refund.amount_minor) == ("unasked_extra", 3000)
    assert refund.notice_on.isoformat() == "2026-03-02"
    assert refund.released_at is not None
    line = db.session.get(OrderLine, order.suborders[0].lines[1].id)
    assert line.kept == 0


@pytest.mark.requirement("DC-19.2")
def test_an_extra_with_its_evidence_is_left_alone(visitor, bank):
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    order_with_extra(visitor, bank, donation="20")

    assert extras_audit() == 0
    assert db.session.query(Refund).count() == 0


@pytest.mark.requirement("DC-2.3")
def test_a_donation_is_typed_by_the_buyer_and_lies_outside_vat_and_withdrawal(visitor, bank):
    settings.change("donation_enabled", True, "test")
    db.session.commit()

    order = order_with_extra(visitor, bank, donation="20")

    assert (order.donation_minor, order.total_minor) == (2000, 40000 + 3000 + 7900 + 2000)
    codes = [body["code"] for body in evidence.bodies_of(order.reference, "extra_accepted")]
    assert "donation" in codes
    assert not any("donation" in json.dumps(line.snapshot) for line in order.suborders[0].lines)
    page = Page(visitor.get(f"/en/orders/{order.reference}/withdraw"))
    assert "onation" not in page.text


@pytest.mark.requirement("DC-2.3")
def test_donations_are_off_unless_the_house_turns_them_on(visitor):
    fill_cart(visitor, a_product())

    assert "onation" not in to_review(visitor).text


@pytest.mark.requirement("DC-19.2")
def test_a_donation_nobody_typed_goes_back(visitor, bank, monkeypatch):
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    monkeypatch.setattr("app.orders.services.review._record_extras", lambda order: None)
    order_with_extra(visitor, bank, donation="20")

    assert extras_audit() == 2
    assert sorted(r.amount_minor for r in db.session.query(Refund)) == [2000, 3000]
    db.session.commit()


@pytest.mark.parametrize("typed", ["-5", "2,50", "1e3", "9999999", "٢٠"])
def test_a_donation_that_is_no_whole_lira_is_refused_with_a_sentence(visitor, typed):
    settings.change("donation_enabled", True, "test")
    db.session.commit()
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))

    answer = visitor.post("/en/checkout/extras", data=form | {"donation": typed})

    assert answer.status_code == 422
    assert "whole lira" in Page(answer).errors[0]


def test_what_was_ordered_leaves_the_cart_with_its_extras(visitor, bank):
    buy(visitor, bank, a_product())
    assert "Your cart is empty" in Page(visitor.get("/en/cart")).text
