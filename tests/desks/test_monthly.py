"""A supplier's months: orders, goods sold, returns, and nothing of anybody else."""

import pytest

from app.extensions import db
from app.returns.services import statements
from app.returns.services.quantities import Wish
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


def withdraw(order):
    words = statements.Words("Elif", order.email, order.reference, "", "", "en", order.reference)
    statements.withdraw(order, words, {order.suborders[0].lines[0].id: Wish(1)})
    db.session.commit()


def test_each_month_counts_its_own_orders_goods_and_returns(app, bank, team, today):
    jar = a_product(stock=40)
    today("2026-02-28 23:59:00")
    buy(app.test_client(), bank, jar, 2)
    today("2026-03-01 00:01:00")
    order = buy(app.test_client(), bank, jar)
    buy(app.test_client(), bank, jar, 3)
    buy(app.test_client(), bank, a_product(supplier=a_supplier()))
    deliver(order, "2026-03-01")
    today("2026-04-02 10:00:00")
    withdraw(order)

    page = Page(team(jar.supplier).get("/en/supplier/figures"))

    rows = {row[0]: row[1:] for row in page_table(page)}
    assert rows["February 2026"] == ["1", "490.00 TL", "0"]
    assert rows["March 2026"] == ["2", "980.00 TL", "0"]
    assert rows["April 2026"] == ["0", "0.00 TL", "1"]
    assert len(rows) == 12
    assert "May 2025" in rows
    assert "April 2025" not in rows


def page_table(page):
    """The cells of the last table of the page."""
    body = page.soup.select("table tbody")[-1]
    return [[" ".join(cell.get_text(" ").split()) for cell in row("td")] for row in body("tr")]


def test_the_figures_are_drawn_with_a_table_behind_each(app, bank, team):
    jar = a_product()
    buy(app.test_client(), bank, jar)

    page = Page(team(jar.supplier).get("/en/supplier/figures"))

    drawn = [svg["aria-label"] for svg in page.soup.select("svg[role=img]")]
    assert drawn == [
        "Orders by month",
        "Goods sold by month, in lira",
        "Returns and claims by month",
    ]
    assert len(page.soup.select("table")) == 4
