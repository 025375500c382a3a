"""An invoice that names a company or a person: only on wish, and no right is lost by it (IN-1)."""

import pytest
from sqlalchemy import select, text

from app.cart.models import Cart
from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import crypto
from app.orders.models import InvoiceParty
from app.settings import services as settings
from app.suppliers.models import SellerOfRecord
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import ADDRESS, deliver, fill_cart, newest_order, press_button, to_review

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("IN-1")]

VKN, TCKN = "1234567890", "10000000146"
COMPANY = {
    "buyer_type": "company",
    "invoice_title": "Mercan Lokantası Ltd. Şti.",
    "invoice_tax_office": "Urla",
    "invoice_tax_number": "123 456 78 90",
}
PERSON = {"buyer_type": "person", "invoice_name": "Elif Deniz Yalın", "invoice_national_id": TCKN}


def send(visitor, **typed):
    return visitor.post("/en/checkout/address", data=ADDRESS | typed)


def bought(visitor, bank, product, **typed):
    """A paid order whose invoice was wished so."""
    fill_cart(visitor, product)
    token = press_button(visitor, to_review(visitor, **typed))
    bank.approve(f"pay_{len(bank.payments)}")
    visitor.get(f"/en/checkout/return/{token}")
    order = newest_order()
    visitor.get(f"/en/checkout/done/{order.reference}")
    return order


def order_page(visitor, order):
    return Page(visitor.get(f"/en/orders/{order.reference}"))


def supplier_page(browser, order):
    reference = order.suborders[0].reference
    return Page(browser.get(f"/en/supplier/orders/{reference}"))


def test_nobody_is_asked_who_does_not_wish_it(visitor):
    fill_cart(visitor, a_product())
    page = Page(visitor.get("/en/checkout/address"))

    folded = page.soup.select_one("details.wish")
    assert not folded.has_attr("open")
    assert "I want an invoice with my name or for a company" in folded.summary.get_text()
    chosen = page.soup.select("input[name=buyer_type][checked]")
    assert [tag["value"] for tag in chosen] == [""]


def test_an_order_without_the_wish_names_nobody(visitor, bank):
    order = bought(visitor, bank, a_product())

    assert order.invoice_party is None
    assert "The invoice names" not in order_page(visitor, order).text


def test_a_company_without_a_tax_number_is_told_at_the_field(visitor):
    fill_cart(visitor, a_product())
    answer = send(visitor, **COMPANY | {"invoice_tax_number": ""})

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == [
        "Tax number (VKN): Write the tax number: an invoice for a company needs its ten digits."
    ]
    assert page.value("Title of the company") == "Mercan Lokantası Ltd. Şti."
    assert page.soup.select_one("details.wish").has_attr("open")


@pytest.mark.parametrize("typed", ["1234567891", "123456789", "12345678901", "onbir", "٣٤"])
def test_a_tax_number_with_a_wrong_digit_is_refused(visitor, typed):
    fill_cart(visitor, a_product())
    answer = send(visitor, **COMPANY | {"invoice_tax_number": typed})

    assert answer.status_code == 422
    assert "Check the tax number" in Page(answer).errors[0]
    assert Page(answer).value("Tax number (VKN)") == typed


@pytest.mark.parametrize(
    ("field", "sentence"), [("invoice_title", "title"), ("invoice_tax_office", "tax office")]
)
def test_title_and_tax_office_belong_to_a_company(visitor, field, sentence):
    fill_cart(visitor, a_product())
    answer = send(visitor, **COMPANY | {field: ""})

    assert answer.status_code == 422
    assert sentence in Page(answer).errors[0]


def test_what_is_wished_is_read_before_ordering_and_stands_on_the_order(visitor, bank):
    fill_cart(visitor, a_product())
    review = to_review(visitor, **COMPANY)
    assert "Mercan Lokantası Ltd. Şti. Tax office: Urla Tax number (VKN): 1234567890" in review.text

    order = bought(visitor, bank, a_product(), **COMPANY)
    assert "1234567890" in order_page(visitor, order).text


def test_another_wish_after_the_review_is_shown_anew(visitor):
    fill_cart(visitor, a_product())
    before = to_review(visitor, **COMPANY)
    send(visitor, **COMPANY | {"invoice_title": "Yosun Lokantası"})
    data = {tag["name"]: tag["value"] for tag in before.soup.select("#order-form input[value]")}
    answer = visitor.post("/en/checkout/review", data=data)

    assert answer.status_code == 409
    assert "Yosun Lokantası" in Page(answer).text


