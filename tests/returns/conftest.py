import pytest

from app.orders.models import Order
from app.orders.services import fulfilment
from app.orders.services.fulfilment import Actor
from tests.builders import a_product, a_supplier
from tests.shopping import buy, deliver


@pytest.fixture
def delivered(open_shop, visitor, bank, today) -> Order:
    """Two jars for 245 TL each with 79 TL carriage, received on Monday 2 March 2026."""
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(), 2)
    deliver(order, "2026-03-02")
    return order


@pytest.fixture
def without_carrier(open_shop, visitor, bank, today) -> Order:
    """As `delivered`, of a supplier who names no carrier for returns."""
    today("2026-03-02 09:00:00")
    supplier = a_supplier(return_carrier=None, return_code=None)
    order = buy(visitor, bank, a_product(supplier=supplier), 2)
    deliver(order, "2026-03-02")
    return order


@pytest.fixture
def on_the_way(open_shop, visitor, bank, today) -> Order:
    """Two jars that the carrier has taken on Monday 2 March and not delivered yet."""
    from app.extensions import db

    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(), 2)
    for suborder in order.suborders:
        pieces = {line.id: line.ordered for line in suborder.lines}
        fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", pieces, Actor("SU", "1"))
    db.session.commit()
    return order
