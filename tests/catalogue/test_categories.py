"""Staff keep the shelves of the shop, and what is asked of the goods on them (FD-1, HR-15)."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Category
from app.extensions import db
from tests.builders import a_category, a_product
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
FORM = {
    "name_tr": "Peynirler",
    "name_en": "Cheeses",
    "lead_tr": "Keçiden ve koyundan",
    "lead_en": "Of goats and sheep",
    "parent": "",
    "position": "3",
    "food_preset": "chilled",
    "wd_preset": "c",
}


@pytest.fixture
def reviewer(staff):
    return staff("catalogue")


def every() -> list[Category]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Category).order_by(Category.id)))


def test_a_new_shelf_is_in_the_shop_at_once_with_its_presets(reviewer, visitor):
    assert reviewer.post("/en/admin/categories/new", data=FORM).status_code == 303

    (shelf,) = every()
    assert (shelf.slug, shelf.food_preset, shelf.wd_preset) == ("peynirler", "chilled", "c")
    assert "Cheeses" in Page(visitor.get("/en/")).text
    assert "Of goats and sheep" in Page(visitor.get("/en/c/peynirler")).text


def test_a_changed_name_keeps_the_address(reviewer, visitor):
    reviewer.post("/en/admin/categories/new", data=FORM)
    (shelf,) = every()

    reviewer.post(f"/en/admin/categories/{shelf.id}", data=FORM | {"name_en": "Fine cheeses"})

    (shelf,) = every()
    assert shelf.slug == "peynirler"
    assert "Fine cheeses" in Page(visitor.get("/en/c/peynirler")).text


def test_two_shelves_of_one_name_have_two_addresses(reviewer):
    for _time in range(2):
        reviewer.post("/en/admin/categories/new", data=FORM)

    assert [shelf.slug for shelf in every()] == ["peynirler", "peynirler-2"]


@pytest.mark.requirement("FD-1")
def test_a_shelf_that_becomes_food_asks_its_goods_for_the_facts(reviewer, team):
    product = a_product()
    maker = team(product.supplier)
    shelf = product.category
    data = FORM | {"name_tr": "Kiler", "food_preset": "packed", "wd_preset": "none"}

    assert reviewer.post(f"/en/admin/categories/{shelf.id}", data=data).status_code == 303

    assert "Food" in Page(maker.get(f"/en/supplier/listings/{product.id}")).text
    page = Page(maker.get(f"/en/supplier/listings/{product.id}/food"))
    assert "Cereals with gluten" in page.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name_tr": ""}, "Give it a name."),
        ({"position": "-1"}, "Write a number from 0 to 999."),
        ({"position": "many"}, "Write a number from 0 to 999."),
        ({"food_preset": "liquid"}, "Not a valid choice"),
    ],
)
def test_a_wrong_field_is_said_and_nothing_is_lost(reviewer, change, sentence):
    answer = reviewer.post("/en/admin/categories/new", data=FORM | change)

    assert answer.status_code == 422
    assert sentence in Page(answer).text
    assert "Of goats and sheep" in answer.text
    assert every() == []


def test_a_third_level_is_refused_at_its_field(reviewer):
    top = a_category()
    inner = a_category(parent=top)
    db.session.commit()
    top_id, inner_id = top.id, inner.id

    under_inner = reviewer.post("/en/admin/categories/new", data=FORM | {"parent": str(inner_id)})
    reviewer.post("/en/admin/categories/new", data=FORM)
    other = every()[-1]
    moved = reviewer.post(f"/en/admin/categories/{top_id}", data=FORM | {"parent": str(other.id)})

    assert under_inner.status_code == 422
    assert moved.status_code == 409
    assert "two levels" in Page(moved).text
    assert every()[0].parent_id is None
