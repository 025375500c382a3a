"""A supplier's file on its way into the catalogue: matched, checked, confirmed, written."""

import pytest

from app.catalogue.models import Product, ProductState, Variant
from app.extensions import db
from app.imports import parts, sink
from app.imports.services import running
from tests import builders
from tests.imports.steps import (
    ADDRESS,
    check,
    counts,
    form_of,
    load,
    match,
    refused,
    send,
    write,
)
from tests.page import Page

OWN = """Stok kodu;Ad (Türkçe);Fiyat;Stok;Kategori;KDV (%);Net miktar;Birim
r-1;Ayva reçeli;120,50;12;Kiler;1;380;g
r-2;İncir reçeli;1.135,00;;Kiler;1;1,1;kg
"""


@pytest.fixture
def shelf(open_shop):
    return builders.a_category()


@pytest.fixture
def supplier(shelf):
    return builders.a_supplier()


@pytest.fixture
def maker(supplier, team):
    return team(supplier)


def variant(sku):
    db.session.expire_all()
    return db.session.query(Variant).filter_by(sku=sku).one()


def test_nothing_is_written_before_the_person_confirms(maker, supplier):
    number = send(maker, OWN)
    match(maker, number)
    page = check(maker, number)

    assert counts(page) == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    assert "Price (TL, VAT included): 120.50" in page.text
    assert db.session.query(Product).count() == 0
    write(maker, number)
    assert db.session.query(Product).count() == 2


def test_new_goods_are_drafts_of_this_supplier_with_what_the_file_says(maker, supplier, shelf):
    page = load(maker, OWN)

    assert counts(page)["new"] == 2
    made = variant("r-2")
    assert made.product.supplier_id == supplier.id
    assert made.product.state is ProductState.DRAFT
    assert made.product.category_id == shelf.id
    assert (made.price_minor, made.stock) == (113500, 0)
    assert (made.net_amount, made.net_unit) == (1100, "g")
    assert made.product.vat_bp == 100
    assert made.product.texts[0].name == "İncir reçeli"


def test_the_same_file_changes_nothing_the_second_time(maker):
    load(maker, OWN)
    before = db.session.query(Product.id, Product.changed_at).order_by(Product.id).all()
    page = load(maker, OWN)

    assert counts(page) == {"new": 0, "changed": 0, "same": 2, "refused": 0}
    assert db.session.query(Product.id, Product.changed_at).order_by(Product.id).all() == before


def test_price_and_stock_of_known_goods_change_by_their_code(maker, supplier):
    product = builders.a_product(supplier=supplier)
    sku = product.variants[0].sku
    page = load(maker, f"SKU,Price,Stock\n{sku},250.00,7\n")

    assert counts(page)["changed"] == 1
    changed = variant(sku)
    assert (changed.price_minor, changed.stock) == (25000, 7)
    assert changed.product.lowest_price_minor == 25000


def test_a_new_price_from_a_file_leaves_the_weight_for_the_carrier(maker, supplier):
    product = builders.a_product(supplier=supplier)
    product.variants[0].weight_g = 420
    db.session.commit()
    sku = product.variants[0].sku
    load(maker, f"SKU,Price\n{sku},250.00\n")
    assert (variant(sku).price_minor, variant(sku).weight_g) == (25000, 420)

    load(maker, f"SKU,Shipping weight (g),Stock\n{sku},500,3\n")
    assert (variant(sku).weight_g, variant(sku).stock) == (500, 3)


def test_the_check_says_what_was_and_what_will_be(maker, supplier):
    product = builders.a_product(supplier=supplier, stock=8)
    number = send(maker, f"SKU,Stock\n{product.variants[0].sku},10\n")
    match(maker, number)

    assert "Stock: 8 → 10" in check(maker, number).text


def test_rows_with_faults_keep_no_others_out_and_come_back_in_a_file(maker):
    faulty = OWN + "r-3;Vişne reçeli;0;1;Kiler;1;380;g\nr-4;;1.000.000.000;1;Kiler;1;;\n"
    page = load(maker, faulty)

    assert counts(page) == {"new": 2, "changed": 0, "same": 0, "refused": 2}
    body, rows = refused(maker, page)
    assert rows[0][-1] == "Reason"
    assert [row[0] for row in rows[1:]] == ["r-3", "r-4"]
    assert rows[1][-1] == "Price (TL, VAT included): a price is more than 0."
    assert "at most 1000000 TL" in rows[2][-1]
    assert "Name (Turkish) is missing." in rows[2][-1]
    corrected = body.decode("utf-8-sig").replace(";0;1;", ";95,00;1;")
    corrected = corrected.replace("r-4;;1.000.000.000", "r-4;Kayısı reçeli;99")
    again = load(maker, corrected)
    assert counts(again) == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    assert variant("r-4").price_minor == 9900


def test_a_code_in_two_rows_is_refused_the_second_time(maker):
    page = load(maker, OWN + "r-1;Ayva reçeli;130;1;Kiler;1;;\n")

    assert counts(page)["refused"] == 1
    assert "The code “r-1” stands in two rows." in page.text


