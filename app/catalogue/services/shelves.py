"""Categories: the shelves of the shop, on two levels, with what the law and food rules presume."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.catalogue.models import Category
from app.catalogue.services import touch
from app.extensions import db
from app.kernel.errors import Conflict
from app.web import turkish
from app.web.language import DEFAULT


class TooDeep(Conflict):
    """Shelves stand on two levels."""


def save(category: Category, texts: dict[str, dict[str, str]], parent_id: int | None) -> None:
    """Keep a shelf, new or changed; its address stays what it was. Raises TooDeep."""
    _refuse_too_deep(category, parent_id)
    category.parent_id = parent_id
    category.texts = texts
    if category.id is None:
        category.slug = _free_slug(texts[DEFAULT]["name"])
        db.session.add(category)
    db.session.flush()
    touch()


def _refuse_too_deep(category: Category, parent_id: int | None) -> None:
    if parent_id is None:
        return
    parent = db.session.get(Category, parent_id)
    inner = select(func.count()).where(Category.parent_id == category.id)
    has_inner = category.id is not None and bool(db.session.scalar(inner))
    if parent is None or parent.parent_id is not None or parent is category or has_inner:
        raise TooDeep(_("Shelves stand on two levels: choose one of the first level."))


def _free_slug(name: str) -> str:
    wanted = turkish.slug(name)[:70]
    taken = set(db.session.scalars(select(Category.slug).where(Category.slug.startswith(wanted))))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)
