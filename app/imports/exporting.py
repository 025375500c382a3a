"""A supplier's goods in the shop's own format: what goes out comes in again without loss."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.catalogue.models import Product, ProductPicture, ProductState, Variant
from app.catalogue.queries.listings import as_written, open_revision
from app.extensions import db
from app.imports import shape, writers
from app.imports.columns import OWN
from app.web import language

TOGETHER = 200


def file_of(supplier_id: int, kind: str) -> bytes:
    """Every variant that is not archived, one a row, as it is being written."""
    here = language.current()
    headers = [names[0 if here == "tr" else 1] for names in OWN.values()]
    return writers.written(kind, headers, rows(supplier_id, here))


def count(supplier_id: int) -> int:
    """How many rows the file has."""
    statement = select(func.count(Variant.id)).join(Product).where(*_own(supplier_id))
    return db.session.scalar(statement) or 0


def _own(supplier_id: int) -> tuple[Any, ...]:
    return Product.supplier_id == supplier_id, Product.state != ProductState.ARCHIVED


def rows(supplier_id: int, here: str) -> Iterator[list[str]]:
    """The cells of each variant."""
    ids = list(
        db.session.scalars(select(Product.id).where(*_own(supplier_id)).order_by(Product.id))
    )
    for start in range(0, len(ids), TOGETHER):
        products = db.session.scalars(
            select(Product)
            .where(Product.id.in_(ids[start : start + TOGETHER]))
            .order_by(Product.id)
            .options(
                selectinload(Product.texts),
                selectinload(Product.variants),
                selectinload(Product.category),
                selectinload(Product.pictures).joinedload(ProductPicture.picture),
                selectinload(Product.revisions),
            )
        )
        for product in products:
            shown = as_written(product) if open_revision(product) else product
            real = {variant.sku: variant for variant in product.variants}
            for variant in shown.variants:
                yield _cells(product, shown, real.get(variant.sku, variant), variant, here)


def _cells(
    product: Product, shown: Product, real: Variant, variant: Variant, here: str
) -> list[str]:
    """Price and stock as they are sold, everything else as it is being written."""
    said = {"group": str(product.id), "sku": variant.sku, "category": shown.category.slug}
    said["pictures"] = " | ".join(f"{p.picture.sha256[:24]}.jpg" for p in shown.pictures)
    for name in OWN:
        if name in said:
            continue
        if name in shape.PRODUCT:
            column, owner = shape.PRODUCT[name], shown
            said[name] = column.write(column.get(owner), here)
        else:
            column = shape.VARIANT[name]
            of = real if name in shape.AT_ONCE else variant
            said[name] = column.write(column.get(of), here)
    return [said[name] for name in OWN]
