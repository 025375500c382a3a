"""The period of an order of two suppliers, by the setting that its contract keeps."""

from datetime import date

import pytest

from app.extensions import db
from app.orders import periods
from app.orders.models import ReceiptSource
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.settings import services as settings
from tests import builders, shopping

SELLER = Actor("SU", "1")


@pytest.mark.requirement("C-27")
@pytest.mark.parametrize(
    ("scope", "ends"),
    [
        ("order", [date(2026, 3, 26), date(2026, 3, 26)]),
        ("suborder", [date(2026, 3, 16), date(2026, 3, 26)]),
    ],
)
def test_an_order_of_two_suppliers_runs_from_its_last_parcel_or_each_from_its_own(
    open_shop, bank, today, scope, ends
):
    today("2026-03-01")
    settings.change("split_scope", scope, "test")
    db.session.commit()
    guest = open_shop.test_client()
    shopping.fill_cart(guest, builders.a_product())
    order = shopping.buy(guest, bank, builders.a_product())
    for suborder, day in zip(order.suborders, ("2026-03-02", "2026-03-12"), strict=True):
        today(day)
        wanted = {line.id: line.ordered for line in suborder.lines}
        parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", wanted, SELLER)
        fulfilment.record_receipt(
            parcel, ReceiptSource.CARRIER, date.fromisoformat(day), SELLER, "DK 1"
        )
    db.session.commit()

    assert [periods.last_day(suborder) for suborder in order.suborders] == ends
