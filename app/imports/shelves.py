"""The shop's categories as a file may name them."""

from dataclasses import dataclass, field

from sqlalchemy import select

from app.catalogue import rules
from app.catalogue.models import Category
from app.extensions import db
from app.settings import queries as settings
from app.web import turkish


@dataclass(frozen=True, slots=True)
class Shelves:
    """Categories by slug and by folded name; `closed` says why nothing may be
    listed in one, `presets` which exemption its goods have by nature (HR-15)."""

    by_slug: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    slugs: dict[int, str] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    presets: dict[int, str] = field(default_factory=dict)
    food: dict[int, str] = field(default_factory=dict)

    def found(self, words: str) -> int | None:
        """The category that these words mean: a slug, a name, or a path that ends in one."""
        first = words.split(",")[0].strip()
        for part in (words.strip(), first, first.rpartition(">")[2]):
            known = self.by_slug.get(part.strip()) or self.by_name.get(turkish.fold(part))
            if known:
                return known
        return None


def shelves() -> Shelves:
    """All categories of the shop."""
    made = Shelves()
    protected = settings.flag("apply_to_food_rounds")
    for category in db.session.scalars(select(Category).order_by(Category.position, Category.id)):
        made.by_slug[category.slug] = category.id
        made.slugs[category.id] = category.slug
        made.presets[category.id] = category.wd_preset
        made.food[category.id] = category.food_preset
        made.names[category.slug] = {
            language: text["name"] for language, text in category.texts.items()
        }
        for text in category.texts.values():
            made.by_name.setdefault(turkish.fold(text["name"]), category.id)
        reason = rules.why_not_here(category, food_rounds_protected=protected)
        if reason:
            made.closed[category.id] = reason
    return made
