"""A supplier keeps its page; a new legal identity is looked at by staff before it holds."""

import io

import pytest
from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.suppliers.models import Carrier, IdentityChange, Supplier
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
PAGE = {
    "tagline_tr": "Denizden sofraya",
    "story_tr": "On bir kadınız.\n\nPalamudu kendimiz tutarız.",
    "tagline_en": "From the sea to the table",
    "story_en": "We are eleven women.",
    "contact_person": "Hatice Denizer",
    "email": "poyraz@example.org",
    "phone": "0232 000 00 12",
}
IDENTITY = {
    "title": "S.S. Yeni Poyraz Kooperatifi",
    "mersis": "0000 0000 0000 0033",
    "province": "35",
    "district": "35:Çeşme",
    "address": "Liman Mah. Yelken Sok. 3",
    "words": "We have moved.",
}


@pytest.fixture
def supplier(open_shop):
    return a_supplier()


@pytest.fixture
def owner(team, supplier):
    return team(supplier)


def a_photo() -> bytes:
    raw = io.BytesIO()
    Image.new("RGB", (640, 480), "#336699").save(raw, "JPEG")
    return raw.getvalue()


def fresh(supplier) -> Supplier:
    db.session.rollback()
    return db.session.get(Supplier, supplier.id, populate_existing=True)


def public(visitor, supplier, prefix="/en") -> Page:
    slug = fresh(supplier).slug
    db.session.rollback()
    return Page(visitor.get(f"{prefix}/s/{slug}"))


def test_story_and_contact_stand_on_the_public_page_at_once(owner, visitor, supplier):
    assert "On bir kadın." in public(visitor, supplier).text

    answer = owner.post("/en/supplier/shop", data=PAGE)

    assert answer.status_code == 303
    english, turkish = public(visitor, supplier), public(visitor, supplier, "")
    assert "We are eleven women." in english.text
    assert "From the sea to the table" in english.text
    assert [p.get_text() for p in turkish.soup.select("main .duo p")][1:3] == [
        "On bir kadınız.",
        "Palamudu kendimiz tutarız.",
    ]
    assert "+902320000012" in english.text


@pytest.mark.requirement("PR-4.7")
def test_another_e_mail_address_is_told_to_the_old_and_the_new_one(owner, supplier):
    old = supplier.email

    owner.post("/en/supplier/shop", data=PAGE)
    owner.post("/en/supplier/shop", data=PAGE)

    letters = db.session.scalars(select(Message).where(Message.kind == "address-changed")).all()
    assert [letter.recipient for letter in letters] == [old, PAGE["email"]]
    assert PAGE["email"] in letters[0].text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"story_tr": ""}, "Your story, in Turkish: This is needed."),
        ({"email": "poyraz"}, "E-mail: Write a whole e-mail address, such as name@example.org."),
        ({"phone": "0900 123 45 67"}, "Telephone: "),
    ],
)
def test_a_page_that_lacks_something_is_not_kept_and_nothing_is_lost(
    owner, supplier, change, error
):
    answer = owner.post("/en/supplier/shop", data=PAGE | change)

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors[0].startswith(error)
    assert page.value("One sentence, in English") == "From the sea to the table"
    assert fresh(supplier).texts["tr"]["tagline"] == "Denizden"


@pytest.mark.parametrize("shown", [True, False])
def test_web_and_social_addresses_are_public_only_where_it_is_wished(
    owner, visitor, supplier, shown
):
    told = {"website": "www.example.org", "socials": "https://social.example/poyraz\n@poyraz"}

    owner.post("/en/supplier/shop", data=PAGE | told | ({"links_shown": "y"} if shown else {}))

    page = public(visitor, supplier)
    addresses = {str(a["href"]) for a in page.soup.select("main .duo a")}
    wished = {"https://www.example.org", "https://social.example/poyraz"}
    assert (wished <= addresses) is shown
    assert ("@poyraz" in page.text) is shown
    assert fresh(supplier).website == "https://www.example.org"
    assert Page(owner.get("/en/supplier/shop")).value("Web address") == "https://www.example.org"


