"""The review desk: versions side by side, the exemption, decisions, blocking."""

import pytest

from app.catalogue.models import Product, ProductState
from app.catalogue.services import reviewing
from app.extensions import db
from app.messaging.models import Message
from app.web import turkish
from tests.builders import a_member, logged_in
from tests.catalogue.listing import Listing
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def desk(staff):
    return staff("catalogue")


def at(listing, part=""):
    return f"/en/admin/listings/{listing.product.id}" + (f"/{part}" if part else "")


def act(desk, listing, part, **values):
    page = Page(desk.get(at(listing)))
    seen = page.soup.find("input", attrs={"name": "version"})
    data = {"version": seen["value"] if seen else "", **values}
    answer = desk.post(at(listing, part), data=data)
    db.session.expire_all()
    return answer


def state(listing):
    return db.session.get(Product, listing.product.id).state


def letters(kind):
    return db.session.scalars(db.select(Message).where(Message.kind == kind)).all()


@pytest.mark.requirement("SM-4.2")
def test_what_is_handed_in_waits_with_its_third_working_day(desk, today):
    today("2026-03-18")  # a feast from the 20th to the 22nd: the third working day is the 24th
    listing = Listing().fill().submit()

    page = Page(desk.get("/en/admin/listings"))

    assert page.has_link("Lakerda")
    assert "24 March" in page.rows()[0][0]
    assert "Review: Lakerda" in Page(desk.get("/en/admin")).text
    assert listing.supplier.name in page.text


def test_approved_the_maker_is_told_and_shoppers_find_it(desk, visitor):
    listing = Listing().fill().submit()

    assert act(desk, listing, "approve").status_code == 303

    assert state(listing) is ProductState.PUBLISHED
    assert Page(visitor.get("/search?q=lakerda")).has_link("Lakerda")
    assert [letter.recipient for letter in letters("listing-decided")] == [listing.supplier.email]


def test_a_question_without_words_is_refused_at_its_field(desk):
    listing = Listing().fill().submit()

    answer = act(desk, listing, "answer", do="ask", words="Neden?")

    assert answer.status_code == 422
    assert Page(answer).value("Otherwise: what must change") == "Neden?"
    assert act(desk, listing, "answer", do="ask", words="Hangi denizden?").status_code == 303
    assert state(listing) is ProductState.CHANGES_REQUESTED
    assert "Hangi denizden?" in letters("listing-decided")[0].text


def test_rejected_with_its_reason(desk):
    listing = Listing().fill().submit()

    act(desk, listing, "answer", do="reject", words="Burada satılmaz.")

    assert state(listing) is ProductState.REJECTED


def test_two_versions_stand_side_by_side(desk):
    listing = Listing().on_sale()
    listing.write(texts=listing.renamed("Torik lakerdası"), lead_days=7)

    page = Page(desk.get(at(listing)))

    assert "Version 1 beside version 2" in page.headings()
    changed = [" ".join(tag.get_text(" ").split()) for tag in page.soup.select(".changed")]
    assert "Name (Türkçe) before Lakerda now Torik lakerdası" in changed
    assert "With the buyer within before 3 days now 7 days" in changed
    assert len(changed) == 2


def test_a_version_sent_back_once_is_shown_beside_the_next(desk):
    listing = Listing().fill().submit()
    act(desk, listing, "answer", do="ask", words="Hangi denizden?")
    listing.write(lead_days=7)
    listing.submit()

    page = Page(desk.get(at(listing)))

    assert "Version 1 beside version 2" in page.headings()
    assert "Hangi denizden?" in page.text


def test_the_exemption_has_a_decision_of_its_own(desk):
    listing = Listing().fill(wd_code="c", shelf_life_days=20).submit()
    refused = act(desk, listing, "approve")
    assert refused.status_code == 422
    assert "exemption" in Page(refused).errors[0]
    assert act(desk, listing, "exemption").status_code == 422

    act(desk, listing, "exemption", exemption="yes")
    act(desk, listing, "approve")

    assert db.session.get(Product, listing.product.id).wd_approved


