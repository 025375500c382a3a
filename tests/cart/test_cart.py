"""What changed since the cart was filled is said, never applied silently."""

import pytest

from app.catalogue.models import ProductState, Variant
from app.extensions import db
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")


def test_a_new_price_is_said_beside_the_old(visitor):
    fill_cart(visitor, a_product())
    db.session.query(Variant).one().price_minor = 25000
    db.session.commit()

    page = Page(visitor.get("/en/cart"))

    assert "The price has changed from 245.00 TL to 250.00 TL" in page.text
    assert page.has_link("Go on to order")


@pytest.mark.parametrize(
    ("stock", "state", "said"),
    [
        (0, ProductState.PUBLISHED, "sold out meanwhile"),
        (1, ProductState.PUBLISHED, "Only 1 are left"),
        (10, ProductState.PAUSED, "no longer on sale"),
    ],
)
def test_what_stands_in_the_way_is_said_and_the_button_waits(visitor, stock, state, said):
    product = a_product()
    fill_cart(visitor, product, 2)
    product.state = state
    db.session.query(Variant).one().stock = stock
    db.session.commit()

    page = Page(visitor.get("/en/cart"))

    assert said in page.text
    assert not page.has_link("Go on to order")


def test_each_maker_has_a_fee_and_a_sum_from_which_it_is_free(visitor):
    fill_cart(visitor, a_product(price_minor=50000))
    fill_cart(visitor, a_product(price_minor=90000, supplier=a_supplier(name="Yamaç")))

    text = Page(visitor.get("/en/cart")).text

    assert "400.00 TL more from this maker and delivery is free" in text
    assert "Total 1,479.00 TL" in text


def test_a_line_is_changed_and_taken_out(visitor):
    fill_cart(visitor, a_product(), 2)
    line = Page(visitor.get("/en/cart")).soup.select_one("input[name=quantity]")["id"][2:]

    visitor.post(f"/en/cart/lines/{line}", data={"quantity": "2", "step": "1"})
    assert "735.00" in Page(visitor.get("/en/cart")).text
    visitor.post(f"/en/cart/lines/{line}", data={"quantity": "3", "remove": "1"})

    assert "Your cart is empty" in Page(visitor.get("/en/cart")).text


def test_the_button_of_a_card_answers_in_place(visitor):
    product = a_product()
    answer = visitor.post(
        "/en/cart/add",
        data={"variant": product.variants[0].id},
        headers={"Accept": "application/json"},
    )

    assert answer.get_json() == {"message": "Added. Your cart holds 1 piece.", "count": 1}


def test_nobody_changes_anothers_cart(open_shop, visitor):
    fill_cart(visitor, a_product())
    line = Page(visitor.get("/en/cart")).soup.select_one("input[name=quantity]")["id"][2:]
    stranger = open_shop.test_client()
    fill_cart(stranger, a_product(name="Bal"))

    assert stranger.post(f"/en/cart/lines/{line}", data={"quantity": "9"}).status_code == 404