def test_an_address_that_is_none_is_refused_and_a_line_that_is_no_link_is_only_text(
    owner, visitor, supplier
):
    page = Page(owner.post("/en/supplier/shop", data=PAGE | {"website": "javascript:alert(1)"}))
    assert page.errors == ["Web address: Write a web address, such as www.example.org."]

    told = {"socials": "javascript:alert(1)", "links_shown": "y"}
    owner.post("/en/supplier/shop", data=PAGE | told)

    main = public(visitor, supplier).soup.select_one("main .duo")
    assert "javascript:alert(1)" in main.text
    assert not [a for a in main.select("a[href]") if a["href"].startswith("javascript")]


def add(owner, body: bytes, alt="Tekne"):
    sent = {"picture": (io.BytesIO(body), "boat.jpg"), "alt_tr": alt}
    return owner.post("/en/supplier/shop/pictures", data=sent)


def change(client, which, act, turkish="", english=""):
    typed = {f"alt-tr-{which}": turkish, f"alt-en-{which}": english, "do": act}
    db.session.rollback()
    return client.post(f"/en/supplier/shop/pictures/{which}", data=typed)


def shown(visitor, supplier, prefix="/en") -> tuple[str, list[str]]:
    """What the page says of its main picture, and of the others in their order."""
    soup = public(visitor, supplier, prefix).soup
    return (
        soup.select_one("main .duo img")["alt"],
        [picture["alt"] for picture in soup.select("main ul.grid:not(.cards) img")],
    )


def test_pictures_are_added_put_first_and_taken_out(owner, visitor, supplier):
    add(owner, a_photo(), "Tekne")
    raw = io.BytesIO()
    Image.new("RGB", (500, 700), "#993333").save(raw, "PNG")
    add(owner, raw.getvalue(), "Kavanozlar")
    first = fresh(supplier).picture_id
    assert [i["alt"] for i in public(visitor, supplier).soup.select("main ul.grid img")][:1] == [
        "Kavanozlar"
    ]

    change(owner, 1, "main", "Kavanozlar")
    assert fresh(supplier).picture_id != first
    db.session.rollback()
    assert shown(visitor, supplier) == ("Kavanozlar", ["Tekne"])
    change(owner, 1, "remove")

    assert "Tekne" not in str(public(visitor, supplier).soup)


def test_what_pictures_show_is_written_anew_and_their_order_changed(owner, visitor, supplier):
    for alt in ("Tekne", "Kavanozlar", "Ağlar"):
        add(owner, a_photo(), alt)
    assert shown(visitor, supplier) == ("Tekne", ["Kavanozlar", "Ağlar"])

    change(owner, "main", "save", "Mavi tekne")
    change(owner, 1, "later", "Kavanoz rafı")
    assert shown(visitor, supplier) == ("Mavi tekne", ["Ağlar", "Kavanoz rafı"])
    change(owner, 2, "earlier", "Kavanoz rafı", "A shelf of jars")

    assert shown(visitor, supplier) == ("Mavi tekne", ["A shelf of jars", "Ağlar"])
    assert shown(visitor, supplier, "") == ("Mavi tekne", ["Kavanoz rafı", "Ağlar"])


@pytest.mark.parametrize("which", ["main", 1])
def test_a_picture_must_say_what_it_shows_and_what_was_typed_stays(owner, visitor, supplier, which):
    for alt in ("Tekne", "Kavanozlar"):
        add(owner, a_photo(), alt)

    answer = change(owner, which, "save", "", "A boat")

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == ["Say what the picture shows."]
    assert page.soup.find(id=f"alt-en-{which}")["value"] == "A boat"
    assert page.value("One sentence, in Turkish") == "Denizden"
    assert shown(visitor, supplier) == ("Tekne", ["Kavanozlar"])


def test_what_is_no_picture_is_refused_at_its_field(owner):
    answer = add(owner, b"<svg onload=alert(1)>", "Tekne")

    assert answer.status_code == 422
    assert Page(answer).errors == [
        "Picture (JPEG, PNG or WebP): Choose a picture: JPEG, PNG or WebP, at most 40 megapixels."
    ]
    assert Page(answer).value("What it shows, in Turkish") == "Tekne"


def test_nobody_touches_anothers_pictures(owner, team):
    add(owner, a_photo())
    add(owner, a_photo())
    other = team(a_supplier())

    for act in ("save", "earlier", "main", "remove"):
        for typed in ("Tekne", ""):
            assert change(other, 1, act, typed).status_code == 404