def test_the_order_keeps_what_was_wished_whatever_is_typed_later(visitor, bank):
    order = bought(visitor, bank, a_product(), **COMPANY)
    fill_cart(visitor, a_product())
    send(visitor, **COMPANY | {"invoice_title": "Yosun Lokantası"})

    db.session.expire_all()
    assert order.invoice_party.title == "Mercan Lokantası Ltd. Şti."
    assert evidence.bodies_of(order.reference, "invoice_wished") == [
        {"buyer_type": "company", "title": "Mercan Lokantası Ltd. Şti."}
    ]


def test_who_changes_her_mind_names_nobody(visitor, bank):
    fill_cart(visitor, a_product())
    send(visitor, **COMPANY)
    order = bought(visitor, bank, a_product(), **COMPANY | {"buyer_type": ""})

    assert order.invoice_party is None


@pytest.mark.requirement("DC-4.h")
def test_a_business_buyer_keeps_every_right_of_a_consumer(visitor, bank, today):
    today("2026-03-02")
    order = bought(visitor, bank, a_product(), **COMPANY)
    today("2026-03-04")
    deliver(order, "2026-03-04")
    today("2026-03-18")

    assert order.terms["buyer_type"] == "business"
    assert "Wednesday, 18 March 2026" in order_page(visitor, order).text
    assert order_page(visitor, order).has_link("Withdraw from contract here")


def test_the_maker_who_writes_the_invoice_reads_the_companys_details(visitor, bank, team):
    supplier = a_supplier()
    order = bought(visitor, bank, a_product(supplier=supplier), **COMPANY)

    page = supplier_page(team(supplier, "seller"), order)
    assert "The invoice names Mercan Lokantası Ltd. Şti. Urla 1234567890" in page.text
    assert VKN not in supplier_page(team(supplier, "shipper"), order).text


def test_a_maker_for_whom_the_cooperative_sells_does_not(visitor, bank, team):
    supplier = a_supplier(seller_of_record=SellerOfRecord.COOPERATIVE)
    order = bought(visitor, bank, a_product(supplier=supplier), **COMPANY)

    assert VKN not in supplier_page(team(supplier, "owner"), order).text


@pytest.mark.requirement("P-19")
def test_a_national_number_is_not_asked_unless_the_cooperative_decided_so(visitor, bank):
    fill_cart(visitor, a_product())
    page = Page(visitor.get("/en/checkout/address"))
    assert "National identity number" not in page.text

    order = bought(visitor, bank, a_product(), **PERSON)
    assert order.invoice_party.national_id_cipher is None
    assert "Elif Deniz Yalın" in order_page(visitor, order).text


@pytest.mark.requirement("P-19")
def test_where_it_is_asked_it_is_encrypted_masked_and_no_maker_sees_it(visitor, bank, team):
    settings.change("tckn_on_invoice", True, "test")
    db.session.commit()
    supplier = a_supplier()
    order = bought(visitor, bank, a_product(supplier=supplier), **PERSON)

    party = order.invoice_party
    assert party.national_id == TCKN
    assert party.national_id_index in crypto.blinds("national_id", TCKN)
    stored = db.session.execute(text("SELECT * FROM invoice_parties")).mappings().one()
    assert TCKN not in str(dict(stored))
    assert TCKN not in str(db.session.scalars(select(Cart.draft)).all())
    shown = order_page(visitor, order).text
    assert "••••••••146" in shown
    assert TCKN not in shown
    page = supplier_page(team(supplier, "owner"), order).text
    assert "Elif Deniz Yalın" in page
    assert TCKN not in page
    assert "•146" not in page


@pytest.mark.requirement("P-19")
def test_a_wrong_national_number_is_said_and_a_kept_one_need_not_be_typed_again(visitor):
    settings.change("tckn_on_invoice", True, "test")
    db.session.commit()
    fill_cart(visitor, a_product())
    wrong = send(visitor, **PERSON | {"invoice_national_id": "10000000147"})
    assert "Check the national identity number" in Page(wrong).errors[0]

    send(visitor, **PERSON)
    assert "Kept: ••••••••146" in Page(visitor.get("/en/checkout/address")).text
    review = to_review(visitor, **PERSON | {"invoice_national_id": ""})
    assert "••••••••146" in review.text


def test_a_named_invoice_without_a_name_takes_that_of_the_address(visitor, bank):
    order = bought(visitor, bank, a_product(), **PERSON | {"invoice_name": ""})

    assert db.session.get_one(InvoiceParty, order.id).title == "Elif Yalın"
