"""A supplier lists a good on the pages: what is typed, what is missing, what is refused."""

import io
import re

import pytest
from PIL import Image

from app.catalogue.models import Product, ProductState, Variant
from app.catalogue.services import reviewing, shelving
from app.extensions import db
from app.media.models import Picture
from app.storage import gateway as storage
from tests.builders import a_category, a_delivery_method, a_member, a_supplier
from tests.catalogue.listing import Listing
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
TEXT = {
    "name-tr": "Lakerda",
    "lead-tr": "Tuzda",
    "qualities-tr": "Tür: Palamut\nYapım: elde",
    "description-tr": "",
}
SIZE = {
    "sku-0": "LAK-350",
    "amount-0": "350",
    "unit-0": "g",
    "price-0": "245,50",
    "stock-0": "10",
    "low-0": "3",
}
FOOD = {
    "ingredients-tr": "Palamut, tuz",
    "origin-tr": "Ege",
    "storage-tr": "0–4 °C",
    "allergen-fish": "1",
    "use_by": "use_by",
    "registration": "TR-35-K-000000",
    "at_least": "1",
}


@pytest.fixture
def maker(team):
    methods = [a_delivery_method(), a_delivery_method(cold_chain=True)]
    supplier = a_supplier(delivery=methods)
    browser = team(supplier)
    browser.supplier = supplier
    return browser


@pytest.fixture
def shelf():
    top = a_category(texts={"tr": {"name": "Deniz"}, "en": {"name": "Sea"}})
    return a_category(parent_id=top.id, food_preset="chilled", wd_preset="c")


def begin(maker, shelf, name="Lakerda"):
    answer = maker.post(
        "/en/supplier/listings/new", data={"name": name, "category": str(shelf.id), "kind": "goods"}
    )
    assert answer.status_code == 303, Page(answer).errors
    return int(answer.headers["Location"].rpartition("/")[2])


def at(number, part=""):
    return f"/en/supplier/listings/{number}" + (f"/{part}" if part else "")


def save(maker, number, part, values):
    """Fill a section as it stands, change these fields, press Save."""
    page = Page(maker.get(at(number, part)))
    data = {}
    for tag in page.soup.select("main form input, main form textarea, main form select"):
        kind = tag.get("type")
        if kind in {"checkbox", "radio"} and not tag.has_attr("checked"):
            continue
        if tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            data[tag["name"]] = chosen["value"]
        elif tag.name == "textarea":
            data[tag["name"]] = tag.get_text().strip()
        elif tag.get("name") and kind != "file":
            data[tag["name"]] = tag.get("value", "")
    answer = maker.post(at(number, part), data=data | values)
    db.session.expire_all()
    return answer


def a_photo(size=(1200, 900), kind="JPEG", **extras):
    raw = io.BytesIO()
    Image.new("RGB", size, "#dbe9f0").save(raw, kind, **extras)
    return raw.getvalue()


def send(maker, number, body, **words):
    return maker.post(
        at(number, "pictures"), data={"picture": (io.BytesIO(body), "photo.jpg"), **words}
    )


@pytest.fixture
def listing(maker, shelf):
    number = begin(maker, shelf)
    for part, values in (("text", TEXT), ("sizes", SIZE), ("food", FOOD)):
        assert save(maker, number, part, values).status_code == 303
    assert save(maker, number, "terms", {"shelf_life_days": "60"}).status_code == 303
    return number


def test_an_empty_list_says_what_to_do_first(maker):
    page = Page(maker.get("/en/supplier/listings"))

    assert "Nothing listed yet" in page.text
    assert page.link("List a new good")


def test_what_is_missing_is_a_list_of_links_to_the_fields(maker, shelf):
    number = begin(maker, shelf)

    page = Page(maker.get(at(number)))

    assert "Still missing" in page.headings()
    address = page.link("Say which of the fourteen allergens")
    assert address.endswith("/food#allergens")
    for sentence in ("Say the main qualities", "Add at least one size", "registration number"):
        target, _hash, anchor = page.link(sentence).partition("#")
        assert Page(maker.get(target)).soup.find(id=anchor), sentence


@pytest.mark.requirement("FD-1")
def test_a_jar_without_an_answer_about_allergens_cannot_be_handed_in(maker, listing):
    without = {key: "" for key in FOOD if key.startswith("allergen")}
    save(maker, listing, "food", without)

    answer = maker.post(at(listing, "submit"), data={"version": version(maker, listing)})

    assert answer.status_code == 422
    assert any("fourteen allergens" in error for error in Page(answer).errors)
    save(maker, listing, "food", {"allergen-none": "1"})
    answer = maker.post(at(listing, "submit"), data={"version": version(maker, listing)})
    assert answer.status_code == 303


def version(maker, number):
    return Page(maker.get(at(number))).soup.find("input", attrs={"name": "version"})["value"]


def test_a_category_proposes_its_food_facts_and_its_withdrawal_code(maker, shelf):
    page = Page(maker.get(at(begin(maker, shelf), "food")))

    assert page.value("How is it stored?") == "0 ile 4 °C arasında"
    assert page.soup.find("input", attrs={"name": "use_by", "value": "use_by"}).has_attr("checked")
    product = db.session.scalars(db.select(Product)).one()
    assert (product.wd_code, product.wd_approved) == ("c", False)


