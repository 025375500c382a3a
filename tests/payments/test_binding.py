"""Not told of the duty to pay: not bound, everything back at any time (art. 8(1))."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Variant
from app.checkout import shown
from app.evidence import queries as evidence
from app.extensions import db
from app.orders.models import SubOrderState
from app.payments.models import RefundState
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import refunds_of
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def without_notice(monkeypatch):
    """A shop whose order page has lost the notice above the button."""
    real = shown.before_the_button
    monkeypatch.setattr(shown, "before_the_button", lambda order: real(order) | {"notice": ""})


def claim(client, order):
    return client.post(f"/en/orders/{order.reference}/not-bound/1")


@pytest.mark.requirement("DC-8.1")
def test_without_the_notice_in_the_evidence_the_contract_does_not_bind(
    visitor, bank, today, without_notice
):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(), 2)

    assert order.suborders[0].not_binding
    assert "not_binding" in evidence.kinds_of(order.reference)
    assert Page(visitor.get(f"/en/orders/{order.reference}")).button("Give me everything back")


@pytest.mark.requirement("DC-8.1")
def test_everything_goes_back_on_request_long_after_every_period(
    visitor, bank, today, without_notice
):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(), 2)
    deliver(order, "2026-03-02")
    today("2028-01-10")

    assert claim(visitor, order).status_code == 303

    refund = refunds_of(order)[0]
    assert (refund.kind, refund.amount_minor) == ("not_binding", order.total_minor)
    assert refund.state is RefundState.CLOSED
    assert refund.bearing["goods"] == "cooperative"
    assert "everything back" not in Page(visitor.get(f"/en/orders/{order.reference}")).text
    assert claim(visitor, order).status_code == 409
    assert len(refunds_of(order)) == 1


@pytest.mark.requirement("DC-8.1")
def test_what_was_never_sent_returns_to_the_shelf(visitor, bank, today, without_notice):
    today("2026-03-02 09:00:00")
    product = a_product(stock=10)
    order = buy(visitor, bank, product, 2)

    claim(visitor, order)

    db.session.expire_all()
    assert order.suborders[0].state is SubOrderState.CANCELLED
    assert db.session.scalars(select(Variant.stock)).one() == 10


def test_a_contract_that_binds_has_no_such_button(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product())

    assert not order.suborders[0].not_binding
    assert "Give me everything back" not in Page(visitor.get(f"/en/orders/{order.reference}")).text
    assert claim(visitor, order).status_code == 404


def test_nobody_claims_for_another(visitor, bank, today, without_notice, open_shop):
    order = buy(visitor, bank, a_product())

    assert claim(open_shop.test_client(), order).status_code == 404
