"""Writes of the catalogue. Stock moves by conditional updates alone, in id order (rule 11)."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from app.catalogue.models import CatalogueVersion, Product, Variant
from app.extensions import db
from app.kernel.errors import Conflict


class SoldOut(Conflict):
    """There is less of it than was asked for."""

    def __init__(self, variant_id: int, left: int) -> None:
        super().__init__(_("One of the goods has just been sold out."))
        self.variant_id = variant_id
        self.left = left


def take(quantities: Mapping[int, int]) -> None:
    """Take so many of each variant off the shelf, all or none. Raises SoldOut.

    Never check-then-write: the condition stands in the UPDATE itself.
    """
    emptied: set[int] = set()
    for variant_id, quantity in sorted(quantities.items()):
        taken = db.session.execute(
            update(Variant)
            .where(Variant.id == variant_id, Variant.stock >= quantity)
            .values(stock=Variant.stock - quantity)
            .returning(Variant.stock)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if taken is None:
            left = db.session.scalar(select(Variant.stock).where(Variant.id == variant_id))
            raise SoldOut(variant_id, left or 0)
        if taken == 0:
            emptied.add(variant_id)
    note_shelves(emptied)


def give_back(quantities: Mapping[int, int]) -> None:
    """Put so many of each variant back on the shelf."""
    returned = {variant_id: n for variant_id, n in quantities.items() if n > 0}
    for variant_id, quantity in sorted(returned.items()):
        db.session.execute(
            update(Variant)
            .where(Variant.id == variant_id)
            .values(stock=Variant.stock + quantity)
            .execution_options(synchronize_session=False)
        )
    note_shelves(set(returned))


def note_shelves(variant_ids: set[int]) -> None:
    """Keep the products' own notes of stock and lowest price true, and public pages fresh.

    Called once all variants are changed: variants are always locked before their products.
    """
    if not variant_ids:
        return
    ids = select(Variant.product_id).where(Variant.id.in_(variant_ids)).distinct()
    own = Variant.product_id == Product.id
    for product_id in sorted(db.session.scalars(ids)):
        db.session.execute(
            update(Product)
            .where(Product.id == product_id)
            .values(
                in_stock=select(Variant.id).where(own, Variant.stock > 0).exists(),
                lowest_price_minor=select(func.min(Variant.price_minor))
                .where(own)
                .scalar_subquery(),
            )
            .execution_options(synchronize_session=False)
        )
    touch()


def touch() -> None:
    """Public pages may have changed: the catalogue's version grows."""
    grown = db.session.execute(
        update(CatalogueVersion)
        .where(CatalogueVersion.id == 1)
        .values(version=CatalogueVersion.version + 1)
        .execution_options(synchronize_session=False)
    )
    if grown.rowcount == 0:  # type: ignore[attr-defined]
        db.session.add(CatalogueVersion(id=1, version=2))
        db.session.flush()
