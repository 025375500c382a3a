"""What only some kinds must tell: how often a box comes, what a download needs, where one meets."""

from typing import cast

from flask_babel import gettext as _

from app.catalogue.content import Content, Text
from app.catalogue.forms import Reading, Sheet, Typed, text_of
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Product
from app.catalogue.services.drafting import MOST_DELIVERIES
from app.law.scope import DATED_KINDS
from app.web import figures
from app.web.language import NAMES

ASKED = frozenset({ProductKind.BOX, ProductKind.DIGITAL, ProductKind.EXPERIENCE})
SPOKEN = {
    ProductKind.BOX: {},
    ProductKind.DIGITAL: {"protection": 300, "compatibility": 300},
    ProductKind.EXPERIENCE: {"place": 200},
}
MOST_MONTHS = 12


def dated_kinds() -> list[tuple[str, str]]:
    """What a dated experience can be in law: those of art. 15(1)(g), or none of them."""
    said = {
        "leisure": _("Leisure: a tour, a course, a meal cooked together"),
        "food_and_drink": _("Food and drink brought on that day"),
        "accommodation": _("A place to stay"),
        "car_hire": _("Hire of a vehicle"),
        "goods_transport": _("Carriage of goods"),
    }
    return [(key, words) for key, words in said.items() if key in DATED_KINDS]


def _shown(product: Product, content: Content) -> dict[str, str]:
    values = {
        "deliveries": str(content["deliveries"]) if content["deliveries"] > 1 else "",
        "interval_months": str(content["interval_months"]),
        "dated_kind": content["dated_kind"] or "",
    }
    for language, text in content["texts"].items():
        told = cast("dict[str, str]", text)
        values |= {f"{name}-{language}": told[name] for name in SPOKEN[product.kind]}
    return values


def _read(typed: Typed, product: Product, content: Content) -> Reading:
    reading = Reading()
    if product.kind is ProductKind.BOX:
        _read_box(reading, typed)
    if product.kind is ProductKind.EXPERIENCE:
        dated = typed.get("dated_kind", "")
        reading.part["dated_kind"] = dated if dated in DATED_KINDS else None
    if SPOKEN[product.kind]:
        reading.part["texts"] = {
            language: cast(Text, text | _spoken(reading, typed, product.kind, language))
            for language, text in content["texts"].items()
        }
    return reading


def _read_box(reading: Reading, typed: Typed) -> None:
    times = figures.read_whole(typed.get("deliveries", ""))
    if times is None or not 2 <= times <= MOST_DELIVERIES:
        reading.refuse("deliveries", _("Choose from 2 to 24 deliveries."))
    months = figures.read_whole(typed.get("interval_months", ""))
    if months is None or not 1 <= months <= MOST_MONTHS:
        reading.refuse("interval_months", _("Write the months between two deliveries, 1 to 12."))
    reading.part["deliveries"], reading.part["interval_months"] = times or 1, months or 1


def _spoken(reading: Reading, typed: Typed, kind: ProductKind, language: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, most in SPOKEN[kind].items():
        told[name] = text_of(typed, f"{name}-{language}", most)
        if len(told[name]) > most:
            reading.refuse(f"{name}-{language}", _("At most %(most)s characters.", most=most))
    return told


def languages(content: Content) -> list[str]:
    """The languages in which the listing says something already."""
    return [code for code in NAMES if code in content["texts"]]


SHEET = Sheet(_shown, _read)
