"""Writes of the catalogue. Stock moves by conditional updates alone, in id order (rule 11)."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import select, update

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
            _note_shelf(variant_id)


def give_back(quantities: Mapping[int, int]) -> None:
    """Put so many of each variant back on the shelf."""
    for variant_id, quantity in sorted(quantities.items()):
        if quantity <= 0:
            continue
        db.session.execute(
            update(Variant)
            .where(Variant.id == variant_id)
            .values(stock=Variant.stock + quantity)
            .execution_options(synchronize_session=False)
        )
        _note_shelf(variant_id)


def _note_shelf(variant_id: int) -> None:
    """Keep the product's own note of being in stock true, and public pages fresh."""
    product_id = select(Variant.product_id).where(Variant.id == variant_id).scalar_subquery()
    any_left = (
        select(Variant.id).where(Variant.product_id == Product.id, Variant.stock > 0).exists()
    )
    db.session.execute(
        update(Product)
        .where(Product.id == product_id)
        .values(in_stock=any_left)
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