def test_a_craft_is_asked_no_food_facts(maker):
    number = begin(maker, a_category())

    assert not Page(maker.get(at(number))).has_link("Food facts")


def test_complete_it_is_handed_in(maker, listing):
    page = Page(maker.get(at(listing)))
    assert "Still missing" not in page.text
    assert page.button("Hand in for review")

    maker.post(at(listing, "submit"), data={"version": version(maker, listing)})

    assert "answers within three working days" in Page(maker.get(at(listing))).text


@pytest.mark.parametrize("typed", ["0", "1000000000", "-5", "abc", "", "12,345,6", "0,001"])
def test_a_price_nobody_can_ask_is_refused_at_its_field(maker, shelf, typed):
    number = begin(maker, shelf)

    answer = save(maker, number, "sizes", SIZE | {"price-0": typed})

    assert answer.status_code == 422
    page = Page(answer)
    assert page.errors == ["Write a price between 0.01 and 1,000,000 TL."]
    assert page.soup.find(id="price-0")["aria-invalid"] == "true"
    assert page.value("Your article number") == "LAK-350"


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("245,50", 24550), ("245.5", 24550), ("1.234,50", 123450), ("1,234", 123400), ("12 TL", 1200)],
)
def test_prices_are_read_as_people_write_them(maker, shelf, typed, minor):
    number = begin(maker, shelf)

    assert save(maker, number, "sizes", SIZE | {"price-0": typed}).status_code == 303
    assert db.session.scalars(db.select(Variant.price_minor)).one() == minor


@pytest.mark.requirement("DC-5.1.f")
@pytest.mark.parametrize("days", ["0", "31", "x"])
def test_more_than_thirty_days_is_refused_at_its_field(maker, listing, days):
    answer = save(maker, listing, "terms", {"lead_days": days})

    assert answer.status_code == 422
    assert Page(answer).errors == ["Promise delivery within 1 to 30 days."]


def test_the_price_of_a_kilogram_is_computed(maker, listing):
    assert "701.43 TL/kg" in Page(maker.get(at(listing, "sizes"))).text.replace("\xa0", " ")


def test_a_line_of_qualities_without_a_colon_is_shown_again(maker, shelf):
    answer = save(maker, begin(maker, shelf), "text", TEXT | {"qualities-tr": "elde yapıldı"})

    assert answer.status_code == 422
    assert "elde yapıldı" in Page(answer).value("Main qualities")


def test_two_members_writing_one_section_the_second_is_told(maker, team, listing):
    other = team(maker.supplier)
    stale = version(other, listing)
    save(maker, listing, "terms", {"lead_days": "5"})

    answer = save(other, listing, "terms", {"lead_days": "9", "version": stale})

    assert answer.status_code == 409
    page = Page(answer)
    assert "Somebody else has changed this listing" in page.errors[0]
    assert page.soup.find(id="lead_days")["value"] == "9"
    assert db.session.get(Product, listing).lead_days == 5


def test_a_number_used_for_another_good_is_refused_at_its_field(maker, shelf, listing):
    second = begin(maker, shelf, "Çiroz")

    answer = save(maker, second, "sizes", SIZE)

    assert answer.status_code == 422
    assert Page(answer).soup.find(id="sku-0")["aria-invalid"] == "true"


def test_a_photograph_loses_its_place_and_camera(maker, listing):
    exif = Image.Exif()
    exif[0x010F] = "Camera of the boat"
    exif.get_ifd(0x8825)[1] = "N"

    assert send(maker, listing, a_photo(exif=exif)).status_code == 303

    kept = storage.read(f"{db.session.scalars(db.select(Picture.sha256)).one()[:24]}.jpg")
    assert b"Camera of the boat" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    page = Page(maker.get(at(listing, "pictures")))
    assert page.headings()[0] == "Main picture"
    assert "Say in words what each picture shows" in Page(maker.get(at(listing))).text


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_of_pictures_are_taken(maker, listing, kind):
    assert send(maker, listing, a_photo(kind=kind)).status_code == 303


def test_a_picture_is_described_focused_ordered_and_taken_out(maker, listing):
    send(maker, listing, a_photo(), **{"alt-tr-new": "Bir kavanoz"})
    send(maker, listing, a_photo((800, 600)))
    first, second = db.session.scalars(db.select(Picture.id).order_by(Picture.id))

    def act(number, do, **values):
        data = {"do": do, "version": version(maker, listing), **values}
        answer = maker.post(at(listing, f"pictures/{number}"), data=data)
        db.session.expire_all()
        return answer.status_code

    assert act(second, "earlier", **{f"alt-tr-{second}": "Tekne", "focus": "9"}) == 303
    rows = db.session.get(Product, listing).pictures
    assert [(r.picture_id, r.alt, r.focus) for r in rows] == [
        (second, {"tr": "Tekne"}, 9),
        (first, {"tr": "Bir kavanoz"}, 5),
    ]
    assert "at-9" in maker.get(at(listing, "pictures")).text
    assert act(second, "remove") == 303
    assert [r.picture_id for r in db.session.get(Product, listing).pictures] == [first]


