"""What may stand on the shelf, and what a listing must say before it does."""

import pytest

from app.catalogue import rules
from app.catalogue.kinds import PRESETS, ProductKind
from app.catalogue.models import Product, ProductState
from app.catalogue.queries import effective_wd_code
from app.catalogue.services.listings import Incomplete, NotListable, create_listing, publish
from app.extensions import db
from app.law import scope
from app.settings import services as settings
from tests.builders import a_category, a_product
from tests.kinds import INSURER, a_box, a_download, a_tour, a_warranty, said

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("DC-2.2")
def test_a_listing_in_a_category_outside_the_law_is_refused_with_the_reason():
    lottery = a_category(scope="excluded", excluded_kind="c2")

    with pytest.raises(NotListable, match="piyangoyu") as refusal:
        create_listing(a_product(), lottery)
    assert refusal.value.status == 422


@pytest.mark.requirement("DC-2.2")
@pytest.mark.parametrize("kind", sorted(scope.EXCLUDED))
def test_of_the_twelve_excluded_kinds_only_food_rounds_can_be_listed(kind):
    category = a_category(scope="excluded", excluded_kind=kind)

    told = rules.why_not_here(category, food_rounds_protected=True)

    assert (told is None) == (kind == "g2")


@pytest.mark.requirement("C-28")
@pytest.mark.requirement("DC-2.2")
def test_a_fish_round_is_listed_with_the_same_protection_or_not_at_all():
    fish_round = a_category(scope="voluntary", excluded_kind="g2")

    publish(create_listing(a_product(), fish_round))
    settings.change("apply_to_food_rounds", False, "test")

    with pytest.raises(NotListable):
        create_listing(a_product(), fish_round)


@pytest.mark.requirement("HR-15")
@pytest.mark.requirement("C-16")
@pytest.mark.parametrize(
    ("shelf", "code"),
    [
        ("cosmetics", "c2"),
        ("personal_care", "c2"),
        ("underwear", "c2"),
        ("swimwear", "c2"),
        ("books", "e"),
        ("software", "e"),
        ("recordings", "e"),
        ("stationery_consumables", "e"),
        ("telephones", "none"),
    ],
)
def test_a_category_proposes_the_exemption_that_fits_its_goods_by_nature(shelf, code):
    category = a_category(wd_preset=PRESETS[shelf])

    listing = create_listing(a_product(), category)

    assert listing.wd_code == code
    assert effective_wd_code(listing) == "none"  # a reviewer must approve it first


@pytest.mark.requirement("DC-5.1.ı")
@pytest.mark.requirement("DC-5.1.i")
@pytest.mark.parametrize("field", ["protection", "compatibility"])
def test_digital_content_without_its_two_facts_is_not_published(field):
    book = said(a_download(), **{field: ""})

    with pytest.raises(Incomplete) as refusal:
        publish(book)
    assert refusal.value.status == 422


def test_digital_content_without_a_file_is_not_published():
    book = a_download()
    book.files.clear()
    db.session.commit()

    with pytest.raises(Incomplete):
        publish(book)


@pytest.mark.requirement("DC-14.2")
def test_a_warranty_whose_giver_has_no_contact_is_not_published():
    warranty = a_warranty(a_product(), party=INSURER | {"email": ""})

    with pytest.raises(Incomplete):
        publish(warranty)
    warranty.party = INSURER
    publish(warranty)

    assert warranty.state is ProductState.PUBLISHED


@pytest.mark.requirement("DC-5.4")
def test_a_box_without_its_number_of_deliveries_is_not_published():
    with pytest.raises(Incomplete):
        publish(a_box(deliveries=1))
    publish(a_box())


@pytest.mark.requirement("C-17")
@pytest.mark.requirement("DC-15.g")
@pytest.mark.parametrize(
    ("dated_kind", "code"), [("leisure", "g"), ("training", "none"), (None, "none")]
)
def test_a_date_alone_takes_no_right_away(dated_kind, code):
    tour = a_tour("2026-06-19T10:00", dated_kind=dated_kind)

    assert effective_wd_code(tour) == code


@pytest.mark.requirement("DC-15.g")
def test_the_exemption_of_dated_contracts_needs_a_date():
    assert effective_wd_code(a_product(wd_code="g", wd_approved=True, dated_kind="leisure")) == (
        "none"
    )


@pytest.mark.requirement("DC-15.c")
@pytest.mark.requirement("C-15")
@pytest.mark.parametrize(("days", "fits"), [(4, True), (730, False), (None, False)])
def test_only_what_perishes_within_its_shelf_life_is_exempt_as_perishable(days, fits):
    jar = a_product(wd_code="c", wd_approved=True, shelf_life_days=days)

    assert bool(rules.missing(jar)) is not fits


def test_an_extra_has_no_page_and_no_place_on_the_shelf(visitor):
    board = a_product()
    warranty = a_warranty(board)

    assert visitor.get(f"/en/p/x-{warranty.id}").status_code == 404
    assert "Ek garanti" not in visitor.get("/en/search?q=garanti").get_data(as_text=True)
    answer = visitor.post("/en/cart/add", data={"variant": warranty.variants[0].id, "quantity": 1})
    assert answer.status_code == 404


def test_the_kinds_are_a_closed_list():
    assert {str(kind) for kind in ProductKind} == {
        "goods",
        "box",
        "digital",
        "experience",
        "extra",
        "warranty",
    }
    assert "subscription" not in {column.key for column in Product.__table__.columns}
