"""Food facts: what a buyer of food is told, by the preset of its category (FD-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.web.language import said, speaking

ALLERGENS = {
    "gluten": _l("Cereals with gluten"),
    "crustaceans": _l("Crustaceans"),
    "eggs": _l("Eggs"),
    "fish": _l("Fish"),
    "peanuts": _l("Peanuts"),
    "soy": _l("Soy"),
    "milk": _l("Milk"),
    "nuts": _l("Nuts"),
    "celery": _l("Celery"),
    "mustard": _l("Mustard"),
    "sesame": _l("Sesame"),
    "sulphites": _l("Sulphites"),
    "lupin": _l("Lupin"),
    "molluscs": _l("Molluscs"),
}
USE_BY = {
    "use_by": _l("Use by the day on the pack"),
    "best_before": _l("Best before the day on the pack"),
}


class FoodFacts(TypedDict, total=False):
    """The facts of one food; texts are `{language: text}`.

    `allergens`: keys of `ALLERGENS`, an empty list for none, missing while unanswered.
    `at_least`: a fixed pack that holds at least its net quantity; there is no final weighing.
    """

    ingredients: dict[str, str]
    allergens: list[str]
    origin: dict[str, str]
    storage: dict[str, str]
    use_by: str
    registration: str
    at_least: bool


@dataclass(frozen=True, slots=True)
class Preset:
    """Which facts a category's goods must tell, and what is proposed for them."""

    asks: tuple[str, ...]
    use_by: str = ""
    cold: bool = False


_ALL = ("ingredients", "allergens", "net_quantity", "origin", "storage", "use_by", "registration")
_WHOLE = tuple(fact for fact in _ALL if fact != "ingredients")
PRESETS: Mapping[str, Preset] = {
    "none": Preset(()),
    "packed": Preset(_ALL, "best_before"),
    "chilled": Preset(_ALL, "use_by", cold=True),
    "whole": Preset(_WHOLE, "best_before"),
}


def asked(preset: str) -> tuple[str, ...]:
    """The facts that goods of this preset must tell; none where it is no food."""
    return PRESETS[preset].asks


def proposed(preset: str) -> FoodFacts:
    """What a new listing begins with: the use-by rule and the storage of its preset."""
    chosen = PRESETS[preset]
    if not chosen.asks:
        return {}
    return {"use_by": chosen.use_by, "storage": _storage(chosen.cold)}


def _storage(cold: bool) -> dict[str, str]:
    texts: dict[str, str] = {}
    for code in ("tr", "en"):
        with speaking(code):
            texts[code] = _("Between 0 and 4 °C") if cold else _("In a cool, dry place")
    return texts


def unanswered(preset: str, facts: FoodFacts | None) -> list[str]:
    """The facts that are still missing, in the order of the form."""
    known = facts or {}
    return [fact for fact in asked(preset) if fact != "net_quantity" and not _is_told(fact, known)]


def _is_told(fact: str, known: FoodFacts) -> bool:
    if fact == "allergens":
        return known.get("allergens") is not None
    if fact in {"ingredients", "origin", "storage"}:
        return bool(known.get(fact, {}).get("tr"))  # type: ignore[attr-defined]
    return bool(known.get(fact))


def rows(facts: FoodFacts | None, language: str) -> list[list[str]]:
    """The facts as labels and values in one language, allergens always said in words."""
    if not facts:
        return []
    with speaking(language):
        found = [
            (_("Ingredients"), said(facts.get("ingredients", {}))),
            (_("Allergens"), allergens_said(facts)),
            (_("Origin"), said(facts.get("origin", {}))),
            (_("Storage"), said(facts.get("storage", {}))),
            (_("Durability"), str(USE_BY.get(facts.get("use_by", ""), ""))),
            (_("Food business registration"), facts.get("registration", "")),
        ]
    return [[label, value] for label, value in found if value]


def allergens_said(facts: FoodFacts) -> str:
    """The allergens by name, or that there are none of the fourteen."""
    told = facts.get("allergens")
    if told is None:
        return ""
    if not told:
        return _("none of the fourteen")
    return ", ".join(str(ALLERGENS[key]) for key in ALLERGENS if key in told)
