"""The course of a listing (machine 4.2): written, reviewed, on sale, changed, blocked."""

import pytest

from app.catalogue import states
from app.catalogue.models import ProductState, RevisionState, Variant
from app.catalogue.queries import shelves
from app.catalogue.queries.listings import gaps_of, open_revision
from app.catalogue.services import drafting, reviewing, shelving
from app.catalogue.services.listings import Incomplete, NotListable
from app.catalogue.services.shelving import BadPrice, ChangedMeanwhile, OnShelf
from app.catalogue.states import NotNow
from app.evidence.models import Evidence
from app.extensions import db
from app.suppliers.models import SupplierState
from tests.builders import a_category, a_member, a_product
from tests.catalogue.listing import FOOD, Listing, a_full_part, a_size

pytestmark = pytest.mark.usefixtures("open_shop")


def names(query="lakerda"):
    return {card.name for card in shelves.shelf("tr", query=query).cards}


def test_a_new_listing_is_a_draft_that_no_shopper_sees(visitor):
    draft = Listing().fill().product

    assert draft.state is ProductState.DRAFT
    assert names() == set()
    assert visitor.get(f"/p/lakerda-{draft.id}").status_code == 404


def test_only_an_active_supplier_lists():
    listing = Listing()
    listing.supplier.state = SupplierState.SUSPENDED

    with pytest.raises(drafting.NotYours):
        drafting.start(listing.supplier, listing.product.category, "Çiroz", listing.maker.id)


@pytest.mark.requirement("SM-4.2")
@pytest.mark.parametrize(
    ("left_out", "section"),
    [
        ({"texts": {}}, "text"),
        ({"variants": []}, "sizes"),
        ({"food": FOOD | {"allergens": None}}, "food"),
        ({"wd_code": "c", "shelf_life_days": None}, "terms"),
    ],
)
def test_what_the_law_asks_must_stand_before_a_listing_is_reviewed(left_out, section):
    listing = Listing().fill(**left_out)

    assert {gap.section for gap in gaps_of(listing.product)} == {section}
    with pytest.raises(Incomplete):
        listing.submit()
    assert listing.product.state is ProductState.DRAFT


@pytest.mark.requirement("SM-4.2")
@pytest.mark.parametrize("days", [0, 31])
def test_a_promise_of_more_than_thirty_days_is_refused(days):
    with pytest.raises(drafting.BadTerms):
        Listing().fill().write(lead_days=days)


@pytest.mark.requirement("SM-4.2")
def test_submitted_and_approved_it_is_on_sale_and_found():
    listing = Listing().fill().submit()
    assert listing.product.state is ProductState.IN_REVIEW
    assert names() == set()

    listing.approve()

    assert listing.product.state is ProductState.PUBLISHED
    assert names() == {"Lakerda"}
    kinds = db.session.scalars(db.select(Evidence.kind).order_by(Evidence.seq)).all()
    assert kinds == ["listing_submitted", "listing_approved"]


@pytest.mark.requirement("SM-4.2")
def test_asked_for_changes_it_goes_back_with_the_words_and_can_be_handed_in_again():
    listing = Listing().fill().submit()

    reviewing.ask(listing.product, listing.product.version, "Hangi denizden?", listing.reviewer.id)

    assert listing.product.state is ProductState.CHANGES_REQUESTED
    assert listing.product.revisions[-1].words == "Hangi denizden?"
    listing.write(lead_days=5)
    assert listing.submit().product.state is ProductState.IN_REVIEW
    assert [r.number for r in listing.product.revisions] == [1, 2]


@pytest.mark.requirement("SM-4.2")
def test_rejected_with_a_reason_a_new_listing_ends():
    listing = Listing().fill().submit()
    with pytest.raises(reviewing.NoWords):
        reviewing.reject(listing.product, listing.product.version, "No", listing.reviewer.id)
    reviewing.reject(
        listing.product, listing.product.version, "Burada satılmaz.", listing.reviewer.id
    )

    assert listing.product.state is ProductState.REJECTED
    with pytest.raises(NotNow):
        listing.submit()
    shelving.archive(listing.product)
    assert listing.product.state is ProductState.ARCHIVED


@pytest.mark.requirement("SM-4.2")
def test_price_and_stock_change_at_once():
    listing = Listing().on_sale()
    jar = listing.product.variants[0]

    shelving.put_on_shelf([OnShelf(jar.id, 19900, 0, 10, 4)])

    assert (jar.price_minor, jar.stock) == (19900, 0)
    assert listing.product.lowest_price_minor == 19900
    assert listing.product.in_stock is False
    assert open_revision(listing.product) is None