def white_png(width, height):
    """A PNG that says it is this large without being it."""
    import struct
    import zlib

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<!doctype html><script>alert(1)</script>", "This is no picture"),
        (b"\xff\xd8\xff\xe0<html>", "This is no picture"),
        (b"GIF89a" + bytes(40), "This is no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no picture"),
        (b"", "Choose a picture first"),
        (white_png(10_000, 10_000), "more than 40 megapixels"),
        (white_png(8_000, 6_000), "more than 40 megapixels"),
        (white_png(60_000, 60_000), "more than 40 megapixels"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(maker, listing, body, told):
    answer = send(maker, listing, body, **{"alt-tr-new": "Bir kavanoz"})

    assert answer.status_code == 422
    page = Page(answer)
    assert told in page.errors[0]
    assert page.soup.find(id="alt-tr-new")["value"] == "Bir kavanoz"
    assert db.session.scalars(db.select(Picture)).all() == []


def test_the_preview_shows_what_shoppers_will_see_to_its_maker_alone(maker, team, listing, visitor):
    page = Page(maker.get(at(listing, "preview")))

    assert page.heading == "Lakerda"
    assert "Preview" in page.text
    assert "Alerjenler Balık" in page.text
    assert "en az 350 g" in page.text or "at least 350 g" in page.text
    assert not page.soup.find("button", string=re.compile("Add to cart"))
    assert team(a_supplier()).get(at(listing, "preview")).status_code == 404
    assert visitor.get(f"/en/p/lakerda-{listing}").status_code == 404


def test_prices_and_stock_of_what_is_on_sale_count_at_once(team):
    on_sale = Listing().on_sale()
    maker, number = team(on_sale.supplier), on_sale.product.id

    answer = save(maker, number, "sizes", {"price-0": "199", "stock-0": "0"})

    assert answer.status_code == 303
    page = Page(maker.get(at(number)))
    assert "Sold out" in page.text
    assert "in review" not in page.text
    jar = db.session.scalars(db.select(Variant)).one()
    assert (jar.price_minor, jar.stock) == (19900, 0)


def test_a_changed_text_waits_for_review_and_can_be_dropped(team):
    on_sale = Listing().on_sale()
    maker, number = team(on_sale.supplier), on_sale.product.id

    save(maker, number, "text", {"name-tr": "Torik lakerdası"})

    page = Page(maker.get(at(number)))
    assert "Until it is approved, the version before it is on sale" in page.text
    assert Page(maker.get(at(number, "text"))).value("Name") == "Torik lakerdası"
    maker.post(at(number, "drop"), data={"version": version(maker, number)})
    assert Page(maker.get(at(number, "text"))).value("Name") == "Lakerda"


def test_paused_resumed_copied_and_ended(team):
    on_sale = Listing().on_sale()
    maker, number = team(on_sale.supplier), on_sale.product.id

    def state():
        db.session.expire_all()
        return db.session.get(Product, number).state

    maker.post(at(number, "pause"))
    assert state() is ProductState.PAUSED
    maker.post(at(number, "resume"))
    assert state() is ProductState.PUBLISHED
    copy = maker.post(at(number, "duplicate")).headers["Location"]
    assert "kopya" in Page(maker.get(copy)).heading or "copy" in Page(maker.get(copy)).heading
    assert maker.post(at(number, "archive"), data={"confirm": "lak"}).status_code == 422
    assert state() is ProductState.PUBLISHED
    maker.post(at(number, "archive"), data={"confirm": "Lakerda"})
    assert state() is ProductState.ARCHIVED
    assert "Lakerda" in Page(maker.get("/en/supplier/listings?show=ended")).text
    assert maker.post(at(number, "resume")).status_code == 409


def test_the_reviewers_words_stand_on_the_page(team):
    listing = Listing().fill().submit()
    product = listing.product
    reviewing.ask(product, product.version, "Hangi denizden geliyor?", listing.reviewer.id)
    db.session.commit()

    page = Page(team(listing.supplier).get(at(product.id)))

    assert "Hangi denizden geliyor?" in page.text
    assert page.button("Hand in for review")


def test_low_stock_is_told_at_the_number_the_maker_chose(team):
    listing = Listing().on_sale()
    jar = listing.product.variants[0]
    shelving.put_on_shelf([shelving.OnShelf(jar.id, 24500, 8, 10, 8)])
    db.session.commit()
    maker = team(listing.supplier)

    assert "LAK-350: 8 pieces left" in Page(maker.get("/en/supplier")).text
    assert "Stock is low" in Page(maker.get("/en/supplier/listings?show=todo")).text


def test_a_shipper_opens_no_listing(team, open_shop):
    from app.suppliers.models import TeamMember
    from tests.builders import logged_in, saved

    listing = Listing().on_sale()
    person = a_member()
    saved(TeamMember(supplier_id=listing.supplier.id, member_id=person.id, role="shipper"))
    browser = logged_in(open_shop, "member", person.id)

    assert browser.get(at(listing.product.id)).status_code in {403, 404}
