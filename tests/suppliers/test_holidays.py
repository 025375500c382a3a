"""A whole shop on holiday: what shoppers read and can order, and what goes on."""

from datetime import date

import pytest
from sqlalchemy import select

from app import timers_list
from app.extensions import db
from app.messaging.models import Message
from app.orders.models import Order, OrderState
from app.suppliers.models import ShopHoliday
from app.timers import services as timers
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, fill_cart, review_form, to_review

pytestmark = pytest.mark.usefixtures("open_shop")
PATH = "/en/supplier/holiday"
OLIVES = "Zeytin hasadındayız."


@pytest.fixture
def jar(today):
    """Monday, 2 March 2026: a jar with three days of lead time."""
    today("2026-03-02 10:00:00")
    return a_product(stock=10)


def plan(client, first="2026-03-02", last="2026-03-08", orders="stop", **more):
    db.session.rollback()
    fields = {"first": first, "last": last, "orders": orders, "words_tr": OLIVES} | more
    return client.post(PATH, data=fields)


def page_of(visitor, jar):
    db.session.rollback()
    return Page(visitor.get(f"/en/p/{jar.texts[0].slug}-{jar.id}"))


def offers_cart(page):
    return any("Add to cart" in button.get_text() for button in page.soup.find_all("button"))


def test_while_orders_are_stopped_nothing_can_be_put_in_a_cart(jar, team, visitor):
    assert offers_cart(page_of(visitor, jar))

    assert plan(team(jar.supplier), words_en="We are at the olive harvest.").status_code == 303

    page = page_of(visitor, jar)
    assert "rests from Monday, 2 March 2026 to Sunday, 8 March 2026." in page.text
    assert "We are at the olive harvest." in page.text
    assert not offers_cart(page)
    answer = visitor.post("/en/cart/add", data={"variant": jar.variants[0].id, "quantity": 1})
    assert answer.status_code != 303 or "cannot be ordered" in Page(visitor.get("/en/cart")).text
    assert "We are at the olive harvest." in Page(visitor.get(f"/en/s/{jar.supplier.slug}")).text


def test_what_lies_in_a_cart_says_why_it_must_wait(jar, team, visitor):
    fill_cart(visitor, jar)
    plan(team(jar.supplier))

    page = Page(visitor.get("/en/cart"))

    assert "rests from Monday, 2 March 2026 to Sunday, 8 March 2026." in page.text
    assert OLIVES in page.text


def test_the_day_after_the_last_everything_can_be_ordered_again(jar, team, visitor, bank, today):
    plan(team(jar.supplier))
    today("2026-03-08 23:59:00")
    assert not offers_cart(page_of(visitor, jar))

    today("2026-03-09 00:01:00")

    assert offers_cart(page_of(visitor, jar))
    assert buy(visitor, bank, jar).suborders[0].promised_by == date(2026, 3, 12)


def test_where_orders_go_on_the_promised_day_moves(jar, team, visitor, bank):
    before = buy(visitor, bank, jar).suborders[0].promised_by
    assert before == date(2026, 3, 5)

    plan(team(jar.supplier), orders="later")

    page = page_of(visitor, jar)
    assert "You can order; the days below already reckon with it." in page.text
    assert "With you by Thursday, 12 March 2026" in page.text
    assert "With you within" not in page.text
    assert offers_cart(page)
    assert buy(visitor, bank, jar).suborders[0].promised_by == date(2026, 3, 12)


def test_a_holiday_of_more_than_thirty_days_leaves_nothing_to_promise(jar, team, visitor):
    plan(team(jar.supplier), last="2026-04-20", orders="later")

    fill_cart(visitor, jar)

    assert "is closed until Monday, 20 April 2026." in Page(visitor.get("/en/cart")).text


def test_orders_that_run_keep_their_day_and_are_still_sent(jar, team, visitor, bank):
    part = buy(visitor, bank, jar).suborders[0]
    reference, line = part.reference, part.lines[0].id
    client = team(jar.supplier)
    plan(client)
    db.session.expire_all()
    assert part.promised_by == date(2026, 3, 5)
    db.session.rollback()

    answer = client.post(
        f"/en/supplier/orders/{reference}/dispatch",
        data={"carrier": "Deniz Kargo", f"pieces-{line}": "1"},
    )

    assert answer.status_code == 303


def test_a_holiday_planned_for_later_is_announced_a_week_before(jar, team, visitor, today):
    plan(team(jar.supplier), first="2026-03-20", last="2026-03-27")
    assert "rests from" not in page_of(visitor, jar).text

    today("2026-03-13 10:00:00")

    page = page_of(visitor, jar)
    assert "rests from Friday, 20 March 2026" in page.text
    assert offers_cart(page)


def test_a_review_begun_before_the_holiday_cannot_be_ordered_in_it(jar, team, visitor):
    fill_cart(visitor, jar)
    typed = review_form(to_review(visitor))
    plan(team(jar.supplier))

    answer = visitor.post("/en/checkout/review", data=typed)

    assert answer.status_code == 409
    assert db.session.scalars(select(Order.state)).all() == [OrderState.REVIEWING]


def test_two_days_before_the_end_the_maker_is_reminded_once(jar, team, today):
    plan(team(jar.supplier))
    jobs = [job for job in timers_list.JOBS if job.name == "holidays"]
    for moment in ("2026-03-05", "2026-03-06", "2026-03-07"):
        today(f"{moment} 09:00:00")
        timers.run_due(jobs)
        told = db.session.scalars(select(Message).where(Message.kind == "holiday-ends")).all()
        assert len(told) == (0 if moment == "2026-03-05" else 1)
        db.session.rollback()

    due = Page(team(jar.supplier).get("/en/supplier")).text
    assert "Your holiday ends on Sunday, 8 March 2026." in due
    assert told[0].recipient == jar.supplier.email
    assert "9 Mart 2026 Pazartesi" in told[0].subject


def test_back_earlier_the_shop_opens_at_once(jar, team, visitor, today):
    client = team(jar.supplier)
    plan(client)
    today("2026-03-04 10:00:00")
    number = db.session.scalars(select(ShopHoliday.id)).one()
    db.session.rollback()

    assert client.post(f"{PATH}/{number}/end").status_code == 303

    assert offers_cart(page_of(visitor, jar))
    assert db.session.scalars(select(ShopHoliday.last)).one() == date(2026, 3, 3)
    assert team(a_supplier()).post(f"{PATH}/{number}/end").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "2026-03-01"}, "First day: Choose a first day from today on."),
        ({"first": "2026-03-09"}, "First day: The last day comes before the first."),
        ({"last": "2026-07-01"}, "First day: At most 120 days at once."),
        ({"first": "soon"}, "First day: Not a valid date value."),
        ({"orders": ""}, "Orders meanwhile: Choose what happens with orders."),
        ({"words_tr": "x" * 201}, "A sentence for shoppers, in Turkish: "),
    ],
)
def test_days_that_cannot_be_are_refused_and_nothing_typed_is_lost(jar, team, typed, said):
    answer = plan(team(jar.supplier), **typed)

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors[0].startswith(said)
    assert page.value("A sentence for shoppers, in Turkish") == typed.get("words_tr", OLIVES)
    assert db.session.scalars(select(ShopHoliday)).all() == []


def test_two_holidays_on_the_same_days_are_refused(jar, team):
    client = team(jar.supplier)
    plan(client)

    answer = plan(client, first="2026-03-08", last="2026-03-10")

    assert "rests on some of these days already" in Page(answer).errors[0]
