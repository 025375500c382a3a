"""Files of other shops, with their errors, corrected and loaded again; pictures in a ZIP."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from app.catalogue.models import ListingRevision, Product, RevisionState, Variant
from app.extensions import db
from tests import builders
from tests.imports.steps import ADDRESS, check, counts, load, match, refused, send, write
from tests.page import Page

WOO = (
    "\ufeffID,Type,SKU,Name,Published,Short description,Stock,Sale price,Regular price,Categories,"
    "Images,Parent,Attribute 1 name,Attribute 1 value(s)\n"
    '1,variable,atki,Atkı,1,<p>Yün</p>,,,,"Giyim > Atkı",atki.jpg,,Renk,"Mavi, Yeşil"\n'
    "2,variation,atki-mavi,Atkı - Mavi,1,,3,,450.00,,,atki,Renk,Mavi\n"
    "3,variation,atki-yesil,Atkı - Yeşil,1,,x,,450.00,,,id:1,Renk,Yeşil\n"
    "4,simple,sal,Şal,1,,2,600.00,750.00,Giyim,https://x.example/sal.jpg?v=1,,,\n"
    "5,grouped,takim,Takım,1,,,,,,,,,\n"
)
SHOPIFY_OLD = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,"
    "Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src\n"
    "sabun,Sabun,<p>Zeytin <b>yağlı</b></p>,Biz,Bakım,Boy,Küçük,,5,40.00,,\n"
    "sabun,,,,,,Büyük,,5,€70,,\n"
)
SHOPIFY_NEW = (
    "Title,URL handle,Description,Vendor,Type,Option1 name,Option1 value,SKU,"
    "Inventory quantity,Price,Compare-at price,Product image URL\n"
    "Sabun,sabun,<p>Zeytin <b>yağlı</b></p>,Biz,Bakım,Boy,Küçük,,5,40.00,,\n"
    ",sabun,,,,,Büyük,,5,70.00,,\n"
)


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


def test_a_woocommerce_file_is_taken_corrected_and_loaded_again(maker, shelf):
    page = load(maker, WOO, category=shelf.slug)

    assert counts(page) == {"new": 3, "changed": 0, "same": 0, "refused": 2}
    product = variant("atki-mavi").product
    assert product.texts[0].name == "Atkı"
    assert product.texts[0].lead == "Yün"
    assert product.texts[0].qualities == [["Renk", "Mavi, Yeşil"]]
    assert variant("atki-mavi").label == {"tr": "Mavi"}
    assert variant("sal").price_minor == 75000
    body, rows = refused(maker, page)
    assert "Stock: “x” is not a number here." in rows[3][-1]
    corrected = body.decode("utf-8-sig").replace(",x,", ",4,").replace("grouped", "simple")
    again = load(maker, corrected.replace("takim,Takım,1,,,,,", "takim,Takım,1,,,,90.00,"))
    assert counts(again) == {"new": 2, "changed": 0, "same": 2, "refused": 0}
    assert variant("atki-yesil").product_id == product.id
    assert db.session.query(Product).count() == 3


@pytest.mark.parametrize("body", [SHOPIFY_OLD.replace("€70", "70.00"), SHOPIFY_NEW])
def test_shopifys_old_and_new_columns_make_the_same_goods(maker, shelf, body):
    load(maker, body, category=shelf.slug)

    small, large = variant("sabun-kucuk"), variant("sabun-buyuk")
    assert small.product_id == large.product_id
    assert (small.price_minor, large.price_minor) == (4000, 7000)
    assert small.label == {"tr": "Küçük"}
    assert small.product.texts[0].description == "Zeytin yağlı"


def test_a_shopify_row_in_euro_comes_back_with_its_neighbours(maker, shelf):
    page = load(maker, SHOPIFY_OLD, category=shelf.slug)
    assert counts(page)["refused"] == 1
    body, rows = refused(maker, page)

    assert len(rows) == 3
    assert "is not in lira" in rows[2][-1]
    again = load(maker, body.decode("utf-8-sig").replace("€70", "70.00"), category=shelf.slug)
    assert counts(again) == {"new": 1, "changed": 0, "same": 1, "refused": 0}
    assert db.session.query(Product).count() == 1


@pytest.mark.parametrize(
    ("head", "cell", "grams"),
    [
        ("Weight (kg)", "0.35", 350),
        ("Weight (g)", "350", 350),
        ("Weight (lbs)", "2", 907),
        ("Weight (oz)", "10", 283),
        ("Ağırlık (kg)", "1.5", 1500),
    ],
)
def test_a_weight_is_read_in_the_unit_that_its_column_names(maker, shelf, head, cell, grams):
    woo = f"Type,SKU,Name,Regular price,Tax status,{head}\nsimple,a,Tarhana,90.00,taxable,{cell}\n"
    load(maker, woo, category=shelf.slug)

    assert variant("a").weight_g == grams


def test_the_unit_of_the_weights_is_asked_and_can_be_corrected(maker, shelf):
    woo = "Type,SKU,Name,Regular price,Tax status,Weight (g)\nsimple,a,Tarhana,90.00,taxable,0.35\n"
    number = send(maker, woo)
    asked = Page(maker.get(f"{ADDRESS}/{number}")).soup.find("select", {"name": "weight_unit"})
    assert asked.find("option", selected=True)["value"] == "g"
    match(maker, number, category=shelf.slug)
    assert "0.35" in check(maker, number, "refused").text

    match(maker, number, category=shelf.slug, weight_unit="kg")
    write(maker, number)
    assert variant("a").weight_g == 350


def test_a_file_without_weights_is_asked_for_no_unit(maker):
    number = send(maker, "Type,SKU,Name,Regular price,Tax status\nsimple,a,Tarhana,90.00,taxable\n")

    assert not Page(maker.get(f"{ADDRESS}/{number}")).soup.find("select", {"name": "weight_unit"})


def test_the_page_says_that_a_file_brings_plain_goods_alone(maker):
    page = Page(maker.get(ADDRESS))

    assert "Prepaid boxes, downloads and dated experiences are begun by hand" in page.text


def test_words_of_goods_on_sale_go_to_review_while_price_changes_at_once(maker, supplier):
    product = builders.a_product(supplier=supplier)
    sku = product.variants[0].sku
    body = f"SKU;Ad;Fiyat\n{sku};Lakerda, yeni;300,00\n"
    page = load(maker, body)

    assert "wait for review" in page.text
    changed = variant(sku)
    assert changed.price_minor == 30000
    assert {t.name for t in changed.product.texts if t.language == "tr"} == {"Lakerda"}
    waiting = db.session.query(ListingRevision).order_by(ListingRevision.id.desc()).first()
    assert waiting.state in {RevisionState.IN_REVIEW, RevisionState.DRAFT}
    assert waiting.content["texts"]["tr"]["name"] == "Lakerda, yeni"
    assert counts(load(maker, body))["same"] == 1


def a_picture(color="#336699", form="JPEG"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(out, form)
    return out.getvalue()


def huge():
    """The head of a PNG that says it is 10,000 by 10,000."""
    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    chunks = [b"IHDR" + head, b"IDAT" + zlib.compress(b"0")]
    whole = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def packed(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in files.items():
            made.writestr(f"resimler/{name.replace('__', '.')}", body)
    return out.getvalue()


def send_zip(maker, number, body):
    sent = {"pictures": (io.BytesIO(body), "p.zip")}
    return maker.post(f"{ADDRESS}/{number}/pictures", data=sent)


def test_pictures_of_a_zip_are_matched_by_name_and_bad_ones_refuse_no_row(maker, shelf):
    number = send(maker, WOO)
    body = packed(ATKI__JPG=a_picture(), sal__jpg=b"<html>not a picture</html>", b__png=huge())
    assert send_zip(maker, number, body).status_code == 303
    page = Page(maker.get(f"{ADDRESS}/{number}"))
    assert "It is not a picture (JPEG, PNG or WebP), whatever its name says." in page.text
    assert "It has more than 40 million pixels." in page.text
    match(maker, number, category=shelf.slug)
    assert "1 picture of the ZIP belongs" in check(maker, number).text
    result = write(maker, number)

    assert len(variant("atki-mavi").product.pictures) == 1
    assert variant("sal").product.pictures == []
    assert "It is not a picture" in result.text


def test_the_same_pictures_are_not_added_twice(maker, shelf):
    for _time in range(2):
        number = send(maker, WOO)
        send_zip(maker, number, packed(atki__jpg=a_picture()))
        match(maker, number, category=shelf.slug)
        page = write(maker, number)

    assert counts(page)["changed"] == 0
    assert len(variant("atki-mavi").product.pictures) == 1


def test_a_picture_for_goods_on_sale_waits_with_the_new_version(maker, supplier):
    product = builders.a_product(supplier=supplier)
    sku = product.variants[0].sku
    for _time in range(2):
        number = send(maker, f"SKU;Resimler\n{sku};atki.jpg\n")
        send_zip(maker, number, packed(atki__jpg=a_picture()))
        match(maker, number)
        page = write(maker, number)

    assert counts(page)["same"] == 1
    assert variant(sku).product.pictures == []
    waiting = db.session.query(ListingRevision).order_by(ListingRevision.id.desc()).first()
    assert len(waiting.content["pictures"]) == 1


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(5):
            made.writestr(f"{n}.jpg", b"\0" * (90 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"PK nothing", "not a whole ZIP"),
        (packed(), "no pictures in the ZIP"),
        (bomb, "unpacks to far too much"),
    ],
)
def test_what_is_no_zip_of_pictures_is_refused_with_a_sentence(maker, body, said):
    number = send(maker, WOO)
    answer = send_zip(maker, number, body() if callable(body) else body)

    assert answer.status_code == 422
    assert said in Page(answer).errors[0]


class Zeros(io.RawIOBase):
    """So many bytes without keeping them."""

    def __init__(self, size):
        self.size, self.place = size, 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        self.place = offset + (0, self.place, self.size)[whence]
        return self.place

    def readinto(self, buffer):
        count = min(self.size - self.place, len(buffer))
        self.place += count
        buffer[:count] = b"0" * count
        return count


@pytest.mark.parametrize("path", ["", "/{number}/pictures"])
def test_a_file_of_200_megabytes_is_refused_at_its_field(maker, path):
    number = send(maker, WOO)
    size = 200 * 1024 * 1024
    answer = maker.post(
        ADDRESS + path.format(number=number),
        input_stream=io.BufferedReader(Zeros(size)),
        content_length=size,
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 422
    assert "is larger than" in Page(answer).errors[0]


def test_each_row_is_named_with_its_option_and_code_and_leads_to_its_listing(maker, shelf):
    page = load(maker, WOO, category=shelf.slug)
    rows = {row.select_one("small").get_text(): row for row in page.soup.select("main tbody tr")}
    blue = rows["Code: atki-mavi"]

    assert blue.b.get_text() == "Atkı, Mavi"
    number = variant("atki-mavi").product_id
    assert blue.a["href"].endswith(f"/supplier/listings/{number}")
    assert rows["Code: atki-yesil"].a is None
