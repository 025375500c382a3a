"""Packing slips and address labels: what stands on them, and what does not."""

import io
from datetime import timedelta

import pypdf
import pytest

from app.extensions import db
from app.kernel import clock
from tests.builders import a_product, a_supplier
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def orders(app, bank):
    """Nine orders of one supplier, each of a buyer of its own."""
    jar = a_product(stock=20, name="Lakerda #let *ç*")
    return [buy(app.test_client(), bank, jar, 2) for _n in range(9)]


@pytest.fixture
def maker(orders, team):
    return team(orders[0].suborders[0].supplier)


def paper(client, kind, orders):
    chosen = [order.suborders[0].reference for order in orders]
    db.session.rollback()
    return client.get(f"/en/supplier/papers/{kind}.pdf", query_string={"order": chosen})


def read(answer):
    assert answer.mimetype == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.data))


def test_a_slip_names_the_goods_and_no_price_or_contact(maker, orders):
    pages = read(paper(maker, "slips", orders[:2])).pages
    said = " ".join(pages[0].extract_text().split())

    assert len(pages) == 2
    assert orders[0].suborders[0].reference in said
    assert "2 Lakerda #let *ç*, 350 g" in said
    assert "Bahçelievler Mah. Çınar Sok. 12/5" in said
    for hidden in ("245", "490", orders[0].email, "555 000"):
        assert hidden not in said


def test_a_label_says_where_to_and_where_from_and_no_more(maker, orders):
    said = " ".join(
        read(paper(maker, "labels-100x150", orders[:1])).pages[0].extract_text().split()
    )

    assert "Elif Yalın" in said
    assert "35460 Urla / İzmir" in said
    assert "Poyraz Kadın Balıkçılar" in said
    assert orders[0].suborders[0].reference in said
    for hidden in ("Lakerda", orders[0].email, "555 000", "490"):
        assert hidden not in said


@pytest.mark.parametrize(
    ("kind", "pages", "size"), [("labels-a4", 2, 210), ("labels-100x150", 9, 100)]
)
def test_labels_come_on_sheets_or_one_by_one(maker, orders, kind, pages, size):
    made = read(paper(maker, kind, orders))

    assert len(made.pages) == pages
    assert round(float(made.pages[0].mediabox.width) / 72 * 25.4) == size
    if kind == "labels-a4":
        last = made.pages[1].extract_text()
        assert orders[8].suborders[0].reference in last
        assert orders[7].suborders[0].reference not in last


def test_papers_of_another_supplier_are_not_found(maker, orders, app, bank):
    other = buy(app.test_client(), bank, a_product(supplier=a_supplier()))

    assert paper(maker, "labels-a4", [orders[0], other]).status_code == 404
    assert paper(maker, "slips", []).status_code == 404


def test_no_paper_shows_an_address_that_the_supplier_no_longer_sees(maker, orders):
    orders[0].closed_at = clock.now() - timedelta(days=91)
    db.session.commit()

    assert paper(maker, "labels-a4", orders[:1]).status_code == 404


def test_the_ticked_rows_lead_to_their_papers(maker, orders):
    chosen = [order.suborders[0].reference for order in orders[:2]]
    db.session.rollback()
    answer = maker.post("/en/supplier/orders/several", data={"do": "slips", "order": chosen})

    assert len(read(maker.get(answer.headers["Location"])).pages) == 2
