"""Fees, places and days of delivery as the shopper meets them, from the product to the order."""

from datetime import date

import pytest

from app.extensions import db
from app.orders.lines import fee_of_kept
from app.suppliers.models import DeliveryMethod
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import ADDRESS, buy, fill_cart, newest_order, place, to_review

pytestmark = pytest.mark.usefixtures("open_shop")

TABLE = [
    {"provinces": [], "bands": [[1000, 7900], [5000, 12900], [None, 19900]]},
    {"provinces": [65, 30], "bands": [[1000, 9900], [5000, 15900], [None, 24900]]},
]
VAN = {"province": "65", "district": "65:İpekyolu"}


def by_weight(**differences):
    return a_delivery_method(**{"fee_minor": 7900, "tariff": TABLE} | differences)


def a_jar(method, **differences):
    """A product of 1.2 kg packed, for 245 TL."""
    product = a_product(supplier=a_supplier(delivery=[method]), **differences)
    product.variants[0].weight_g = 1200
    db.session.commit()
    return product


@pytest.mark.requirement("DL-1")
def test_the_fee_follows_weight_and_province(visitor):
    fill_cart(visitor, a_jar(by_weight(free_from_minor=None)))

    visitor.post("/en/cart/province", data={"province": "35"})
    assert "129.00 TL" in Page(visitor.get("/en/cart")).text
    visitor.post("/en/cart/province", data={"province": "65"})
    assert "159.00 TL" in Page(visitor.get("/en/cart")).text
    to_review(visitor, **VAN)

    assert newest_order().delivery_minor == 15900


def test_the_product_page_names_the_fee_of_this_weight_and_that_others_vary(visitor):
    product = a_jar(by_weight())

    text = Page(visitor.get(f"/en/p/x-{product.id}", follow_redirects=True)).text

    assert "129.00 TL (other provinces and heavier parcels: in the cart)" in text
    assert "free from 900.00 TL at this maker" in text


@pytest.mark.requirement("C-24")
def test_what_is_kept_goes_on_paying_the_fee_of_its_weight_at_the_order(visitor, bank):
    order = buy(visitor, bank, a_jar(by_weight(free_from_minor=None)), 5)
    assert order.delivery_minor == 19900  # 6 kg
    method = db.session.query(DeliveryMethod).one()
    method.tariff, method.fee_minor = [], 99900
    db.session.commit()
    (suborder,) = order.suborders
    (line,) = suborder.lines

    fees = []
    for returned in range(6):
        line.returned = returned
        fees.append(fee_of_kept(suborder))
    db.session.rollback()

    # 6.0, 4.8, 3.6, 2.4, 1.2 kg and nothing
    assert fees == [19900, 12900, 12900, 12900, 12900, 0]


@pytest.mark.requirement("DL-1")
def test_the_own_van_says_its_days_and_brings_only_to_its_districts(visitor, today):
    today("2026-03-02 10:00:00")
    van = a_delivery_method(
        kind="own",
        name={"tr": "Kendi aracımız", "en": "Our own van"},
        coverage="only",
        districts=["35:Urla", "35:Çeşme"],
        weekdays=[2, 5],
    )
    fill_cart(visitor, a_product(supplier=a_supplier(delivery=[van]), lead_days=1))

    refused = visitor.post("/en/checkout/address", data=ADDRESS | {"district": "35:Konak"})
    page = to_review(visitor)

    assert refused.status_code == 422
    assert Page(refused).errors == [
        "District: Poyraz Kadın Balıkçılar cannot deliver these goods to Konak/İzmir. "
        "Delivered only to: Çeşme/İzmir, Urla/İzmir."
    ]
    assert Page(refused).value("Name and surname") == "Elif Yalın"
    choice = Page(visitor.get("/en/checkout/delivery")).text
    assert "Brought on: Wednesday, Saturday" in choice
    assert "Promised by Wednesday, 4 March 2026" in choice
    assert "Our own van, Wednesday, Saturday, at the latest on Wednesday, 4 March 2026" in page.text


@pytest.mark.requirement("DL-1")
def test_everywhere_but_one_island_is_said_at_the_address(visitor):
    method = a_delivery_method(districts=["17:Bozcaada"])
    fill_cart(visitor, a_product(supplier=a_supplier(delivery=[method])))

    island = {"province": "17", "district": "17:Bozcaada"}
    refused = visitor.post("/en/checkout/address", data=ADDRESS | island)
    mainland = {"province": "17", "district": "17:Ezine"}
    taken = visitor.post("/en/checkout/address", data=ADDRESS | mainland)

    assert refused.status_code == 422
    assert "Not delivered to: Bozcaada/Çanakkale." in Page(refused).errors[0]
    assert taken.status_code == 303


@pytest.mark.requirement("DL-1")
def test_fresh_fish_of_friday_is_promised_from_monday_on_wherever_it_is_said(visitor, today):
    today("2026-03-06 10:00:00")
    cold = a_delivery_method(cold_chain=True)
    maker = a_supplier(delivery=[cold], shipping_days=[0, 1, 2, 3, 4])
    fish = a_product(supplier=maker, cold_chain=True, lead_days=2)

    product = Page(visitor.get(f"/en/p/x-{fish.id}", follow_redirects=True)).text
    fill_cart(visitor, fish)
    cart = Page(visitor.get("/en/cart")).text
    review = to_review(visitor).text
    choice = Page(visitor.get("/en/checkout/delivery")).text
    order, _token = place(visitor, fish)

    assert "it leaves on Monday, 9 March and is with you by Wednesday, 11 March" in product
    assert "by Wednesday, 11 March" in cart
    assert "Promised by Wednesday, 11 March 2026" in choice
    assert "at the latest on Wednesday, 11 March 2026" in review
    assert order.suborders[0].promised_by == date(2026, 3, 11)


def test_a_maker_on_holiday_beyond_thirty_days_says_until_when(visitor, today):
    today("2026-03-02 10:00:00")
    maker = a_supplier(closures=[["2026-03-01", "2026-04-20"]])
    fill_cart(visitor, a_product(supplier=maker))

    page = Page(visitor.get("/en/cart"))

    assert "is closed until Monday, 20 April 2026" in page.text
    assert not page.has_link("Go on to order")


def test_a_page_of_yesterday_is_not_taken_for_todays(visitor, today):
    product = a_product()
    address = f"/en/p/{product.texts[1].slug}-{product.id}"
    today("2026-03-02 10:00:00")
    etag = visitor.get(address).headers["ETag"]
    assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 304

    today("2026-03-03 00:00:01")

    assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 200
