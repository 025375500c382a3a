import pytest

from tests.builders import a_member, a_product, a_supplier, logged_in
from tests.invoices import steps
from tests.shopping import buy, deliver


class Sale:
    """Three jars for 245 TL each, ordered on 2 March 2026; the delivery costs 79 TL."""

    def __init__(self, visitor, bank, team, today, **supplier):
        self.today = today
        self.buyer = visitor
        today("2026-03-02 09:00:00")
        self.supplier = a_supplier(**supplier)
        self.order = buy(visitor, bank, a_product(supplier=self.supplier), 3)
        self.number = self.order.reference
        self.reference = self.order.suborders[0].reference
        self.owner = team(self.supplier, "owner")
        self.team = team

    def send(self, day="2026-03-02"):
        """Everything leaves and arrives on this day."""
        self.today(f"{day} 11:00:00")
        deliver(self.order, day)

    def invoice(self, day="2026-03-02", **typed):
        return steps.attach(self.owner, self.reference, day, **typed)


@pytest.fixture
def sale(open_shop, visitor, bank, team, today):
    return Sale(visitor, bank, team, today)


@pytest.fixture
def sold_by_cooperative(open_shop, visitor, bank, team, today):
    return Sale(visitor, bank, team, today, seller_of_record="cooperative")


@pytest.fixture
def finance(app):
    return logged_in(app, "member", a_member(rights=["finance"]).id)
