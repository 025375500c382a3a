"""Lists of products, as column selects: one statement for the cards, one for the count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import aliased

from app.catalogue import search
from app.catalogue.kinds import BESIDE, ProductKind
from app.catalogue.models import (
    CatalogueVersion,
    Category,
    Product,
    ProductPicture,
    ProductState,
    ProductText,
    Variant,
)
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.media.models import Picture
from app.media.queries import PictureView, view
from app.suppliers.models import Supplier, SupplierState
from app.web import language as languages
from app.web.language import said

PER_PAGE = 24
SORTS = ("suggested", "cheapest", "dearest", "newest", "name")


@dataclass(frozen=True, slots=True)
class Card:
    """A product in a list: what a card shows, nothing else. Kuruş including VAT."""

    id: int
    name: str
    slug: str
    text_language: str
    supplier: str
    price_minor: int
    several_prices: bool
    label: str
    variant_id: int
    variants: int
    in_stock: bool
    stock: int
    cold_chain: bool
    wd_code: str
    published_at: Any
    kind: ProductKind
    deliveries: int
    starts_on: date | None
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a list."""

    cards: Sequence[Card]
    total: int
    page: int
    pages: int
    sort: str


def _cards(language: str) -> Select[Any]:
    own, turkish = aliased(ProductText), aliased(ProductText)
    first = (
        select(func.min(Variant.position))
        .where(Variant.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery()
    )
    count = (
        select(func.count(Variant.id))
        .where(Variant.product_id == Product.id)
        .correlate(Product)
        .scalar_subquery()
    )
    return (
        select(
            Product.id,
            func.coalesce(own.name, turkish.name).label("name"),
            func.coalesce(own.slug, turkish.slug).label("slug"),
            own.language.label("own_language"),
            Supplier.name.label("supplier"),
            Product.lowest_price_minor,
            Product.in_stock,
            Product.cold_chain,
            case(
                (and_(Product.wd_approved, ~Product.wd_waived), Product.wd_code), else_="none"
            ).label("wd_code"),
            Product.published_at,
            Product.kind,
            Product.deliveries,
            Variant.starts_at,
            Variant.id.label("variant_id"),
            Variant.label,
            Variant.stock,
            Variant.price_minor,
            count.label("variants"),
            ProductPicture.alt,
            ProductPicture.focus,
            Picture,
        )
        .join(Supplier, Supplier.id == Product.supplier_id)
        .join(turkish, and_(turkish.product_id == Product.id, turkish.language == "tr"))
        .outerjoin(own, and_(own.product_id == Product.id, own.language == language))
        .join(Variant, and_(Variant.product_id == Product.id, Variant.position == first))
        .outerjoin(
            ProductPicture,
            and_(ProductPicture.product_id == Product.id, ProductPicture.position == 0),
        )
        .outerjoin(Picture, Picture.id == ProductPicture.picture_id)
        .where(
            Product.state == ProductState.PUBLISHED,
            Supplier.state == SupplierState.ACTIVE,
            Product.kind.not_in(BESIDE),
        )
    )


def _card(row: Any, language: str) -> Card:
    return Card(
        id=row.id,
        name=row.name,
        slug=row.slug,
        text_language=row.own_language or languages.DEFAULT,
        supplier=row.supplier,
        price_minor=row.lowest_price_minor,
        several_prices=row.variants > 1,
        label=said(row.label, language),
        variant_id=row.variant_id,
        variants=row.variants,
        in_stock=row.in_stock,
        stock=row.stock,
        cold_chain=row.cold_chain,
        wd_code=row.wd_code,
        published_at=row.published_at,
        kind=row.kind,
        deliveries=row.deliveries,
        starts_on=clock.day_of(row.starts_at) if row.starts_at else None,
        picture=view(row.Picture, said(row.alt or {}, language), row.focus or 5),
    )


def shelf(
    language: str,
    *,
    category_ids: Sequence[int] | None = None,
    supplier_id: int | None = None,
    query: str = "",
    sort: str = "suggested",
    page: int = 1,
) -> Shelf:
    """One page of published products, filtered and sorted; pages past the end show the last."""
    statement = _cards(language)
    weights: dict[int, int] = {}
    if query:
        weights = search.matches(query, language)
        statement = statement.where(Product.id.in_(weights))
    if category_ids is not None:
        statement = statement.where(Product.category_id.in_(category_ids))
    if supplier_id is not None:
        statement = statement.where(Product.supplier_id == supplier_id)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    ordered = statement.order_by(*_order(sort if sort in SORTS else "suggested", weights))
    rows = db.session.execute(ordered.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return Shelf([_card(row, language) for row in rows], total, page, pages, sort)


def _order(sort: str, weights: dict[int, int]) -> tuple[Any, ...]:
    if sort == "cheapest":
        return (Product.lowest_price_minor, Product.id)
    if sort == "dearest":
        return (Product.lowest_price_minor.desc(), Product.id)
    if sort == "newest":
        return (Product.published_at.desc(), Product.id)
    if sort == "name":
        key = select(ProductText.sort_key).where(
            ProductText.product_id == Product.id, ProductText.language == "tr"
        )
        return (key.correlate(Product).scalar_subquery(), Product.id)
    if weights:
        best = case(weights, value=Product.id, else_=0)
        return (Product.in_stock.desc(), best.desc(), Product.id)
    return (Product.in_stock.desc(), Product.published_at.desc(), Product.id)


def newest(language: str, limit: int = 8) -> list[Card]:
    """The newest products that can be had."""
    rows = db.session.execute(
        _cards(language)
        .where(Product.in_stock)
        .order_by(Product.published_at.desc(), Product.id)
        .limit(limit)
    )
    return [_card(row, language) for row in rows]


def some_of(language: str, category_ids: Sequence[int], limit: int = 4) -> list[Card]:
    """A few products of some categories."""
    rows = db.session.execute(
        _cards(language)
        .where(Product.category_id.in_(category_ids), Product.in_stock)
        .order_by(Product.published_at.desc(), Product.id)
        .limit(limit)
    )
    return [_card(row, language) for row in rows]


def these(language: str, product_ids: Sequence[int]) -> list[Card]:
    """These products as far as they are on sale."""
    rows = db.session.execute(_cards(language).where(Product.id.in_(product_ids)))
    return [_card(row, language) for row in rows]


def categories() -> list[tuple[Category, int]]:
    """Every category with the number of products on sale in it and below it."""
    counts = dict(
        db.session.execute(
            select(Product.category_id, func.count(Product.id))
            .where(Product.state == ProductState.PUBLISHED, Product.kind.not_in(BESIDE))
            .group_by(Product.category_id)
        ).all()
    )
    found = db.session.scalars(select(Category).order_by(Category.position, Category.id)).all()
    return [
        (
            category,
            counts.get(category.id, 0)
            + sum(counts.get(c.id, 0) for c in found if c.parent_id == category.id),
        )
        for category in found
    ]


def category_by_slug(slug: str) -> Category:
    """The category at this address. Raises NotFound."""
    category = db.session.scalar(select(Category).where(Category.slug == slug))
    if category is None:
        raise NotFound
    return category


def version() -> int:
    """The catalogue's version: what every public page's ETag grows from."""
    return db.session.scalar(select(CatalogueVersion.version)) or 1
