"""Each kind of line on its way through cart, review, order and contract."""

import pytest

from app.contracts import agreement
from app.extensions import db
from app.orders import periods
from app.orders.models import OrderLine
from tests.builders import a_product
from tests.kinds import a_tour, an_engraved_board
from tests.page import Page
from tests.shopping import buy, deliver, fill_cart, newest_order, press_button, to_review

pytestmark = pytest.mark.usefixtures("open_shop")


def wish(client, product, words, quantity=1):
    return client.post(
        "/en/cart/add",
        data={"variant": product.variants[0].id, "quantity": quantity, "wish": words},
    )


@pytest.mark.requirement("DC-15.b")
def test_a_wish_is_kept_from_the_product_page_to_the_contract(visitor, bank):
    board = an_engraved_board()
    page = Page(visitor.get(f"/en/p/{board.texts[1].slug}-{board.id}"))
    assert page.field("Name to engrave")["maxlength"] == "24"

    assert wish(visitor, board, "  Elif  Nine ").status_code == 303
    assert "Your wish: “Elif Nine”" in Page(visitor.get("/en/cart")).text
    review = to_review(visitor)
    assert "“Elif Nine”" in review.text
    assert "made to your personal wishes" in review.soup.find(id="block").get_text()
    press_button(visitor, review)
    line = db.session.query(OrderLine).one()

    assert (line.personalisation, line.wd_code) == ("Elif Nine", "b")


@pytest.mark.requirement("DC-15.b")
def test_the_same_listing_ordered_plain_keeps_the_full_right(visitor, bank):
    order = buy(visitor, bank, an_engraved_board())

    assert order.suborders[0].lines[0].wd_code == "none"


def test_two_wishes_are_two_lines_and_share_one_stock(visitor):
    board = an_engraved_board(stock=3)

    assert wish(visitor, board, "Elif", 2).status_code == 303
    assert wish(visitor, board, "Can", 2).status_code == 422
    assert wish(visitor, board, "Can", 1).status_code == 303
    review = to_review(visitor)
    press_button(visitor, review)

    lines = newest_order().suborders[0].lines
    assert [(line.personalisation, line.ordered) for line in lines] == [("Elif", 2), ("Can", 1)]
    assert db.session.get(type(board.variants[0]), board.variants[0].id).stock == 0


@pytest.mark.parametrize("words", ["x" * 25, "a\x07b"])
def test_a_wish_too_long_or_with_control_signs_is_refused(visitor, words):
    assert wish(visitor, an_engraved_board(), words).status_code == 422


def test_a_product_that_takes_no_wish_ignores_one(visitor):
    assert wish(visitor, a_product(), "Elif").status_code == 303
    assert "Elif" not in Page(visitor.get("/en/cart")).text


@pytest.mark.requirement("DC-9.2.s")
@pytest.mark.requirement("V7")
def test_a_service_formed_2026_03_10_can_be_given_up_until_2026_03_24(visitor, bank, today):
    today("2026-03-10")
    tour = a_tour("2026-06-19T10:00", wd_code="none", dated_kind=None)
    order = buy(visitor, bank, tour)

    assert periods.last_day(order.suborders[0]).isoformat() == "2026-03-24"
    assert "24 March 2026" in Page(visitor.get(f"/en/orders/{order.reference}")).text


@pytest.mark.requirement("DC-9.5")
def test_goods_and_a_service_in_one_order_follow_the_goods(visitor, bank, today):
    today("2026-03-02")
    oven = a_product(name="Fırın")
    fitting = a_tour("2026-03-09T10:00", wd_code="none", dated_kind=None, supplier=oven.supplier)
    fill_cart(visitor, oven)
    order = buy(visitor, bank, fitting)
    assert periods.last_day(order.suborders[0]) is None
    today("2026-03-12")
    deliver(order, "2026-03-12")

    assert periods.last_day(order.suborders[0]).isoformat() == "2026-03-26"


@pytest.mark.requirement("DC-15.g")
def test_a_dated_tour_says_on_every_page_that_it_has_no_right_to_withdraw(visitor, bank, today):
    today("2026-03-10")
    tour = a_tour("2026-06-19T10:00")
    url = f"/en/p/{tour.texts[1].slug}-{tour.id}"

    for text in (Page(visitor.get(url)).text,):
        assert "it is bound to a date" in text
        assert "19 June 2026" in text
        assert "Urla İskelesi" in text
    order = buy(visitor, bank, tour)
    contract = agreement.contract_for(order.suborders[0], "en")

    assert order.total_minor == 50000  # nothing travels, nothing is charged for it
    assert order.suborders[0].promised_by.isoformat() == "2026-06-19"
    assert "it is bound to a date" in str(contract.canonical)


def test_a_tour_that_has_begun_is_no_longer_sold(visitor, today):
    today("2026-06-19T10:00:00")
    tour = a_tour("2026-06-19T10:00")
    url = f"/en/p/{tour.texts[1].slug}-{tour.id}"

    assert "Sold out" in Page(visitor.get(url)).text
    data = {"variant": tour.variants[0].id, "quantity": 1}
    assert visitor.post("/en/cart/add", data=data).status_code == 422


@pytest.mark.requirement("DC-2.1")
@pytest.mark.requirement("DC-4.h")
def test_every_order_has_a_rule_set_and_a_consumer_who_buys(visitor, bank, today):
    today("2026-03-02")
    order = buy(visitor, bank, a_product())

    assert order.rule_set == "DC-2026"
    assert not hasattr(order, "buyer_type")  # nobody is asked; everybody is protected