@pytest.mark.parametrize("price", [0, -1, 10**11])
def test_no_good_costs_nothing_or_a_thousand_million(price):
    jar = Listing().on_sale().product.variants[0]

    with pytest.raises(BadPrice):
        shelving.put_on_shelf([OnShelf(jar.id, price, 1, 10, 4)])


def test_what_was_sold_while_the_stock_was_written_stays_sold():
    jar = Listing().on_sale().product.variants[0]
    jar.stock = 7  # three were bought after the page showed ten
    db.session.commit()

    shelving.put_on_shelf([OnShelf(jar.id, 24500, 30, 10, 4)])
    assert jar.stock == 27
    shelving.put_on_shelf([OnShelf(jar.id, 24500, 0, 40, 4)])
    assert jar.stock == 0


@pytest.mark.requirement("SM-4.2")
def test_a_legal_change_is_reviewed_while_the_old_version_sells():
    listing = Listing().on_sale()

    waits = listing.write(texts=listing.renamed("Torik lakerdası"))

    assert waits
    assert listing.product.state is ProductState.PUBLISHED
    assert names() == {"Lakerda"}
    assert open_revision(listing.product).state is RevisionState.IN_REVIEW
    listing.approve()
    assert names() == {"Torik lakerdası"}
    assert [r.state for r in listing.product.revisions] == [RevisionState.APPROVED] * 2


@pytest.mark.requirement("SM-4.2")
@pytest.mark.parametrize("no", [reviewing.reject, reviewing.ask])
def test_a_change_sent_back_leaves_the_old_version_on_sale_and_its_text_with_the_maker(no):
    listing = Listing().on_sale()
    listing.write(texts=listing.renamed("Torik"))

    no(listing.product, listing.product.version, "Adı yanıltıcı olur.", listing.reviewer.id)

    assert listing.product.state is ProductState.PUBLISHED
    assert names() == {"Lakerda"}
    assert open_revision(listing.product).content["texts"]["tr"]["name"] == "Torik"
    with pytest.raises(reviewing.NothingToReview):
        listing.approve()
    assert listing.write(texts=listing.renamed("Palamut lakerdası"))
    assert open_revision(listing.product).number == 3


def test_an_incomplete_change_waits_for_what_is_missing():
    listing = Listing().on_sale()

    assert not listing.write(food=FOOD | {"registration": ""})
    assert open_revision(listing.product).state is RevisionState.DRAFT
    assert listing.write(food=FOOD | {"registration": "TR-35-K-000001"})


def test_a_change_taken_back_or_dropped_leaves_nothing_to_review():
    listing = Listing().on_sale()
    listing.write(lead_days=9)
    listing.write(lead_days=3)
    assert open_revision(listing.product) is None
    listing.write(lead_days=9)
    drafting.drop_changes(listing.product, listing.product.version, listing.maker.id)

    assert open_revision(listing.product) is None
    assert listing.product.lead_days == 3


@pytest.mark.requirement("SM-4.2")
def test_paused_and_resumed():
    listing = Listing().on_sale()

    shelving.pause(listing.product)
    assert listing.product.state is ProductState.PAUSED
    assert names() == set()
    shelving.resume(listing.product)
    assert names() == {"Lakerda"}


@pytest.mark.requirement("SM-4.2")
def test_what_no_longer_says_all_it_must_is_not_resumed():
    listing = Listing().on_sale()
    shelving.pause(listing.product)
    listing.supplier.return_carrier = None
    db.session.commit()

    with pytest.raises(Incomplete):
        shelving.resume(listing.product)
    assert listing.product.state is ProductState.PAUSED


@pytest.mark.requirement("SM-4.2")
def test_without_a_way_to_send_back_nothing_is_handed_in():
    listing = Listing().fill()
    listing.supplier.return_carrier = None
    db.session.commit()

    assert [(gap.section, gap.field) for gap in gaps_of(listing.product)] == [
        ("profile", "return_way")
    ]
    with pytest.raises(Incomplete):
        listing.submit()


@pytest.mark.requirement("SM-4.2")
def test_sold_out_and_restocked():
    listing = Listing().on_sale()
    jar = listing.product.variants[0]

    shelving.put_on_shelf([OnShelf(jar.id, 24500, 0, 10, 4)])
    assert states.standing(listing.product) == "sold_out"
    shelving.put_on_shelf([OnShelf(jar.id, 24500, 5, 0, 4)])
    assert states.standing(listing.product) == "published"
    assert names() == {"Lakerda"}


