"""Whatever is typed: a clear sentence, and nothing lost."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Product, ProductState, Variant
from app.extensions import db
from app.orders.models import Order, OrderState
from app.suppliers.models import DeliveryMethod
from tests.builders import a_product
from tests.page import Page
from tests.shopping import (
    ADDRESS,
    fill_cart,
    newest_order,
    place,
    press_button,
    review_form,
    to_review,
)

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.parametrize("typed", ["0", "-1", "1000000000", "üç", "", "1.5", "٣"])
def test_a_quantity_that_is_none_is_refused_with_a_sentence(visitor, typed):
    product = a_product()

    answer = visitor.post(
        "/en/cart/add", data={"variant": product.variants[0].id, "quantity": typed}
    )

    assert answer.status_code == 422
    assert Page(answer).errors == ["Write a whole number from 1 to 999."]


@pytest.mark.parametrize("typed", ["0", "-1", "1000000000", "iki"])
def test_a_quantity_changed_in_the_cart_keeps_what_was_typed(visitor, typed):
    fill_cart(visitor, a_product(), 2)
    line = Page(visitor.get("/en/cart")).soup.select_one("input[name=quantity]")

    answer = visitor.post(
        f"/en/cart/lines/{line['id'].removeprefix('q-')}", data={"quantity": typed}
    )

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == ["Write a whole number from 1 to 999."]
    assert page.soup.select_one("input[name=quantity]")["value"] == typed


def test_more_than_there_is_is_said_with_what_is_left(visitor):
    product = a_product(stock=3)

    answer = visitor.post("/en/cart/add", data={"variant": product.variants[0].id, "quantity": "4"})

    assert "Only 3 of “Lakerda” are left" in Page(answer).errors[0]


def test_a_product_that_does_not_exist_is_not_found(visitor):
    assert visitor.post("/en/cart/add", data={"variant": "999999"}).status_code == 404


def test_an_empty_address_names_each_field_and_keeps_the_rest(visitor):
    fill_cart(visitor, a_product())

    answer = visitor.post(
        "/en/checkout/address", data=ADDRESS | {"phone": "12", "postcode": "3546", "street": "x"}
    )

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == [
        "Mobile telephone: Write a telephone number, such as 0555 000 00 00.",
        "Address: Add the street and the door number, such as Çınar Sok. 12/5.",
        "Postcode: Write five digits, such as 35460, or leave it empty.",
    ]
    assert page.value("Name and surname") == "Elif Yalın"
    assert page.value("Postcode") == "3546"


@pytest.mark.requirement("DC-5.1.e")
@pytest.mark.parametrize("phone", ["0900 111 22 33", "+90 888 111 22 33"])
def test_a_number_of_a_raised_tariff_is_refused(visitor, phone):
    fill_cart(visitor, a_product())

    answer = visitor.post("/en/checkout/address", data=ADDRESS | {"phone": phone})

    assert "raised tariff" in Page(answer).errors[0]


def test_a_district_of_another_province_is_said(visitor):
    fill_cart(visitor, a_product())

    answer = visitor.post("/en/checkout/address", data=ADDRESS | {"province": "6"})

    assert Page(answer).errors == [
        "District: This district lies in another province. Choose again."
    ]


def test_emoji_and_chinese_names_travel_into_the_contract(visitor, bank):
    from tests.shopping import newest_order as newest

    fill_cart(visitor, a_product())
    page = to_review(visitor, name="李小龙 🐟", note="kapıyı çalın 🙏")
    press_button(visitor, page)

    assert newest().name == "李小龙 🐟"
    assert "李小龙 🐟" in page.text


def unpublish():
    db.session.scalars(select(Product)).one().state = ProductState.PAUSED


def sell_out():
    db.session.scalars(select(Variant)).one().stock = 0


def raise_price():
    db.session.scalars(select(Variant)).one().price_minor = 25000


def drop_delivery():
    db.session.scalars(select(DeliveryMethod)).one().active = False


@pytest.mark.parametrize("change", [unpublish, sell_out, drop_delivery])
@pytest.mark.parametrize("step", ["cart", "address", "delivery"])
def test_a_change_before_the_review_is_said_and_stops_it(visitor, change, step):
    fill_cart(visitor, a_product())
    if step != "cart":
        visitor.post("/en/checkout/address", data=ADDRESS)
    change()
    db.session.commit()

    visitor.post("/en/checkout/address", data=ADDRESS)
    answer = visitor.post("/en/checkout/delivery", data={"means": "card"})

    assert answer.status_code == 409
    assert "needs your attention" in Page(answer).text
    assert db.session.scalars(select(Order)).all() == []


@pytest.mark.requirement("DC-5.1")
@pytest.mark.parametrize("change", [unpublish, sell_out, drop_delivery])
def test_a_change_after_the_review_leads_back_to_the_cart_with_the_reason(visitor, bank, change):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))
    change()
    db.session.commit()

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 409
    assert Page(answer).heading == "Your cart has changed"
    assert bank.calls == []


@pytest.mark.requirement("DC-5.1")
def test_a_return_carrier_gone_after_the_review_stops_the_order(visitor, bank):
    product = a_product()
    fill_cart(visitor, product)
    form = review_form(to_review(visitor))
    product.supplier.return_carrier = None
    db.session.commit()

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 409
    assert "Deniz Kargo, free of charge" not in Page(answer).text
    assert bank.calls == []


@pytest.mark.requirement("DC-5.1")
def test_without_a_review_there_is_nothing_to_order(visitor, bank):
    fill_cart(visitor, a_product())

    answer = visitor.post("/en/checkout/review", data={"preinfo": "yes", "document": "0" * 64})

    assert answer.status_code == 409
    assert db.session.scalars(select(Order)).all() == []
    assert bank.calls == []


@pytest.mark.requirement("DC-5.1.h")
def test_a_deposit_changed_after_the_review_must_be_read_and_confirmed_again(visitor, bank):
    fill_cart(visitor, a_product(deposit_minor=2000))
    page = to_review(visitor)
    assert "20.00\u00a0TL, given back with the container" in page.soup.find(id="block").get_text()
    assert "20.00\u00a0TL, given back" in page.soup.find(id="information").get_text()
    db.session.scalars(select(Product)).one().deposit_minor = 5000
    db.session.commit()

    answer = visitor.post("/en/checkout/review", data=review_form(page))

    fresh = Page(answer)
    assert answer.status_code == 409
    assert "50.00\u00a0TL, given back" in fresh.soup.find(id="block").get_text()
    assert not fresh.field("I have obtained the information").has_attr("checked")
    assert bank.calls == []


def test_a_price_changed_after_the_review_must_be_read_again(visitor, bank):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))
    raise_price()
    db.session.commit()

    answer = visitor.post("/en/checkout/review", data=form)

    page = Page(answer)
    assert answer.status_code == 409
    assert "Something has changed" in page.errors[0]
    assert "329.00" in page.soup.find(id="block").get_text()
    assert bank.calls == []
    press_button(visitor, page)  # the fresh page can be ordered from
    assert newest_order().total_minor == 25000 + 7900


@pytest.mark.requirement("DC-7.1")
@pytest.mark.parametrize("forged", [{"document": "0" * 64}, {"document": ""}])
def test_a_forged_hash_is_refused(visitor, bank, forged):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor)) | forged

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 409
    assert bank.calls == []


@pytest.mark.requirement("DC-5.1.d")
def test_a_forged_total_changes_nothing(visitor, bank):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor)) | {"total": "1", "total_minor": "1"}

    visitor.post("/en/checkout/review", data=form)

    assert newest_order().total_minor == 32400
    assert bank.requests["pay_1"].amount_minor == 32400


def test_an_order_of_another_cart_cannot_be_placed(open_shop, visitor):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))
    stranger = open_shop.test_client()

    assert stranger.post("/en/checkout/review", data=form).status_code == 409


@pytest.mark.requirement("SM-4.3")
@pytest.mark.requirement("DC-7.1")
def test_a_review_older_than_half_an_hour_is_renewed(visitor, bank, today):
    today("2026-03-02 10:00:00")
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))
    today("2026-03-02 10:30:01")

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 409
    assert bank.calls == []


def test_a_session_that_ended_in_mid_checkout_loses_nothing(visitor):
    fill_cart(visitor, a_product())
    to_review(visitor)
    visitor.delete_cookie("session")

    page = Page(visitor.get("/en/checkout/address"))

    assert page.value("Name and surname") == "Elif Yalın"


def test_a_post_from_elsewhere_is_refused(visitor):
    product = a_product()
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    for path in ("/en/cart/add", "/en/checkout/address", "/en/withdraw", "/en/account/log-in"):
        answer = visitor.post(path, data={"variant": product.variants[0].id}, headers=elsewhere)
        assert answer.status_code == 400, path


@pytest.mark.requirement("SM-4.3")
def test_holds_of_one_visitor_are_capped(visitor, bank):
    product = a_product(stock=10)
    for _ in range(3):
        place(visitor, product)
        visitor.get("/en/cart")
    fill_cart(visitor, product)
    form = review_form(to_review(visitor))

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 429
    assert "waiting for payment" in Page(answer).errors[0]


@pytest.mark.requirement("SM-4.3")
def test_a_declined_card_can_be_tried_again_with_the_same_information(visitor, bank):
    order, token = place(visitor, a_product())
    bank.decline()

    page = Page(visitor.get(f"/en/checkout/return/{token}"))
    assert page.heading == "Not paid yet"
    answer = visitor.post(f"/en/checkout/again/{token}")

    assert answer.status_code == 303
    assert len(bank.payments) == 2
    fresh = newest_order()
    assert fresh.id == order.id
    assert fresh.state is OrderState.PAYMENT_PENDING
