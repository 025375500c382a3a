"""What the due lists ask of people."""

import pytest

from app.extensions import db
from app.orders.models import SubOrderState
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from tests.builders import a_product
from tests.kinds import a_download, a_tour
from tests.page import Page
from tests.shopping import buy, fill_cart

pytestmark = pytest.mark.usefixtures("open_shop")


def evening_of(team, order):
    """The maker's due list after the order was accepted."""
    suborder = order.suborders[0]
    if suborder.state is SubOrderState.NEW:
        fulfilment.accept(suborder, Actor("SU", "1"))
        db.session.commit()
    return Page(team(suborder.supplier).get("/en/supplier"))


@pytest.mark.parametrize("thing", [a_download, lambda: a_tour("2026-05-02 10:00:00")])
def test_nothing_is_to_be_sent_of_a_file_or_a_date(visitor, bank, team, today, thing):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, thing())

    assert "To send" not in evening_of(team, order).text


def test_what_travels_is_to_be_sent_also_beside_a_file(visitor, bank, team, today):
    today("2026-03-02 09:00:00")
    jar = a_product()
    fill_cart(visitor, jar)
    order = buy(visitor, bank, a_download(supplier=jar.supplier))

    evening = evening_of(team, order)

    assert f"To send: Order {order.suborders[0].reference}" in evening.text
