"""What the order page says of its papers."""

from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, fill_cart


def test_each_contract_is_named_by_its_seller(open_shop, visitor, bank):
    first = a_product(supplier=a_supplier(name="Poyraz"))
    second = a_product(supplier=a_supplier(name="Kıyı Dokuma"))
    fill_cart(visitor, first)
    order = buy(visitor, bank, second)

    page = Page(visitor.get(f"/en/orders/{order.reference}"))

    assert "Contract with Poyraz" in page.text
    assert "Contract with Kıyı Dokuma" in page.text
