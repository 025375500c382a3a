"""The finance desk: two sides with one sum, bars over time, and what needs a person."""

import pytest
from sqlalchemy import event, insert

from app.accounting import charts
from app.extensions import db
from app.kernel import clock
from app.ledger import services as ledger
from app.ledger.models import Transfer
from app.settings import services as settings
from tests.accounting.test_month import a_seller
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import end
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
DESK = "/en/admin/finance"


def sums_of(page, title):
    """The lines of one of the two lists, in words."""
    box = page.soup.find("h2", string=title).find_parent("section")
    return {
        row.dt.find(string=True).strip(): row.dd.get_text().replace("\xa0", " ")
        for row in box.select("dl > div")
    }


def test_what_is_held_is_somebodys_to_the_kurus(visitor, bank, today, staff):
    """240.00 taken; the maker's 211.20, 24.00 commission and 4.80 VAT on it."""
    today("2026-03-02 09:00:00")
    buy(visitor, bank, a_product(price_minor=10000, supplier=a_seller()), 2)

    page = Page(staff("finance").get(DESK))

    assert sums_of(page, "Where the money lies") == {
        "Payment provider demo": "240.00 TL",
        "Together": "240.00 TL",
    }
    assert sums_of(page, "Whose it is") == {
        "Makers": "211.20 TL",
        "Buyers, as refunds": "0.00 TL",
        "State: VAT on commission": "4.80 TL",
        "Cooperative": "24.00 TL",
        "Together": "240.00 TL",
    }


def test_a_maker_who_was_paid_too_much_already_is_shown_as_owing(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    seller = a_seller()
    buy(visitor, bank, a_product(price_minor=10000, supplier=seller))
    ledger.move(
        f"supplier:{seller.id}", "bank", 10000, kind="payout", source="payout:1", about="D-1"
    )
    db.session.commit()

    page = Page(staff("finance").get(DESK))

    assert sums_of(page, "Where the money lies")["Together"] == "40.00 TL"
    assert sums_of(page, "Whose it is") == {
        "Makers": "40.00 TL",
        "Makers who owe": "-14.40 TL",
        "Buyers, as refunds": "0.00 TL",
        "State: VAT on commission": "2.40 TL",
        "Cooperative": "12.00 TL",
        "Together": "40.00 TL",
    }


def test_what_is_promised_back_is_the_buyers_and_needs_two_people(visitor, bank, today, staff):
    settings.change("refund_auto_limit", 0, "test")
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(price_minor=10000, supplier=a_seller()), 2)
    end(order.suborders[0], "lost", "2026-03-05", 1)

    page = Page(staff("finance").get(DESK))

    assert sums_of(page, "Whose it is")["Buyers, as refunds"] == "100.00 TL"
    assert "Refunds to be released by two people" in page.text
    assert page.link("Refunds to be released").endswith("/admin/refunds?show=release")


def test_sales_stand_on_their_day_and_in_their_week(visitor, bank, today):
    """Monday 2 March at 00:00:01 is another day and another week than the second before."""
    jar = a_product(price_minor=10000, supplier=a_seller(), stock=20)
    today("2026-03-01 23:59:59")
    buy(visitor, bank, jar)
    today("2026-03-02 00:00:01")
    buy(visitor, bank, jar, 2)

    assert [value for _label, value, _tone in charts.sales("day")][-3:] == [0, 140, 240]
    assert [value for _label, value, _tone in charts.sales("week")][-3:] == [0, 140, 240]


def test_months_show_what_was_given_back_and_the_commission_that_stays(visitor, bank, today):
    jar = a_product(price_minor=10000, supplier=a_seller(), stock=20)
    today("2026-02-28 12:00:00")
    order = buy(visitor, bank, jar, 2)
    today("2026-03-02 12:00:00")
    end(order.suborders[0], "lost", "2026-03-02", 1)

    months = charts.by_month()

    assert [value for _label, value, _tone in months.refunds][-2:] == [0, 100]
    assert [value for _label, value, _tone in months.commission][-2:] == [24, -12]
    assert len(months.refunds) == 12


def test_every_chart_has_its_table(visitor, bank, staff):
    buy(visitor, bank, a_product())

    page = Page(staff("finance").get(f"{DESK}?by=week"))

    drawn = [svg["aria-label"] for svg in page.soup.select("svg[role=img]")]
    assert drawn == [
        "Sold by week, in lira",
        "Given back by month, in lira",
        "Commission by month, in lira",
    ]
    assert len(page.soup.select("details table")) == 3


def test_ten_thousand_orders_ask_no_more_of_the_database(app, visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    finance = staff("finance")
    buy(visitor, bank, a_product())
    few = asked(finance)
    db.session.execute(
        insert(Transfer),
        [
            {
                "at": clock.now(),
                "debit": debit,
                "credit": credit,
                "amount_minor": 10000,
                "currency": "TRY",
                "kind": kind,
                "source": f"{kind}:{number}",
                "about": f"M-{number}",
            }
            for number in range(10_000)
            for kind, debit, credit in (
                ("capture", "provider:demo", f"shopper:M-{number}"),
                ("sale", f"shopper:M-{number}", "supplier:1"),
                ("refund_goods", "supplier:1", f"refunds:M-{number}"),
            )
        ],
    )
    db.session.commit()

    assert asked(finance) == few


def asked(finance):
    statements = []

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert finance.get(DESK).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)
