"""What a listing must say before it may be published (machine 4.2, DC-5.1)."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.catalogue.models import Category, Product, ProductText
from app.law import scope

PERISHES_WITHIN_DAYS = 60
Missing = Callable[[Product], str | None]


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
    found = [check(product) for check in _CHECKS[product.kind]]
    return [sentence for sentence in found if sentence]


def _turkish(product: Product) -> ProductText | None:
    return next((text for text in product.texts if text.language == "tr"), None)


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


_EVERY: tuple[Missing, ...] = (_qualities, _exemption)
_CHECKS: dict[ProductKind, tuple[Missing, ...]] = {
    ProductKind.GOODS: _EVERY,
    ProductKind.BOX: (*_EVERY, _several),
    ProductKind.DIGITAL: (*_EVERY, _protection, _compatibility, _file),
    ProductKind.EXPERIENCE: (*_EVERY, _date, _place),
    ProductKind.EXTRA: (_qualities,),
    ProductKind.WARRANTY: (_qualities, _contact),
}
