"""Whose contract it is: the maker's own, or the cooperative's for the maker (SR-1)."""

import pytest

from app.contracts import documents as papers
from app.contracts import queries
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.returns.steps import approve, letters, withdraw
from tests.shopping import buy, deliver, fill_cart, to_review

COOPERATIVE = (
    "S.S. Mavi İmece Kooperatifi, İskele Mah. Fener Sok. 4, Urla, İzmir, +902320000000, "
    "yardim@example.org"
)
PRODUCER = "Hatice Denizer, Urla, İzmir"


def artisan(**differences):
    return a_supplier(
        name="Hatice'nin Mutfağı",
        title="Hatice Denizer",
        kind="exempt_artisan",
        mersis=None,
        **differences,
    )


def paper(order, kind, language="en"):
    found = [
        link
        for link in queries.documents_of(order.reference)
        if link.kind == kind and link.document.language == language
    ]
    return papers.as_text(queries.document(found[0].sha256))


def page_of(visitor, product):
    return Page(visitor.get(f"/en/p/{product.texts[0].slug}-{product.id}")).text


@pytest.fixture
def by_cooperative(open_shop):
    return a_product(supplier=artisan(seller_of_record="cooperative"))


@pytest.mark.requirement("SR-1")
def test_the_cooperatives_contract_names_it_as_seller_and_the_maker_as_producer(
    by_cooperative, visitor, bank
):
    order = buy(visitor, bank, by_cooperative)

    for kind in ("contract", "information"):
        for language, producer in (("en", "Producer"), ("tr", "Üretici")):
            text = paper(order, kind, language)
            assert COOPERATIVE in text, (kind, language)
            assert producer in text, (kind, language)
            assert PRODUCER in text, (kind, language)
            assert "İskele Mah. Ağcılar Sok. 9" not in text, (kind, language)
    assert order.suborders[0].seller["seller_of_record"] == "cooperative"


@pytest.mark.requirement("SR-1")
def test_the_cooperatives_goods_go_back_to_the_cooperative(
    by_cooperative, visitor, bank, staff, today
):
    today("2026-03-01")
    order = buy(visitor, bank, by_cooperative)
    today("2026-03-03")
    deliver(order, "2026-03-03")
    today("2026-03-04")
    withdraw(visitor, order)
    approve(staff("orders"))

    told = letters("return-approved")[0].text
    assert "İskele Mah. Fener Sok. 4, Urla, İzmir" in told
    assert "Ağcılar" not in told


@pytest.mark.requirement("SR-1")
def test_before_the_order_product_page_and_review_name_the_seller_of_record(
    by_cooperative, visitor
):
    text = page_of(visitor, by_cooperative)
    assert f"Seller: {COOPERATIVE}. MERSİS no. 0000000000000017." in text
    assert f"Producer: {PRODUCER}." in text

    fill_cart(visitor, by_cooperative)
    review = to_review(visitor).text
    assert "S.S. Mavi İmece Kooperatifi (producer: Hatice'nin Mutfağı)" in review


@pytest.mark.requirement("SR-1")
def test_a_maker_who_sells_alone_is_the_seller_and_no_producer_is_named(open_shop, visitor, bank):
    product = a_product(supplier=artisan())
    order = buy(visitor, bank, product)

    contract = paper(order, "contract")
    assert "Hatice Denizer, İskele Mah. Ağcılar Sok. 9, Urla, İzmir" in contract
    assert "Producer" not in contract
    assert "Producer" not in page_of(visitor, product)


@pytest.mark.requirement("SR-1")
def test_complaints_about_the_cooperatives_goods_go_to_the_cooperative(
    by_cooperative, visitor, bank
):
    text = paper(buy(visitor, bank, by_cooperative), "information")

    complaints = text[text.index("Where to complain") :]
    assert "the contact of the seller and of the intermediary above" in complaints
    assert "poyraz" not in text
