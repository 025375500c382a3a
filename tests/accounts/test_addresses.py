"""A member's addresses: kept, changed, taken out, offered at the next order, nobody else's."""

import pytest
from sqlalchemy import select

from app.accounts.models import Address
from app.extensions import db
from tests.builders import a_product, a_shopper, an_address, logged_in
from tests.page import Page
from tests.shopping import fill_cart

TYPED = {
    "name": "Elif Yalın 🐟 李",
    "phone": "0555 000 00 01",
    "province": "35",
    "district": "35:Urla",
    "street": "İskele Mah. Ağcılar Sok. 9",
    "postcode": "35 430",
}


def kept():
    db.session.expire_all()
    return db.session.scalars(select(Address).order_by(Address.id)).all()


def test_an_address_is_kept_and_offered_at_the_next_order(shopper):
    answer = shopper.post("/en/account/addresses/new", data=TYPED)
    assert answer.status_code == 303
    fill_cart(shopper, a_product())

    page = Page(shopper.get("/en/checkout/address"))

    assert page.value("Address") == "İskele Mah. Ağcılar Sok. 9"
    assert page.value("Name") == "Elif Yalın 🐟 李"
    assert kept()[0].postcode == "35430"
    assert kept()[0].phone == "+905550000001"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"street": ""}, "Write neighbourhood, street and door number."),
        ({"phone": "12"}, "Write a telephone number, such as 0555 000 00 00."),
        ({"district": "6:Çankaya"}, "This district lies in another province. Choose again."),
        ({"postcode": "12"}, "Write five digits, such as 35460, or leave it empty."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(shopper, wrong, sentence):
    answer = shopper.post("/en/account/addresses/new", data=TYPED | wrong)
    page = Page(answer)

    assert page.status == 422
    assert any(sentence in error for error in page.errors)
    assert page.value("Name") == TYPED["name"]
    assert kept() == []


def test_an_address_is_changed_and_taken_out(shopper):
    shopper.post("/en/account/addresses/new", data=TYPED)
    path = f"/en/account/addresses/{kept()[0].id}"

    shopper.post(path, data=TYPED | {"street": "Fener Sok. 4, Urla"})
    assert kept()[0].street == "Fener Sok. 4, Urla"
    shopper.post(f"{path}/forget")

    assert kept() == []
    assert "No address yet" in Page(shopper.get("/en/account/addresses")).text


def test_nobody_sees_or_changes_anothers_address(open_shop, shopper):
    owner = a_shopper(addresses=[an_address()])
    path = f"/en/account/addresses/{owner.addresses[0].id}"

    assert shopper.get(path).status_code == 404
    assert shopper.post(path, data=TYPED).status_code == 404
    assert shopper.post(f"{path}/forget").status_code == 404
    assert logged_in(open_shop, "shopper", owner.id).get(path).status_code == 200


def test_twenty_addresses_are_enough(open_shop):
    owner = a_shopper(addresses=[an_address() for _ in range(20)])
    browser = logged_in(open_shop, "shopper", owner.id)

    page = Page(browser.post("/en/account/addresses/new", data=TYPED))

    assert "You keep 20 addresses already" in page.text
    assert len(kept()) == 20