def test_columns_guessed_wrong_are_corrected_and_two_of_one_meaning_refused(maker):
    number = send(maker, "Kod;Ürün;Etiket;Kategori\nx-1;Bal;90,00;Kiler\n")
    fields = form_of(maker, number)
    assert [fields[f"columns-{n}"] for n in range(4)] == ["sku", "name_tr", "", "category"]

    page = Page(match(maker, number, columns__2="sku"))
    assert page.status == 422
    assert "Two columns mean “SKU”. Keep one." in page.errors[0]
    assert match(maker, number, columns__2="price").status_code == 303
    write(maker, number)
    assert variant("x-1").price_minor == 9000


def test_a_file_is_read_again_with_other_letters(maker):
    number = send(maker, "Kod;Ürün;Fiyat\nx-1;Şeker;90\n".encode("windows-1254"))
    assert "Şeker" in Page(maker.get(f"{ADDRESS}/{number}")).text

    match(maker, number, encoding="windows-1252", again="1")
    assert "Þeker" in Page(maker.get(f"{ADDRESS}/{number}")).text


def test_a_category_of_another_shop_is_matched_by_hand(maker, shelf):
    body = "SKU,Name,Price,Kategori\nx-1,Honey,90.00,Food > Sweet\n"
    number = send(maker, body)
    match(maker, number)
    assert counts(check(maker, number))["refused"] == 1

    match(maker, number, shelves__0=shelf.slug)
    assert counts(check(maker, number))["new"] == 1


def test_which_of_two_prices_counts_is_the_persons_choice(maker, shelf):
    body = "SKU,Name,Price,Sale price\nx-1,Honey,90.00,75.00\n"
    load(maker, body, category=shelf.slug)
    assert variant("x-1").price_minor == 9000

    load(maker, body, category=shelf.slug, prices="sale")
    assert variant("x-1").price_minor == 7500


def test_the_codes_of_another_supplier_are_never_touched(maker, supplier):
    other = builders.a_product()
    sku = other.variants[0].sku
    load(maker, f"SKU,Name,Price,Stock\n{sku},Mine,1.00,0\n")

    db.session.expire_all()
    assert (other.variants[0].price_minor, other.variants[0].stock) == (24500, 10)


def test_an_import_is_hidden_from_other_suppliers(maker, team):
    number = send(maker, OWN)
    stranger = team(builders.a_supplier())

    for path in ("", "/check", "/refused"):
        assert stranger.get(f"{ADDRESS}/{number}{path}").status_code == 404
    for path in ("", "/confirm", "/drop", "/pictures"):
        assert stranger.post(f"{ADDRESS}/{number}{path}").status_code == 404


def test_work_that_fails_begins_again_where_it_stopped_and_is_given_up_after_five_tries(
    maker, today, monkeypatch
):
    monkeypatch.setattr(parts, "TOGETHER", 1)
    fails = {"İncir reçeli"}
    write_one = sink.write

    def breaking(plans, *more):
        if plans[0].wanted.name in fails:
            raise RuntimeError("the disk is full")
        return write_one(plans, *more)

    monkeypatch.setattr(sink, "write", breaking)
    today("2026-03-02 10:00")
    number = send(maker, OWN)
    page = write(maker, number)
    assert "Being written" in page.text
    assert counts(page)["new"] == 1

    for minute in (10, 20, 30):
        today(f"2026-03-02 10:{minute}")
        running.run_due()
    fails.clear()
    today("2026-03-02 10:40")
    running.run_due()
    db.session.rollback()
    assert counts(Page(maker.get(f"{ADDRESS}/{number}")))["new"] == 2
    assert db.session.query(Product).count() == 2

    fails.add("İncir reçeli")
    other = send(maker, OWN)
    maker.post(f"{ADDRESS}/{other}/confirm")
    for hour in range(11, 17):
        today(f"2026-03-02 {hour}:00")
        running.run_due()
    db.session.rollback()
    assert "The work stopped" in Page(maker.get(f"{ADDRESS}/{other}")).text


def test_an_export_holds_the_suppliers_own_goods_alone(maker, supplier):
    own = builders.a_product(supplier=supplier)
    other = builders.a_product()
    sent = maker.get("/en/supplier/export/goods.csv").get_data(as_text=True)

    assert own.variants[0].sku in sent
    assert other.variants[0].sku not in sent


def test_a_file_is_confirmed_once_and_a_dropped_one_never(maker):
    number = send(maker, OWN)
    match(maker, number)
    assert maker.post(f"{ADDRESS}/{number}/confirm").status_code == 303
    assert maker.post(f"{ADDRESS}/{number}/confirm").status_code == 409

    other = send(maker, OWN)
    maker.post(f"{ADDRESS}/{other}/drop")
    assert maker.post(f"{ADDRESS}/{other}/confirm").status_code == 409
    assert "dropped" in Page(maker.get(f"{ADDRESS}/{other}")).text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "This is not a whole XLSX workbook."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 40, "not a table"),
    ],
)
def test_what_is_no_table_comes_back_with_a_sentence_at_its_field(maker, body, said):
    import io

    answer = maker.post(ADDRESS, data={"file": (io.BytesIO(body), "x.xlsx")})

    assert answer.status_code == 422
    assert said in Page(answer).errors[0]


def test_no_file_is_asked_for_one(maker):
    page = Page(maker.post(ADDRESS, data={}))

    assert page.status == 422
    assert "Choose a file." in page.errors[0]
