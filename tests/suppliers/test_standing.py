"""Suspended, selling again, closed: what each does to sales, orders and people (4.1)."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.ledger import services as ledger
from app.orders.models import SubOrder
from app.payments.models import Refund, RefundState
from app.suppliers.models import Supplier
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.returns.steps import withdraw
from tests.shopping import buy
from tests.suppliers.steps import letter

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("SM-4.1")]
WHY = "The food register number has run out."


@pytest.fixture(autouse=True)
def _day(today):
    today("2026-03-16")


@pytest.fixture
def desk(staff):
    return staff("legal")


@pytest.fixture
def supplier():
    return a_supplier(language="en")


def act(client, supplier, what, reason=WHY):
    path = f"/en/admin/suppliers/standing/{supplier.id}/{what}"
    db.session.rollback()
    return client.post(path, data={"reason": reason})


def state(supplier):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Supplier, supplier.id).state


def test_suspended_nothing_is_sold_and_open_orders_go_on(visitor, bank, desk, team, supplier):
    product = a_product(supplier=supplier)
    order = buy(visitor, bank, product)
    reference = order.suborders[0].reference
    maker = team(supplier)
    path = f"/en/p/{product.texts[0].slug}-{product.id}"

    act(desk, supplier, "suspend")

    assert state(supplier) == "suspended"
    assert supplier.review_by.isoformat() == "2026-03-31"  # 20 March is a holiday
    assert WHY in letter("supplier-standing").text
    page = Page(visitor.get(path))
    assert "Add to cart" not in page.text
    assert supplier.name in page.text
    assert not page.soup.select("main a[href*='/s/']")
    assert maker.get(f"/en/supplier/orders/{reference}").status_code == 200
    assert "is suspended" in Page(desk.get("/en/admin")).text


def test_who_reviews_applications_does_not_suspend_lift_or_close(staff, desk, supplier):
    reviewer = staff("catalogue", "orders")
    for what in ("suspend", "lift", "close"):
        assert act(reviewer, supplier, what).status_code == 403
    assert state(supplier) == "active"
    assert not Page(reviewer.get("/en/admin")).has_link("Standing")
    assert desk.get("/en/admin/suppliers/applications").status_code == 403
    assert Page(desk.get("/en/admin")).has_link("Standing")


def test_lifted_it_sells_again(visitor, desk, supplier):
    product = a_product(supplier=supplier)
    path = f"/en/p/{product.texts[0].slug}-{product.id}"
    act(desk, supplier, "suspend")
    act(desk, supplier, "lift")

    assert state(supplier) == "active"
    assert supplier.review_by is None
    assert "Add to cart" in Page(visitor.get(path)).text


@pytest.mark.parametrize("what", ["suspend", "close"])
def test_it_needs_a_reason(desk, supplier, what):
    answer = act(desk, supplier, what, "no")
    assert answer.status_code == 422
    assert Page(answer).value("Reason") == "no"
    assert state(supplier) == "active"


def test_what_does_not_fit_is_refused(desk, supplier):
    assert act(desk, supplier, "lift").status_code == 409
    act(desk, supplier, "suspend")
    assert act(desk, supplier, "suspend").status_code == 409
    act(desk, supplier, "close")
    for what in ("suspend", "lift", "close"):
        assert act(desk, supplier, what).status_code == 409


def test_with_an_open_order_it_cannot_be_closed(visitor, bank, desk, supplier):
    order = buy(visitor, bank, a_product(supplier=supplier))
    reference = order.suborders[0].reference

    answer = act(desk, supplier, "close")

    assert answer.status_code == 409
    assert f"Order {reference} is still open." in Page(answer).errors[0]
    assert state(supplier) == "active"


def test_with_money_to_settle_it_cannot_be_closed(desk, supplier):
    account = f"supplier:{supplier.id}"
    ledger.move("bank", account, 5000, kind="opening", source="opening", about="opening")
    db.session.commit()

    answer = act(desk, supplier, "close")

    assert answer.status_code == 409
    assert "50.00" in Page(answer).errors[0]


def test_while_money_is_on_its_way_back_to_a_buyer_it_cannot_be_closed(
    visitor, bank, desk, supplier
):
    order = buy(visitor, bank, a_product(supplier=supplier))
    reference = order.suborders[0].reference
    withdraw(visitor, order)
    refund = db.session.scalars(select(Refund)).one()
    number, refund.state = refund.number, RefundState.RELEASED
    db.session.commit()
    part = db.session.scalars(select(SubOrder).where(SubOrder.reference == reference)).one()
    assert part.state == "cancelled"

    answer = act(desk, supplier, "close")

    assert answer.status_code == 409
    assert f"Refund {number} is still open." in Page(answer).errors[0]
    assert state(supplier) == "active"


def test_the_owner_closes_the_shop_and_is_out(team, supplier):
    owner = team(supplier)
    assert owner.post("/en/supplier/closing", data={"reason": ""}).status_code == 422
    answer = owner.post("/en/supplier/closing", data={"reason": "I go back to sea for good."})

    assert answer.status_code == 303
    assert state(supplier) == "closed"
    assert owner.get("/en/supplier").status_code == 404
    assert "is closed" in letter("supplier-standing").subject


@pytest.mark.parametrize("role", ["seller", "shipper"])
def test_only_an_owner_closes_the_shop(team, supplier, role):
    data = {"reason": "I go back to sea for good."}
    assert team(supplier, role).post("/en/supplier/closing", data=data).status_code == 403
    assert state(supplier) == "active"
