"""The food facts of a good (FD-1)."""

from typing import cast

from flask_babel import gettext as _

from app.catalogue.content import Content
from app.catalogue.food import ALLERGENS, USE_BY, FoodFacts
from app.catalogue.forms import Reading, Sheet, Typed, text_of
from app.catalogue.models import Product
from app.web.language import NAMES

SPOKEN = {"ingredients": 2000, "origin": 200, "storage": 400}
NONE = "none"


def _shown(_product: Product, content: Content) -> dict[str, str]:
    facts = content["food"] or FoodFacts()
    values = {
        f"{fact}-{language}": cast("dict[str, str]", facts.get(fact, {})).get(language, "")
        for fact in SPOKEN
        for language in NAMES
    }
    told = facts.get("allergens")
    values |= {f"allergen-{key}": "1" for key in told or ()}
    if told == []:
        values[f"allergen-{NONE}"] = "1"
    return values | {
        "use_by": facts.get("use_by", ""),
        "registration": facts.get("registration", ""),
        "at_least": "1" if facts.get("at_least") else "",
    }


def _read(typed: Typed, _product: Product, _content: Content) -> Reading:
    reading = Reading()
    facts = FoodFacts(
        ingredients=_spoken(reading, typed, "ingredients"),
        origin=_spoken(reading, typed, "origin"),
        storage=_spoken(reading, typed, "storage"),
        registration=text_of(typed, "registration", 40)[:40],
        at_least=bool(typed.get("at_least")),
    )
    if typed.get("use_by") in USE_BY:
        facts["use_by"] = typed["use_by"]
    _read_allergens(reading, typed, facts)
    reading.part = {"food": facts}
    return reading


def _spoken(reading: Reading, typed: Typed, fact: str) -> dict[str, str]:
    most = SPOKEN[fact]
    told = {code: text_of(typed, f"{fact}-{code}", most) for code in NAMES}
    for code, words in told.items():
        if len(words) > most:
            reading.refuse(f"{fact}-{code}", _("At most %(most)s characters.", most=most))
    return {code: words for code, words in told.items() if words}


def _read_allergens(reading: Reading, typed: Typed, facts: FoodFacts) -> None:
    ticked = [key for key in ALLERGENS if typed.get(f"allergen-{key}")]
    none = bool(typed.get(f"allergen-{NONE}"))
    if ticked and none:
        reading.refuse("allergens", _("You ticked allergens and “none of them”: which is right?"))
    if ticked or none:
        facts["allergens"] = ticked


SHEET = Sheet(_shown, _read)
