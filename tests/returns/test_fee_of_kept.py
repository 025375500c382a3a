"""Carriage goes back by the tariff of the contract, its weight bands included (C-24)."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.payments.models import Refund
from app.suppliers.models import DeliveryMethod
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.shopping import buy, deliver
from tests.withdrawing import withdraw

pytestmark = pytest.mark.usefixtures("open_shop")
BY_WEIGHT = [{"provinces": [], "bands": [[1000, 7900], [5000, 12900], [None, 19900]]}]


def five_jars(visitor, bank, free_from_minor=None):
    """Five jars of 1.2 kg for 245 TL each, received; the maker's fees rise afterwards."""
    method = a_delivery_method(fee_minor=7900, tariff=BY_WEIGHT, free_from_minor=free_from_minor)
    product = a_product(supplier=a_supplier(delivery=[method]))
    product.variants[0].weight_g = 1200
    db.session.commit()
    order = buy(visitor, bank, product, 5)
    deliver(order, "2026-03-02")
    kept = db.session.scalars(select(DeliveryMethod)).one()
    kept.tariff, kept.fee_minor, kept.free_from_minor = [], 49900, 10
    db.session.commit()
    return order


def carriage_back() -> list[int]:
    db.session.rollback()
    return [r.delivery_minor for r in db.session.scalars(select(Refund).order_by(Refund.id))]


@pytest.mark.requirement("C-24")
def test_each_part_gives_back_the_difference_of_the_bands_and_the_last_the_rest(
    visitor, bank, today
):
    today("2026-03-02 09:00:00")
    order = five_jars(visitor, bank)
    assert order.delivery_minor == 19900

    withdraw(visitor, order, line_1=1)  # 4.8 kg are kept: 129.00
    assert carriage_back() == [7000]
    withdraw(visitor, order, line_1=3)  # 1.2 kg are kept: still 129.00
    assert carriage_back() == [7000, 0]
    withdraw(visitor, order, line_1=1)  # nothing is kept

    assert carriage_back() == [7000, 0, 12900]
    assert sum(carriage_back()) == 19900


@pytest.mark.requirement("C-24")
def test_what_came_free_costs_nothing_afterwards(visitor, bank, today):
    today("2026-03-02 09:00:00")
    order = five_jars(visitor, bank, free_from_minor=90000)
    assert order.delivery_minor == 0

    withdraw(visitor, order, line_1=4)

    assert carriage_back() == [0]
    assert db.session.scalars(select(Refund)).one().goods_minor == 4 * 24500
