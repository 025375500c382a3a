"""A person sees at once what is held of them, and takes it along (KVKK art. 11(1)(a)–(ç))."""

import io
import json
import zipfile

import pytest

from app.extensions import db
from app.law.personal_data import Person
from app.privacy import persons
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def elif_yalin(shopper, bank, today):
    """A member who has ordered two jars, one of them with a note."""
    today("2026-03-02 09:00:00")
    return buy(shopper, bank, a_product(price_minor=10000), 2)


def test_a_table_that_no_root_leads_to_fails_the_build(app):
    assert persons.unreachable() == []


@pytest.mark.requirement("PR-6.a")
@pytest.mark.requirement("PR-6.c")
def test_a_member_sees_at_once_what_is_held_and_for_what(elif_yalin, shopper):
    page = Page(shopper.get("/en/account/data"))

    assert page.heading == "My data"
    assert elif_yalin.street in page.text
    assert "To deliver an order" in page.text
    assert "Nobody has opened a page about you." in page.text


def test_of_each_thing_only_the_purposes_that_touch_this_person_are_named(elif_yalin, shopper):
    """Nobody who buys is told that their name is kept to examine an application."""
    page = Page(shopper.get("/en/account/data"))

    assert "To keep an account" in page.text
    assert "To examine an application" not in page.text


@pytest.mark.requirement("PR-6.b")
def test_the_export_holds_the_same_for_machines_and_for_people(elif_yalin, shopper):
    packed = zipfile.ZipFile(io.BytesIO(shopper.get("/en/account/data/export.zip").data))

    rows = {row["number"]: row for row in json.loads(packed.read("data.json"))}
    values = {value["value"] for row in rows.values() for value in row["values"]}
    read = packed.read("data.html").decode()
    assert {elif_yalin.name, elif_yalin.street, elif_yalin.email} <= values
    assert elif_yalin.street in read
    assert rows["31"]["values"][0]["value"] == "held, and shown to nobody"
    assert "$argon2" not in read


@pytest.mark.requirement("PR-6.ç")
def test_the_export_says_who_else_receives_it(elif_yalin, shopper):
    page = Page(shopper.get("/en/account/data"))

    assert "carrier: name, address, telephone" in page.text
    assert "payment provider" in page.text


@pytest.mark.requirement("PR-6.4")
def test_letters_to_the_seller_are_not_in_a_buyers_export(elif_yalin, shopper):
    """The seller's address and the name of her people are hers."""
    seller = elif_yalin.suborders[0].supplier
    packed = zipfile.ZipFile(io.BytesIO(shopper.get("/en/account/data/export.zip").data))

    recipients = {
        value["value"]
        for row in json.loads(packed.read("data.json"))
        for value in row["values"]
        if (value["table"], value["column"]) == ("messages", "recipient")
    }
    assert recipients == {elif_yalin.email}
    assert seller.email not in recipients


@pytest.mark.requirement("PR-6.4")
def test_nothing_of_another_buyer_is_in_it(elif_yalin, shopper, visitor, bank):
    other = buy(visitor, bank, a_product())
    other.name, other.email_key = "Başka Biri", "baska@example.org"
    db.session.commit()

    found = persons.rows_of(Person(shopper_id=elif_yalin.shopper_id))

    assert {row["reference"] for row in found["orders"].values()} == {elif_yalin.reference}
    assert other.reference not in str(found)
    assert "Başka Biri" not in str(found)


@pytest.mark.requirement("PR-4.7")
def test_staff_who_opened_the_order_are_shown_by_role(elif_yalin, shopper, staff):
    staff("orders").get(f"/en/admin/orders/{elif_yalin.reference}")

    page = Page(shopper.get("/en/account/data"))

    assert f"staff of the cooperative, an order's page, {elif_yalin.reference}" in page.text
