"""What a listing must say before it may be published (machine 4.2, DC-5.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask_babel import gettext as _

from app.catalogue import food
from app.catalogue.food import FoodFacts
from app.catalogue.kinds import ProductKind
from app.catalogue.models import Category, Product, ProductText
from app.law import scope

PERISHES_WITHIN_DAYS = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a listing must still say: where it is said, and the sentence."""

    section: str
    field: str
    sentence: str


Check = tuple[str, str, Callable[[Product], str | None]]


def why_not_here(category: Category, *, food_rounds_protected: bool) -> str | None:
    """Why nothing may be listed in this category, or None (DC-2.2)."""
    kind = category.excluded_kind
    if kind is None or scope.is_listable(kind, food_rounds_protected=food_rounds_protected):
        return None
    return _(
        "Nothing can be listed here: the law on distance contracts does not cover %(what)s.",
        what=_(scope.EXCLUDED[kind]),
    )


def fits_exemption(product: Product) -> bool:
    """Whether the exemption proposed is one this product can have by what it is (C-17)."""
    if product.wd_code == "g":
        dated = bool(product.variants) and all(v.starts_at for v in product.variants)
        return scope.is_dated(product.dated_kind, has_date=dated)
    if product.wd_code == "c":
        return product.shelf_life_days is None or product.shelf_life_days <= PERISHES_WITHIN_DAYS
    return True


def missing(product: Product) -> list[str]:
    """Everything that keeps a listing from being published, as sentences (DC-5.1)."""
    return [gap.sentence for gap in gaps(product)]


def gaps(product: Product) -> list[Gap]:
    """Everything that keeps a listing from being published, each with its place (DC-5.1, FD-1)."""
    asked = [
        Gap(section, field, sentence)
        for section, field, check in _CHECKS[product.kind]
        if (sentence := check(product))
    ]
    return asked + (_food(product) if product.kind in _EATEN else [])


def _food(product: Product) -> list[Gap]:
    facts = cast("FoodFacts | None", product.food)
    preset = product.category.food_preset
    found = [Gap("food", fact, _FOOD_SENTENCES[fact]()) for fact in food.unanswered(preset, facts)]
    if "net_quantity" in food.asked(preset) and not all(
        v.net_amount and v.net_unit for v in product.variants
    ):
        found.append(Gap("sizes", "sizes", _("Give the net quantity of every size.")))
    return found


_FOOD_SENTENCES: dict[str, Callable[[], str]] = {
    "ingredients": lambda: _("List the ingredients."),
    "allergens": lambda: _(
        "Say which of the fourteen allergens it contains, or that none is in it."
    ),
    "origin": lambda: _("Say where it comes from."),
    "storage": lambda: _("Say how it is stored."),
    "use_by": lambda: _("Choose the kind of date that stands on the pack."),
    "registration": lambda: _("Give the registration number of the food business."),
}


def _turkish(product: Product) -> ProductText | None:
    return next((text for text in product.texts if text.language == "tr"), None)


def _name(product: Product) -> str | None:
    return None if _turkish(product) else _("Give the good its Turkish name.")


def _sizes(product: Product) -> str | None:
    return None if product.variants else _("Add at least one size with its price.")


def _described(product: Product) -> str | None:
    if all(shown.alt.get("tr") for shown in product.pictures):
        return None
    return _("Say in words what each picture shows.")


def _qualities(product: Product) -> str | None:
    text = _turkish(product)
    return None if text and text.qualities else _("Say the main qualities.")


def _exemption(product: Product) -> str | None:
    fits = fits_exemption(product)
    if product.wd_code == "c" and product.shelf_life_days is None:
        fits = False
    return None if fits else _("This exemption does not fit what is sold.")


def _protection(product: Product) -> str | None:
    if all(text.protection for text in product.texts):
        return None
    return _("Say how the digital content is protected technically, or that it is not.")


def _compatibility(product: Product) -> str | None:
    if all(text.compatibility for text in product.texts):
        return None
    return _("Say on what devices and programs the digital content works.")


def _file(product: Product) -> str | None:
    return None if product.files else _("Add the file that is delivered.")


def _date(product: Product) -> str | None:
    return None if all(v.starts_at for v in product.variants) else _("Give each one its date.")


def _place(product: Product) -> str | None:
    return None if all(t.place for t in product.texts) else _("Say where it takes place.")


def _several(product: Product) -> str | None:
    if product.deliveries > 1 and product.interval_months >= 1:
        return None
    return _("Say how many deliveries there are, and how many months lie between them.")


def _contact(product: Product) -> str | None:
    party = product.party or {}
    if party.get("name") and party.get("address") and party.get("email"):
        return None
    return _("Name the third party with its address and a contact for notices.")


_EVERY: tuple[Check, ...] = (
    ("text", "name-tr", _name),
    ("text", "qualities-tr", _qualities),
    ("terms", "wd_code", _exemption),
    ("sizes", "sizes", _sizes),
    ("pictures", "pictures", _described),
)
_CHECKS: dict[ProductKind, tuple[Check, ...]] = {
    ProductKind.GOODS: _EVERY,
    ProductKind.BOX: (*_EVERY, ("kind", "deliveries", _several)),
    ProductKind.DIGITAL: (
        *_EVERY,
        ("kind", "protection", _protection),
        ("kind", "compatibility", _compatibility),
        ("kind", "files", _file),
    ),
    ProductKind.EXPERIENCE: (*_EVERY, ("sizes", "sizes", _date), ("kind", "place", _place)),
    ProductKind.EXTRA: (("text", "qualities-tr", _qualities),),
    ProductKind.WARRANTY: (
        ("text", "qualities-tr", _qualities),
        ("kind", "party", _contact),
    ),
}
_EATEN = frozenset({ProductKind.GOODS, ProductKind.BOX})
