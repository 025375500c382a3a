"""One product's page."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.kinds import BESIDE
from app.catalogue.models import Product, ProductPicture, ProductState
from app.extensions import db
from app.kernel.errors import NotFound
from app.suppliers.models import Supplier, SupplierState

SHOWN = (ProductState.PUBLISHED, ProductState.PAUSED, ProductState.ARCHIVED)


def product_page(product_id: int) -> Product:
    """A product with all its page shows; one that is off sale stays as a page that says so."""
    product = db.session.scalar(
        select(Product)
        .where(Product.id == product_id, Product.state.in_(SHOWN), Product.kind.not_in(BESIDE))
        .options(
            selectinload(Product.texts),
            selectinload(Product.variants),
            selectinload(Product.pictures).joinedload(ProductPicture.picture),
            selectinload(Product.supplier).selectinload(Supplier.delivery_methods),
        )
    )
    if product is None:
        raise NotFound
    return product


def supplier_by_slug(slug: str) -> Supplier:
    """An active supplier's page. Raises NotFound."""
    supplier = db.session.scalar(
        select(Supplier).where(Supplier.slug == slug, Supplier.state == SupplierState.ACTIVE)
    )
    if supplier is None:
        raise NotFound
    return supplier


def active_suppliers() -> list[Supplier]:
    """Everybody who sells here, in Turkish order."""
    return list(
        db.session.scalars(
            select(Supplier)
            .where(Supplier.state == SupplierState.ACTIVE)
            .order_by(Supplier.sort_key)
            .options(selectinload(Supplier.picture))
        )
    )
