"""From the cart to a formed order."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Variant
from app.evidence import queries as evidence
from app.extensions import db
from app.messaging.models import Message
from app.orders.models import OrderState
from app.settings import services as settings
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import (
    ADDRESS,
    buy,
    fill_cart,
    newest_order,
    place,
    press_button,
    review_form,
    to_review,
)

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("SM-4.3")
def test_a_paid_order_is_formed_and_its_papers_are_promised(visitor, bank):
    order = buy(visitor, bank, a_product(), 2)

    assert order.state is OrderState.FORMED
    assert order.total_minor == 2 * 24500 + 7900
    kinds = db.session.scalars(select(Message.kind).where(Message.about == order.reference)).all()
    assert kinds == ["order-formed"]
    assert evidence.kinds_of(order.reference) == [
        "preinfo_shown",
        "preinfo_confirmed",
        "order_placed",
        "order_formed",
        "message_promised",
        "message_promised",
        "documents_promised",
        "withdrawal_info_given",
        "payment_authorised",
        "payment_captured",
    ]


@pytest.mark.requirement("CT-1")
def test_two_suppliers_are_two_contracts_and_the_copies_travel_with_the_message(visitor, bank):
    first, second = a_product(), a_product(name="Bal")
    fill_cart(visitor, first)
    order = buy(visitor, bank, second)

    message = db.session.scalars(select(Message).where(Message.kind == "order-formed")).one()
    names = [a.name for a in message.attachments]
    assert len(order.suborders) == 2
    for suborder in order.suborders:
        assert sum(suborder.reference in name for name in names) == 2  # in Turkish and English
    assert any("withdrawal-form" in name for name in names)


@pytest.mark.requirement("DC-5.6")
def test_the_document_shown_is_the_document_confirmed(visitor, bank):
    order = buy(visitor, bank, a_product())

    shown = evidence.bodies_of(order.reference, "preinfo_shown")[-1]["document"]
    confirmed = evidence.bodies_of(order.reference, "preinfo_confirmed")[-1]["document"]
    assert shown == confirmed == order.information_sha256


@pytest.mark.requirement("SM-4.3")
@pytest.mark.requirement("DC-7.1")
def test_without_the_box_there_is_no_order_and_no_charge(visitor, bank):
    fill_cart(visitor, a_product())
    form = review_form(to_review(visitor))
    del form["preinfo"]

    answer = visitor.post("/en/checkout/review", data=form)

    assert answer.status_code == 422
    assert "Tick the box" in Page(answer).errors[0]
    assert newest_order().state is OrderState.REVIEWING
    assert bank.calls == []


@pytest.mark.requirement("DC-6.2.a")
def test_the_block_stands_right_before_the_button_with_its_four_parts(visitor):
    supplier = a_supplier()
    fill_cart(visitor, a_product(supplier=supplier))
    exempt = {"wd_code": "c", "wd_approved": True}
    fill_cart(
        visitor,
        a_product(supplier=supplier, name="Hamsi", price_minor=20000, deposit_minor=2000, **exempt),
    )
    page = to_review(visitor)

    block = page.soup.find(id="block")
    button = block.find("button")
    heads = [" ".join(th.get_text().split()) for th in block.find_all("th")]
    assert heads == [
        "Good",
        "Main qualities",
        "Price with all taxes",
        "Withdrawal right",
        "Deposit",
    ]
    first, second = (
        [" ".join(td.get_text().split()) for td in row.find_all("td")]
        for row in block.select("tbody tr")
    )
    assert first[1:] == [
        "Ingredients: Bonito, salt; Net quantity: 350 g",
        "245.00 TL",
        "14 days from receipt; return free of charge with Deniz Kargo",
        "No deposit",
    ]
    assert second[2] == "200.00 TL"
    assert second[3].startswith("No right to withdraw: it perishes quickly")
    assert second[4] == "20.00 TL, given back with the container"
    notice = button.find_previous_sibling().get_text()  # 245 + 200 + 79
    assert "you take on an obligation to pay 524.00" in notice
    after = [tag.name for tag in button.find_all_next() if tag.find_parent(id="block")]
    assert after == []


@pytest.mark.requirement("DC-8.1")
@pytest.mark.parametrize(
    ("prefix", "label", "notice"),
    [
        ("/en", "Order with obligation to pay", "you take on an obligation to pay 324.00\u00a0TL."),
        (
            "",
            "Ödeme yükümlülüğüyle sipariş ver",
            "324,00\u00a0TL ödeme yükümlülüğü altına girersiniz.",
        ),
    ],
)
def test_the_button_says_that_it_obliges_to_pay(visitor, bank, prefix, label, notice):
    fill_cart(visitor, a_product())
    to_review(visitor)
    visitor.post(f"{prefix}/checkout/delivery", data={"means": "card"})

    page = Page(visitor.get(f"{prefix}/checkout/review"))

    assert page.button(label)
    assert notice in page.soup.find(id="block").get_text()


@pytest.mark.requirement("DC-8.1")
def test_the_notice_and_the_button_are_kept_as_evidence(visitor, bank):
    order = buy(visitor, bank, a_product())

    placed = evidence.bodies_of(order.reference, "order_placed")[-1]
    assert placed["button"] == "Order with obligation to pay"
    assert "324.00" in placed["notice"]


@pytest.mark.requirement("DC-5.1")
def test_the_thirteen_items_stand_on_the_review(visitor):
    fill_cart(visitor, a_product())

    text = to_review(visitor).text

    for said in (
        "Main qualities",
        "S.S. Poyraz Kadın Balıkçılar Kooperatifi",
        "MERSİS no. 0000000000000025",
        "S.S. Mavi İmece Kooperatifi",
        "Complaints:",
        "Total with all taxes 324.00",
        "None above the ordinary tariff",
        "at the latest on",
        "within 14 days without giving a reason",
        "Deniz Kargo, free of charge",
        "Goods without this right",
        "No deposit is asked",
        "digital content",
        "after the mediation",
        "186,000.00",
    ):
        assert said in text, said


@pytest.mark.requirement("EU-6")
def test_the_place_of_the_withdrawal_function_is_told_before_the_contract(visitor):
    fill_cart(visitor, a_product())

    assert "“Withdraw from contract here”" in to_review(visitor).text


@pytest.mark.requirement("DC-5.1.ğ")
def test_an_exempt_good_says_so_on_product_cart_and_review(visitor):
    product = a_product(wd_code="c", wd_approved=True)
    sentence = "No right to withdraw: it perishes quickly"
    url = f"/en/p/{product.texts[1].slug}-{product.id}"

    assert sentence in Page(visitor.get(url)).text
    fill_cart(visitor, product)
    assert sentence in Page(visitor.get("/en/cart")).text
    assert sentence in to_review(visitor).soup.find(id="block").get_text()


@pytest.mark.requirement("DC-5.2")
def test_a_price_edited_later_does_not_touch_the_order(visitor, bank):
    product = a_product()
    order = buy(visitor, bank, product)
    variant = db.session.get(Variant, product.variants[0].id)
    variant.price_minor = 99900
    db.session.commit()

    page = Page(visitor.get(f"/en/orders/{order.reference}"))

    assert "324.00" in page.text
    assert "999" not in page.text


@pytest.mark.requirement("DC-6.2.b")
def test_a_province_that_is_not_served_is_said_in_the_cart_and_stops_the_checkout(visitor):
    only_izmir = a_delivery_method(coverage="only", provinces=[35])
    product = a_product(supplier=a_supplier(delivery=[only_izmir]))
    fill_cart(visitor, product)

    visitor.post("/en/cart/province", data={"province": "6"})

    page = Page(visitor.get("/en/cart"))
    assert "cannot deliver these goods to Ankara" in page.text
    assert not page.has_link("Go on to order")


@pytest.mark.requirement("DC-6.2.b")
@pytest.mark.parametrize("iban", ["", "TR330006100519786457841326"])
def test_the_means_of_payment_stand_on_the_product_and_on_top_of_the_cart(visitor, iban):
    settings.change("transfer_iban", iban, "test")
    product = a_product()
    fill_cart(visitor, product)

    shown = Page(visitor.get(f"/en/p/{product.texts[1].slug}-{product.id}")).text
    cart = Page(visitor.get("/en/cart")).text

    assert ("Payment by card or bank transfer" in shown) == bool(iban)
    assert ("Means of payment: card or bank transfer." in cart) == bool(iban)
    assert "Payment by card" in shown
    assert "There is no payment at the door" in cart[: cart.index("Lakerda")]


def test_stock_is_held_by_the_button_and_sold_by_the_payment(visitor, bank):
    product = a_product(stock=10)
    place(visitor, product, 3)

    assert stock_of(product) == 7


def stock_of(product):
    db.session.expire_all()
    return db.session.get(Variant, product.variants[0].id).stock


@pytest.mark.requirement("DC-5.1.c")
def test_a_shop_whose_operator_is_unknown_stays_closed(app, visitor):
    product = a_product()
    fill_cart(visitor, product)
    settings.change("operator.address", "", "test")
    db.session.commit()

    answer = visitor.get("/en/checkout/address")

    assert answer.status_code == 503
    assert "not open yet" in Page(answer).text
    assert "operator.address" in visitor.get("/readyz").get_json()["missing"]


def test_a_second_click_leads_to_the_same_payment(visitor, bank):
    fill_cart(visitor, a_product())
    page = to_review(visitor)
    press_button(visitor, page)

    again = visitor.post("/en/checkout/review", data=review_form(page))

    assert again.status_code == 303
    assert "/checkout/return/" in again.headers["Location"]
    assert len(bank.payments) == 1


def test_the_back_button_after_paying_leads_to_the_order(visitor, bank):
    order = buy(visitor, bank, a_product())

    answer = visitor.get("/en/checkout/review")

    assert answer.headers["Location"].endswith(f"/en/checkout/done/{order.reference}")


@pytest.mark.requirement("DC-5.1.a")
def test_goods_without_a_quality_cannot_be_ordered(visitor):
    product = a_product()
    for said in product.texts:
        said.qualities = []
    product.variants[0].net_amount = None
    db.session.commit()
    fill_cart(visitor, product)
    visitor.post("/en/checkout/address", data=ADDRESS)

    answer = visitor.post("/en/checkout/delivery", data={"means": "card"})

    assert answer.status_code == 409
    assert "everything the law asks" in Page(answer).text


def test_a_shop_without_a_payment_provider_stays_closed(open_shop, visitor, monkeypatch):
    fill_cart(visitor, a_product())
    monkeypatch.setitem(open_shop.config, "PAYMENT_PAGES", [])

    assert "no way to take payments" in Page(visitor.get("/en/checkout/address")).text
    assert "payment provider" in visitor.get("/readyz").get_json()["missing"]
