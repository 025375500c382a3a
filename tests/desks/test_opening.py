"""The due list of a shop that has just opened says what comes first."""

from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page

WAY, GOOD = "Say how your goods reach people", "List your first good"


def todo(team, supplier, **member):
    """What the due list of this shop says."""
    return Page(team(supplier, **member).get("/en/supplier"))


def test_a_new_shop_is_asked_for_a_way_of_delivery_and_a_first_good(open_shop, team):
    evening = todo(team, a_supplier(delivery=[a_delivery_method(active=False)]))

    assert evening.link("Add a way") == "/en/supplier/delivery"
    assert evening.link("Begin") == "/en/supplier/listings/new"


def test_a_shop_that_sells_is_asked_for_neither(open_shop, team):
    evening = todo(team, a_product().supplier)

    assert WAY not in evening.text
    assert GOOD not in evening.text


def test_who_only_packs_is_not_asked_to_open_the_shop(open_shop, team):
    evening = todo(team, a_supplier(delivery=[a_delivery_method(active=False)]), role="shipper")

    assert WAY not in evening.text
    assert GOOD not in evening.text