def test_a_reviewer_whose_page_is_old_is_told(desk):
    listing = Listing().fill().submit()
    old = listing.product.version
    listing.write(lead_days=9)

    answer = desk.post(at(listing, "approve"), data={"version": old})

    assert answer.status_code == 409
    assert "Somebody else has changed" in Page(answer).errors[0]
    db.session.expire_all()
    assert state(listing) is ProductState.IN_REVIEW


def test_a_new_version_under_review_is_previewed_by_staff(desk, visitor):
    listing = Listing().on_sale()
    listing.write(texts=listing.renamed("Torik lakerdası"))

    assert Page(desk.get(at(listing, "preview"))).heading == "Torik lakerdası"
    assert Page(visitor.get(f"/p/lakerda-{listing.product.id}")).heading == "Lakerda"


@pytest.mark.requirement("SM-4.2")
def test_blocked_for_safety_every_buyer_is_told_the_same_day(desk, bank, open_shop):
    listing = Listing().on_sale()
    product = listing.product
    order = buy(open_shop.test_client(), bank, product)
    buy(open_shop.test_client(), bank, product)

    assert act(desk, listing, "block", reason="kısa").status_code == 422
    act(desk, listing, "block", reason="Kavanozda cam kırığı bulundu.", safety="1")

    assert state(listing) is ProductState.BLOCKED
    warnings = letters("product-warning")
    assert len(warnings) == 2
    assert order.email in {letter.recipient for letter in warnings}
    assert all("cam kırığı" in letter.text and letter.statutory for letter in warnings)
    assert len(letters("listing-blocked")) == 1


def test_blocked_for_another_reason_no_buyer_is_written_to(desk, bank, open_shop):
    listing = Listing().on_sale()
    buy(open_shop.test_client(), bank, listing.product)

    act(desk, listing, "block", reason="Etiketi eksik kalmış.")

    assert letters("product-warning") == []


@pytest.mark.requirement("SM-4.2")
def test_two_people_let_a_blocked_listing_back_into_review(desk, open_shop):
    listing = Listing().on_sale()
    act(desk, listing, "block", reason="Etiketi eksik kalmış.")
    second = logged_in(open_shop, "member", a_member(rights=["catalogue"]).id)
    assert Page(desk.get("/en/admin/listings?show=blocked")).has_link("Lakerda")

    act(desk, listing, "unblock")
    assert "1 of two people" in Page(desk.get(at(listing))).text
    assert desk.post(at(listing, "unblock")).status_code == 422
    act(second, listing, "unblock")

    assert state(listing) is ProductState.IN_REVIEW
    act(second, listing, "approve")
    act(desk, listing, "block", reason="Yine eksik bulundu.")
    act(desk, listing, "unblock")
    assert state(listing) is ProductState.BLOCKED  # what was said of the first block is over


def test_listings_are_found_by_name_and_maker(desk):
    listing = Listing().on_sale()
    listing.supplier.sort_key = turkish.sort_key(listing.supplier.name)
    db.session.commit()

    for query in ("laker", "poyraz"):
        page = Page(desk.get(f"/en/admin/listings?show=all&q={query}"))
        assert page.has_link("Lakerda"), query
    assert not Page(desk.get("/en/admin/listings?show=all&q=zzz")).has_link("Lakerda")


def test_a_returned_version_stands_on_its_makers_due_list(desk, team):
    listing = Listing().on_sale()
    listing.write(texts=listing.renamed("Torik"))
    reviewing.ask(
        listing.product, listing.product.version, "Adı doğru mu, emin misiniz?", listing.reviewer.id
    )
    db.session.commit()

    text = Page(team(listing.supplier).get("/en/supplier")).text

    assert "A question about Lakerda" in text
    assert "Adı doğru mu" in text
