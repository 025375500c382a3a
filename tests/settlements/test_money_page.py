"""A maker's page of money: how much comes when, and what waits why."""

import pytest
from sqlalchemy import event

from app.extensions import db
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.kernel import transactions
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end
from tests.settlements.steps import a_maker, fresh, pay_out, run, sold
from tests.shopping import buy

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]


@pytest.fixture
def maker(open_shop):
    return a_maker(language="en")


@pytest.fixture
def owner(maker, team):
    return team(maker)


def money(owner):
    fresh()
    return Page(owner.get("/en/supplier/money"))


def said(page):
    return page.text.replace("\xa0", " ")


def test_before_the_first_sale_it_says_what_will_stand_there(owner):
    page = money(owner)
    assert "No payout is coming up yet." in page.text
    assert "As soon as you have sold something" in page.text


def test_the_next_payout_is_named_with_its_day_and_sum(visitor, bank, today, maker, owner):
    order = sold(visitor, bank, today, maker, "2026-03-02")

    page = money(owner)

    assert "211.20 TL It is put together on Tuesday, 17 March 2026" in said(page)
    (row,) = page.rows()
    assert row[0] == "Tuesday, 17 March 2026"
    assert row[1] == f"{order.suborders[0].reference} 2 × Lakerda"
    assert row[2] == "Until then the buyer may still withdraw."


def test_each_day_has_its_own_payout_and_the_nearest_is_the_next(
    visitor, bank, today, maker, owner
):
    sold(visitor, bank, today, maker, "2026-03-02")
    sold(visitor, bank, today, maker, "2026-03-03")

    page = money(owner)

    assert "211.20 TL It is put together on Tuesday, 17 March 2026" in said(page)
    assert "later, on its day 211.20 TL" in said(page)
    assert [row[0] for row in page.rows()] == [
        "Tuesday, 17 March 2026",
        "Wednesday, 18 March 2026",
    ]


def test_what_is_set_off_lowers_the_next_payout_and_says_why(visitor, bank, today, maker, owner):
    first = sold(visitor, bank, today, maker, "2026-03-02")
    today("2026-03-17")
    run()
    pay_out()
    end(first.suborders[0], "lost", "2026-03-18", 1)
    sold(visitor, bank, today, maker, "2026-03-18")

    page = money(owner)

    assert "125.60 TL It is put together on Thursday, 2 April 2026" in said(page)
    assert "Money went back to the buyer after you had been paid." in page.text


def test_held_money_says_what_holds_it_and_leads_to_the_case(visitor, bank, today, maker, owner):
    order = sold(visitor, bank, today, maker)
    words = (order.name, order.email, order.reference, "It leaks all over.", "en", "q")
    asked = receiving.send(receiving.Words(RequestKind.COMPLAINT, *words), order)
    number = asked.number
    transactions.save()

    page = money(owner)

    assert "Held, and why" in page.headings()
    assert f"The buyer complains: {number}" in page.text


def test_what_is_on_its_way_to_the_buyer_has_no_day_yet(visitor, bank, today, maker, owner):
    today("2026-03-02 09:00:00")
    buy(visitor, bank, a_product(price_minor=10_000, supplier=maker), 2)

    page = money(owner)

    assert "Not delivered yet" in page.headings()
    assert "The day is known once everything of the order is with the buyer." in page.text


def test_the_order_leads_to_its_money(visitor, bank, today, maker, owner):
    order = sold(visitor, bank, today, maker)
    reference = order.suborders[0].reference
    fresh()
    page = Page(owner.get(f"/en/supplier/orders/{reference}"))

    money_of = Page(owner.get(page.link("When the money of this order comes")))

    assert "Payable from Tuesday, 17 March 2026" in money_of.text


def test_on_the_evening_list_stands_what_is_in_the_way_of_the_money(
    visitor, bank, today, maker, owner
):
    sold(visitor, bank, today, maker)
    assert not Page(owner.get("/en/supplier")).has_link("Your money waits")
    from tests.settlements.steps import owner_of

    owner_of(maker).iban_cipher = None
    db.session.commit()

    page = Page(owner.get("/en/supplier"))

    assert "Your money waits: 211.20 TL" in said(page)


def test_ten_orders_ask_the_database_no_more_than_two(visitor, bank, today, maker, owner):
    for _order in range(2):
        sold(visitor, bank, today, maker)
    few = asked(owner)
    for _order in range(3):
        sold(visitor, bank, today, maker)

    assert asked(owner) == few


def asked(owner):
    statements = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            statements.append(statement)

    fresh()
    event.listen(db.engine, "before_cursor_execute", note)
    assert owner.get("/en/supplier/money").status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)