@pytest.mark.requirement("SM-4.2")
def test_blocked_only_two_reviewers_bring_it_back_to_review():
    listing = Listing().on_sale()
    second = a_member(rights=["catalogue"])
    reviewing.block(listing.product, "Etiket eksik.", listing.reviewer.id, safety=False)
    assert listing.product.state is ProductState.BLOCKED
    assert names() == set()
    with pytest.raises(NotNow):
        shelving.resume(listing.product)

    assert not reviewing.unblock(listing.product, listing.reviewer.id)
    with pytest.raises(reviewing.SecondPerson):
        reviewing.unblock(listing.product, listing.reviewer.id)
    assert listing.product.state is ProductState.BLOCKED
    assert reviewing.unblock(listing.product, second.id)
    assert listing.product.state is ProductState.IN_REVIEW
    assert listing.approve().product.state is ProductState.PUBLISHED


@pytest.mark.requirement("SM-4.2")
def test_archived_its_page_and_its_versions_stay(visitor):
    listing = Listing().on_sale()

    shelving.archive(listing.product)
    db.session.commit()

    assert "not on sale" in visitor.get(f"/en/p/lakerda-{listing.product.id}").text
    assert listing.product.revisions[0].content["texts"]["tr"]["name"] == "Lakerda"


@pytest.mark.requirement("SM-4.2")
def test_the_exemption_is_approved_on_its_own():
    listing = Listing().fill(wd_code="c", shelf_life_days=20).submit()
    with pytest.raises(reviewing.ExemptionOpen):
        listing.approve()

    reviewing.judge_exemption(listing.product, listing.product.version, False, listing.reviewer.id)

    assert not listing.approve().product.wd_approved


def test_nobody_reviews_the_listing_of_their_own_team():
    listing = Listing().fill().submit()

    with pytest.raises(reviewing.OwnListing):
        reviewing.approve(listing.product, listing.product.version, listing.maker.id)


def test_the_second_of_two_who_write_is_told_and_nothing_is_overwritten():
    listing = Listing().fill()
    seen = listing.product.version
    listing.write(lead_days=5)

    with pytest.raises(ChangedMeanwhile):
        drafting.change(listing.product, {"lead_days": 9}, seen, listing.maker.id)
    assert listing.product.lead_days == 5


def test_a_reviewer_approves_what_they_saw_or_nothing():
    listing = Listing().on_sale()
    listing.write(lead_days=9)
    seen = listing.product.version
    listing.write(lead_days=10)

    with pytest.raises(ChangedMeanwhile):
        reviewing.approve(listing.product, seen, listing.reviewer.id)


def test_a_listing_outside_the_law_is_refused_when_it_moves_there():
    listing = Listing()
    lottery = a_category(scope="excluded", excluded_kind="c2")

    with pytest.raises(NotListable):
        listing.write(category_id=lottery.id)


def test_two_suppliers_may_use_one_number_a_supplier_only_once():
    listing = Listing().fill()
    other = Listing().fill()
    assert {v.sku for v in db.session.scalars(db.select(Variant))} == {"LAK-350"}

    with pytest.raises(drafting.SkuTaken):
        listing.write(variants=[a_size(), a_size()])
    mine = a_product(supplier=other.supplier)
    with pytest.raises(drafting.SkuTaken):
        other.write(variants=[a_size(sku=mine.variants[0].sku)])


def test_a_duplicate_is_a_draft_with_numbers_of_its_own():
    listing = Listing().on_sale()

    copy = drafting.duplicate(listing.product, listing.maker.id)

    assert copy.state is ProductState.DRAFT
    assert [(v.sku, v.price_minor, v.stock) for v in copy.variants] == [("LAK-350-2", 24500, 0)]
    assert copy.texts[0].name == "Lakerda (copy)" or "kopya" in copy.texts[0].name
    assert copy.food == FOOD


def test_a_size_added_to_what_is_on_sale_comes_with_the_approved_version():
    listing = Listing().on_sale()
    jar = {k: v for k, v in a_size().items() if k not in {"price_minor", "stock", "low_at"}}
    kept = jar | {"id": listing.product.variants[0].id}

    listing.write(variants=[kept, a_size(sku="LAK-700", net_amount=700, price_minor=45000)])
    assert len(listing.product.variants) == 1
    listing.approve()

    assert [(v.sku, v.price_minor) for v in listing.product.variants] == [
        ("LAK-350", 24500),
        ("LAK-700", 45000),
    ]
    assert a_full_part()["variants"][0]["sku"] == "LAK-350"
