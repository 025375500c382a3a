"""Nothing optional before a choice; refusing is as easy as accepting; withdrawing works at once."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.consents import rules
from app.consents.models import Action, Consent, ConsentText
from app.extensions import db
from app.settings import services as settings
from app.web import cookies
from tests.builders import a_product
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
CHOICE = "/en/cookies/choice"


@pytest.fixture
def recently_viewed(open_shop):
    """The shop shows what people looked at last: one optional purpose is on."""
    settings.change("recently_viewed", True, "test")
    db.session.commit()


def first_layer(answer):
    return Page(answer).soup.find("section", attrs={"aria-label": "Cookies"})


def acts():
    db.session.expire_all()
    return [row.action for row in db.session.scalars(select(Consent).order_by(Consent.id))]


def look_at(browser, product):
    slug = product.texts[0].slug
    return browser.get(f"/en/p/{slug}-{product.id}", follow_redirects=True)


@pytest.mark.requirement("CK-3")
def test_with_nothing_optional_on_there_is_one_line_with_a_link_and_no_button(visitor):
    layer = first_layer(visitor.get("/en/"))

    assert layer.find("button") is None
    assert [a["href"] for a in layer.find_all("a")] == ["/en/cookies"]


@pytest.mark.requirement("CK-3")
def test_accept_refuse_and_choose_are_alike_and_in_one_order(visitor, recently_viewed):
    layer = first_layer(visitor.get("/en/"))

    buttons = layer.find_all("button")
    assert [button.get_text() for button in buttons] == ["Accept all", "Refuse all", "Choose"]
    assert {tuple(button["class"]) for button in buttons} == {("btn",)}
    assert "to show you again what you looked at last" in layer.get_text()


@pytest.mark.requirement("CK-4")
def test_the_second_layer_comes_unticked_and_the_necessary_is_locked(visitor, recently_viewed):
    page = Page(visitor.get("/en/cookies"))

    boxes = page.soup.select("#choices input[type=checkbox]")
    assert [box["value"] for box in boxes] == ["cookies_functional"]
    assert not any(box.has_attr("checked") for box in boxes)
    assert "always on" in page.text


@pytest.mark.requirement("P-28")
@pytest.mark.requirement("PR-4.3")
def test_without_a_choice_nothing_optional_is_set_however_long_one_looks(visitor, recently_viewed):
    for _round in range(3):
        answer = look_at(visitor, a_product())
        assert "Set-Cookie" not in answer.headers
    assert acts() == []


def test_with_consent_the_shop_shows_what_was_looked_at_last(visitor, recently_viewed):
    seen, other = a_product(name="Lakerda"), a_product(name="Tarhana")
    visitor.post(CHOICE, data={"all": "accept", "back": "/"})

    look_at(visitor, seen)

    assert "You looked at these last" in Page(look_at(visitor, other)).headings(2)
    assert "You looked at these last" in Page(visitor.get("/en/")).headings(2)


@pytest.mark.requirement("CK-5")
@pytest.mark.requirement("SM-4.12")
def test_withdrawing_is_one_click_and_deletes_the_cookie_in_the_same_answer(
    visitor, recently_viewed
):
    visitor.post(CHOICE, data={"all": "accept"})
    look_at(visitor, a_product())
    assert visitor.get_cookie("recent")

    answer = visitor.post(CHOICE, data={"all": "refuse"})

    gone = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("recent=")]
    assert "Max-Age=0" in gone[0]
    assert visitor.get_cookie("recent") is None
    assert acts() == [Action.GRANT, Action.WITHDRAW]


@pytest.mark.requirement("CK-6")
def test_each_choice_is_kept_with_the_words_that_were_shown(visitor, recently_viewed):
    visitor.post(CHOICE, data={"all": "refuse"})

    row = db.session.scalars(select(Consent)).one()
    shown = db.session.get_one(ConsentText, row.proof_sha256)
    assert (row.action, row.purpose, row.channel, row.language) == (
        Action.REFUSE,
        "cookies_functional",
        "cookie",
        "en",
    )
    assert "to show you again what you looked at last" in shown.html
    assert row.subject.startswith("visitor:")


@pytest.mark.requirement("SM-4.12")
@pytest.mark.parametrize("statement", ["UPDATE consents SET purpose = 'x'", "DELETE FROM consents"])
def test_no_consent_is_ever_changed(visitor, recently_viewed, statement):
    visitor.post(CHOICE, data={"all": "refuse"})

    with pytest.raises(DatabaseError, match="guarded table"):
        db.session.execute(text(statement))
    db.session.rollback()


@pytest.mark.requirement("CK-7")
def test_after_182_days_people_are_asked_again(visitor, recently_viewed, today):
    """Chosen on 2 March 2026: not asked on 30 August, asked on 31 August."""
    today("2026-03-02")
    visitor.post(CHOICE, data={"all": "refuse"})

    today("2026-08-30")
    assert first_layer(visitor.get("/en/")) is None
    today("2026-08-31")
    assert first_layer(visitor.get("/en/")) is not None


@pytest.mark.requirement("CK-7")
def test_other_words_are_another_question(visitor, recently_viewed, monkeypatch):
    visitor.post(CHOICE, data={"all": "accept"})
    assert first_layer(visitor.get("/en/")) is None

    monkeypatch.setattr(rules, "WORDS", "2")

    assert first_layer(visitor.get("/en/")) is not None
    assert "Set-Cookie" not in look_at(visitor, a_product()).headers


@pytest.mark.requirement("CK-7")
@pytest.mark.parametrize(
    "tamper", [lambda t: t.replace("none", "cookies_functional"), lambda t: "x" * 40]
)
def test_a_tampered_choice_is_no_choice(visitor, recently_viewed, tamper):
    visitor.post(CHOICE, data={"all": "refuse"})
    written = visitor.get_cookie("consent").value

    visitor.set_cookie("consent", tamper(written))

    assert first_layer(visitor.get("/en/")) is not None
    assert "recent=" not in str(look_at(visitor, a_product()).headers.getlist("Set-Cookie"))


@pytest.mark.requirement("CK-3")
def test_a_purpose_that_nobody_knows_is_ignored(visitor, recently_viewed):
    visitor.post(CHOICE, data={"purpose": ["cookies_marketing", "x"]})

    assert acts() == [Action.REFUSE]
    assert ".none." in visitor.get_cookie("consent").value


@pytest.mark.requirement("CK-12")
@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_a_browser_that_refuses_for_its_person_is_not_asked(visitor, recently_viewed, header):
    answer = visitor.get("/en/", headers={header: "1"})

    assert first_layer(answer) is None
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert header in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers
    assert acts() == []


@pytest.mark.requirement("CK-2")
def test_every_cookie_says_by_which_test_it_stands(visitor):
    page = Page(visitor.get("/en/cookies"))

    rows = {row[0]: row for row in page.rows()}
    assert set(rows) == cookies.names()
    for cookie in cookies.COOKIES:
        ground = rows[cookie.name][4]
        expected = ("A:", "B:") if cookie.category == cookies.NECESSARY else ("with your consent",)
        assert ground.startswith(expected), cookie.name


@pytest.mark.requirement("CK-10")
def test_the_policy_leads_to_the_rights_and_says_that_asking_is_free(visitor):
    page = Page(visitor.get("/en/cookies"))

    assert page.soup.find("a", href="/en/privacy")
    assert "30 days" in page.text
    assert "asking is free" in page.text


@pytest.mark.requirement("CK-11")
def test_no_script_of_ours_writes_into_the_browsers_storage():
    from app.config import ROOT

    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    assert cookies.STORAGE == ()
    for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie"):
        assert word not in scripts


def test_a_choice_leads_back_to_the_page_and_nowhere_else(visitor, recently_viewed):
    ours = visitor.post(CHOICE, data={"all": "refuse", "back": "/search?q=x"})
    other = visitor.post(CHOICE, data={"all": "refuse", "back": "https://elsewhere.example/"})

    assert ours.headers["Location"] == "/en/search?q=x"
    assert other.headers["Location"] == "/en/"


@pytest.mark.requirement("PR-4.3")
def test_whoever_refused_everything_can_order(visitor, recently_viewed, bank):
    from tests.shopping import buy

    visitor.post(CHOICE, data={"all": "refuse"})

    assert buy(visitor, bank, a_product()).reference
