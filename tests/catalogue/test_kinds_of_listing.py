"""A supplier lists what is no plain good: a box, a download, a day with others."""

import io
from datetime import timedelta

import pytest

from app.catalogue.kinds import ProductKind
from app.catalogue.models import Product, Variant
from app.catalogue.services import drafting, reviewing
from app.extensions import db
from app.kernel import clock
from tests.builders import a_category, a_delivery_method, a_member, a_supplier, logged_in
from tests.catalogue.test_listing_pages import SIZE, TEXT, at, save
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
PLACES = {"sku-0": "TUR-1", "price-0": "500", "stock-0": "12", "low-0": "2"}


@pytest.fixture
def maker(team):
    supplier = a_supplier(delivery=[a_delivery_method()])
    browser = team(supplier)
    browser.supplier = supplier
    return browser


@pytest.fixture
def shelf():
    return a_category(food_preset="packed")


def begin(maker, shelf, kind, name="Deniz"):
    answer = maker.post(
        "/en/supplier/listings/new", data={"name": name, "category": shelf.id, "kind": kind}
    )
    assert answer.status_code == 303, Page(answer).errors
    return int(answer.headers["Location"].rpartition("/")[2])


def product(number):
    db.session.expire_all()
    return db.session.get(Product, number)


def missing(maker, number):
    page = Page(maker.get(at(number)))
    return [link.get_text(" ", strip=True) for link in page.soup.select("#missing ~ *, .ticks li")]


def send_file(maker, number, body, name="deniz.pdf"):
    return maker.post(at(number, "file"), data={"file": (io.BytesIO(body), name)})


def in_days(days):
    local = clock.now().astimezone(clock.SHOP_ZONE) + timedelta(days=days)
    return local.strftime("%Y-%m-%dT10:00")


@pytest.mark.parametrize("kind", ["goods", "box", "digital", "experience"])
def test_the_maker_chooses_what_a_new_listing_is(maker, shelf, kind):
    assert product(begin(maker, shelf, kind)).kind == kind


@pytest.mark.parametrize("kind", ["", "warranty", "lottery"])
def test_what_is_no_kind_of_hers_is_refused_at_its_field(maker, shelf, kind):
    answer = maker.post(
        "/en/supplier/listings/new", data={"name": "Deniz", "category": shelf.id, "kind": kind}
    )
    page = Page(answer)

    assert page.status == 422
    assert page.soup.select_one(".summary a")["href"] == "#kind"
    assert page.soup.find("input", {"name": "name"})["value"] == "Deniz"


def test_a_plain_good_is_asked_nothing_of_other_kinds(maker, shelf):
    number = begin(maker, shelf, "goods")

    assert maker.get(at(number, "kind")).status_code == 404
    assert "Details of its kind" not in Page(maker.get(at(number))).text


def test_a_box_of_six_deliveries_goes_to_review(maker, shelf):
    number = begin(maker, shelf, "box")
    save(maker, number, "text", TEXT)
    save(maker, number, "sizes", SIZE)
    page = Page(maker.get(at(number)))
    assert page.link("Say how many deliveries there are").endswith("/kind#deliveries")
    assert (
        save(maker, number, "kind", {"deliveries": "6", "interval_months": "2"}).status_code == 303
    )

    assert (product(number).deliveries, product(number).interval_months) == (6, 2)
    assert "Say how many deliveries" not in Page(maker.get(at(number))).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("deliveries", "1"), ("deliveries", "25"), ("deliveries", "x"), ("interval_months", "0")],
)
def test_a_box_that_comes_once_or_too_often_is_refused_at_its_field(maker, shelf, field, value):
    number = begin(maker, shelf, "box")
    page = Page(
        save(maker, number, "kind", {"deliveries": "3", "interval_months": "1"} | {field: value})
    )

    assert page.status == 422
    assert page.soup.select_one(".summary a")["href"] == f"#{field}"
    assert page.soup.find("input", {"name": field})["value"] == value