@pytest.mark.requirement("DC-5.1.b")
def test_a_new_identity_holds_only_once_staff_have_accepted_it(
    owner, staff, visitor, bank, supplier
):
    before = buy(visitor, bank, a_product(supplier=supplier))
    owner.post("/en/supplier/shop/identity", data=IDENTITY)
    assert fresh(supplier).title == "S.S. Poyraz Kadın Balıkçılar Kooperatifi"
    assert "A change waits for us" in Page(owner.get("/en/supplier/shop")).text
    reviewer = staff("catalogue")
    assert "New details: Poyraz Kadın Balıkçılar" in Page(reviewer.get("/en/admin")).text
    assert "S.S. Yeni Poyraz Kooperatifi" in Page(reviewer.get("/en/admin/identities")).text

    answer = reviewer.post("/en/admin/identities/1", data={"decision": "accept"})

    assert answer.status_code == 303
    now = fresh(supplier)
    assert (now.title, now.mersis) == ("S.S. Yeni Poyraz Kooperatifi", "0000000000000033")
    assert (now.address, now.district) == ("Liman Mah. Yelken Sok. 3", "Çeşme")
    db.session.refresh(before.suborders[0])
    assert before.suborders[0].seller["title"] == "S.S. Poyraz Kadın Balıkçılar Kooperatifi"
    letter = db.session.scalars(select(Message).where(Message.kind == "identity-decided")).one()
    assert letter.recipient == now.email
    db.session.rollback()
    again = reviewer.post("/en/admin/identities/1", data={"decision": "accept"})
    assert again.status_code == 409


def test_a_refusal_says_why_and_changes_nothing(owner, staff, supplier):
    owner.post("/en/supplier/shop/identity", data=IDENTITY)
    reviewer = staff("catalogue")

    without = reviewer.post("/en/admin/identities/1", data={"decision": "refuse"})
    refused = reviewer.post(
        "/en/admin/identities/1", data={"decision": "refuse", "reason": "The number is another's."}
    )

    assert without.status_code == 422
    assert Page(without).errors == ["Write why, so that the supplier knows what to do."]
    assert refused.status_code == 303
    assert fresh(supplier).title == "S.S. Poyraz Kadın Balıkçılar Kooperatifi"
    letter = db.session.scalars(select(Message).where(Message.kind == "identity-decided")).one()
    assert "The number is another's." in letter.text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"mersis": "123"}, "MERSİS number: Check the MERSİS number: it has 16 digits."),
        ({"mersis": ""}, "There is no MERSİS number: Give the number, or tick that there is none."),
        ({"district": "6:Çankaya"}, "District: This district lies in another province."),
        ({"words": ""}, "Why does it change?: This is needed."),
    ],
)
def test_an_identity_that_cannot_be_is_said_at_its_field(owner, change, error):
    answer = owner.post("/en/supplier/shop/identity", data=IDENTITY | change)

    assert answer.status_code == 422
    assert any(said.startswith(error) for said in Page(answer).errors), Page(answer).errors
    assert Page(answer).value("Full name or title") == "S.S. Yeni Poyraz Kooperatifi"
    assert db.session.scalars(select(IdentityChange)).all() == []


def test_carriers_are_a_table_that_staff_change(staff):
    desk = staff("orders")
    pattern = "https://kargo.example.org/?no={no}"
    desk.post(
        "/en/admin/carriers",
        data={"name": "Rüzgâr Kargo", "tracking_pattern": pattern, "active": "y"},
    )

    twice = desk.post("/en/admin/carriers", data={"name": "Rüzgâr Kargo", "active": "y"})
    wrong = desk.post("/en/admin/carriers/Rüzgâr Kargo", data={"tracking_pattern": "http://x"})
    paused = desk.post("/en/admin/carriers/Rüzgâr Kargo", data={"tracking_pattern": pattern})

    assert Page(twice).errors == ["Name: This carrier is in the table already."]
    assert wrong.status_code == 422
    assert "Write an https:// address with {no}" in Page(wrong).errors[0]
    assert paused.status_code == 303
    carrier = db.session.get(Carrier, "Rüzgâr Kargo")
    assert (carrier.active, carrier.tracking_pattern) == (False, pattern)
