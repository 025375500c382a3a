"""Food facts: asked by the category's preset, told before and in the contract (FD-1)."""

import pytest

from app.catalogue import food, rules
from app.catalogue.food import ALLERGENS, PRESETS
from app.contracts.documents import as_text
from app.contracts.information import information_for
from app.extensions import db
from tests.builders import a_category, a_product
from tests.catalogue.listing import FOOD
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def jar():
    return a_product(
        category=a_category(food_preset="packed"), food=FOOD, price_minor=24500, stock=10
    )


@pytest.mark.requirement("FD-1")
def test_there_are_fourteen_allergens_and_a_craft_is_asked_nothing():
    assert len(ALLERGENS) == 14
    assert PRESETS["none"].asks == ()


@pytest.mark.requirement("FD-1")
@pytest.mark.parametrize(
    "left_out", ["ingredients", "allergens", "origin", "storage", "use_by", "registration"]
)
def test_each_fact_that_its_preset_asks_keeps_a_jar_off_the_shelf(jar, left_out):
    assert rules.gaps(jar) == []
    jar.food = {fact: value for fact, value in FOOD.items() if fact != left_out}

    assert [(gap.section, gap.field) for gap in rules.gaps(jar)] == [("food", left_out)]


@pytest.mark.requirement("FD-1")
def test_a_jar_without_its_net_quantity_is_not_publishable(jar):
    jar.variants[0].net_amount = None

    assert [gap.section for gap in rules.gaps(jar)] == ["sizes"]


@pytest.mark.requirement("FD-1")
def test_whole_fish_is_asked_no_ingredients():
    whole = a_product(category=a_category(food_preset="whole"), food={**FOOD, "ingredients": {}})

    assert rules.gaps(whole) == []


@pytest.mark.requirement("FD-1")
def test_no_allergens_is_an_answer_and_is_said():
    assert food.allergens_said({"allergens": []}) == "on dördünden hiçbiri yok"
    assert food.allergens_said({}) == ""
    assert food.unanswered("packed", FOOD | {"allergens": []}) == []


@pytest.mark.requirement("FD-1")
def test_the_product_page_tells_every_fact(jar, visitor):
    page = Page(visitor.get(f"/p/{jar.texts[0].slug}-{jar.id}"))

    for said in (
        "İçindekiler Palamut, tuz, ayçiçek yağı",
        "Alerjenler Balık",
        "Menşe Türkiye, Ege",
        "Saklama 0–4 °C",
        "Paketteki son tüketim gününe kadar tüketilir",
        "TR-35-K-000000",
        "en az 350 g",
        "700,00 TL/kg",
    ):
        assert said in page.text.replace("\xa0", " "), said


@pytest.mark.requirement("FD-1")
def test_the_information_before_the_contract_tells_them_in_its_language(jar, visitor, bank):
    order = buy(visitor, bank, jar)

    turkish = as_text(information_for(order, "tr"))
    english = as_text(information_for(order, "en"))

    assert "Alerjenler: Balık" in turkish
    assert "Net miktar: en az 350 g" in turkish
    assert "Allergens: Fish" in english
    assert "Net quantity: at least 350 g" in english
    assert "TR-35-K-000000" in english
    db.session.rollback()