def test_a_download_says_its_two_facts_and_gets_its_file(maker, shelf):
    number = begin(maker, shelf, "digital")
    save(maker, number, "text", TEXT)
    save(maker, number, "sizes", {"sku-0": "PDF", "price-0": "90", "label-tr-0": "PDF"} | PLACES)
    assert product(number).wd_code == "g2"
    save(
        maker, number, "kind", {"protection-tr": "Yok", "compatibility-tr": "PDF gösteren her şey"}
    )
    assert "Add the file that is delivered." in Page(maker.get(at(number))).text
    assert send_file(maker, number, PDF, "C:\\kitap\\deniz sofrası.pdf").status_code == 303

    page = Page(maker.get(at(number, "kind")))
    assert "deniz sofrası.pdf" in page.text
    assert "Still missing" not in Page(maker.get(at(number))).text
    answer = maker.post(at(number, "submit"), data={"version": product(number).version})
    assert answer.status_code == 303
    assert product(number).state == "in_review"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "Choose a file first."),
        (b"<html>no book</html>", "Only PDF and EPUB files are delivered."),
        (b"%PDF-1.7\n<< /OpenAction << /JavaScript (x) >> >>", "active content"),
    ],
)
def test_what_cannot_be_delivered_is_refused_at_its_field(maker, shelf, body, said):
    number = begin(maker, shelf, "digital")
    page = Page(send_file(maker, number, body))

    assert page.status == 422
    assert said in page.errors[0]
    assert product(number).files == []


def test_a_file_is_for_downloads_alone(maker, shelf):
    assert send_file(maker, begin(maker, shelf, "goods"), PDF).status_code == 404


@pytest.fixture
def tour(maker, shelf):
    number = begin(maker, shelf, "experience", "Tekne turu")
    save(maker, number, "text", TEXT)
    save(maker, number, "sizes", PLACES | {"starts-0": in_days(20)})
    save(maker, number, "kind", {"place-tr": "Urla İskelesi", "dated_kind": "leisure"})
    save(maker, number, "terms", {"wd_code": "g"})
    return number


def test_a_tour_has_a_day_an_hour_a_place_and_no_food_facts(maker, tour):
    seat = product(tour).variants[0]

    assert seat.starts_at.astimezone(clock.SHOP_ZONE).strftime("%Y-%m-%dT%H:%M") == in_days(20)
    assert str(seat.starts_at.astimezone(clock.SHOP_ZONE).year) in seat.label["tr"]
    assert product(tour).texts[0].place == "Urla İskelesi"
    assert (product(tour).wd_code, product(tour).dated_kind) == ("g", "leisure")
    assert "Still missing" not in Page(maker.get(at(tour))).text
    assert maker.get(at(tour, "food")).status_code == 404


def test_a_day_that_is_over_is_refused_at_its_field(maker, shelf):
    number = begin(maker, shelf, "experience")
    page = Page(save(maker, number, "sizes", PLACES | {"starts-0": in_days(-1)}))

    assert page.status == 422
    assert page.soup.select_one(".summary a")["href"] == "#starts-0"
    assert page.soup.find("input", {"name": "starts-0"})["value"] == in_days(-1)


def on_sale(number):
    held = product(number)
    reviewer = a_member(rights=["catalogue"])
    reviewing.submit(held, held.version, a_member(supplier=held.supplier).id)
    reviewing.judge_exemption(held, held.version, True, reviewer.id)
    reviewing.approve(held, held.version, reviewer.id)
    db.session.commit()
    return reviewer


def test_another_day_for_a_tour_on_sale_waits_for_review_side_by_side(maker, tour, open_shop):
    reviewer = on_sale(tour).id
    first = product(tour).variants[0].starts_at
    assert save(maker, tour, "sizes", {"starts-0": in_days(40)}).status_code == 303

    assert product(tour).variants[0].starts_at == first
    desk = logged_in(open_shop, "member", reviewer)
    assert "Size TUR-1" in Page(desk.get(f"/en/admin/listings/{tour}")).text
    version = {"version": product(tour).version}
    assert desk.post(f"/en/admin/listings/{tour}/approve", data=version).status_code == 303
    assert product(tour).variants[0].starts_at > first


def test_what_was_asked_of_no_older_version_stays_as_it_is(maker, tour):
    on_sale(tour)
    save(maker, tour, "text", {"lead-tr": "Sabah erken"})
    revision = product(tour).revisions[-1]
    old = {k: v for k, v in revision.content.items() if k not in {"dated_kind", "deliveries"}}
    revision.content = old
    db.session.commit()

    assert maker.get(at(tour, "kind")).status_code == 200
    held = product(tour)
    reviewing.approve(held, held.version, a_member(rights=["catalogue"]).id)
    db.session.commit()
    assert product(tour).dated_kind == "leisure"


def test_a_copy_of_a_box_is_a_box(maker, shelf):
    number = begin(maker, shelf, "box")
    save(maker, number, "kind", {"deliveries": "6", "interval_months": "2"})
    copy = drafting.duplicate(product(number), a_member(supplier=maker.supplier).id)
    db.session.commit()

    assert (copy.kind, copy.deliveries) == (ProductKind.BOX, 6)
    assert db.session.query(Variant).filter_by(product_id=copy.id).count() == 0
