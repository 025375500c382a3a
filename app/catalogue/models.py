from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.catalogue.kinds import ProductKind, Scope
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.media.models import Picture
from app.suppliers.models import Supplier


class Category(Model):
    """A shelf of the shop. `texts` holds `{language: {"name": …, "slug": …, "lead": …}}`.

    `scope` says whether the regulation covers what stands here, `excluded_kind` which of its
    twelve kinds (art. 2, key of `law.scope`) keeps it out; `wd_preset` is the exemption that
    fits its goods by nature (HR-15); `food_preset` says which food facts are asked (FD-1).
    """

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id"))
    scope: Mapped[Scope] = mapped_column(default=Scope.IN)
    excluded_kind: Mapped[str | None] = mapped_column(String(4))
    wd_preset: Mapped[str] = mapped_column(String(4), default="none")
    food_preset: Mapped[str] = mapped_column(String(12), default="none")

    parent: Mapped["Category | None"] = relationship(remote_side=[id])
    picture: Mapped[Picture | None] = relationship()


class ProductState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    PUBLISHED = "published"
    PAUSED = "paused"
    BLOCKED = "blocked"
    ARCHIVED = "archived"


class Product(Model):
    """A listing: what is sold, by whom, and what the law asks to say of it (art. 5(1)).

    `wd_code` is the exemption of art. 15 (`none`: full right); it counts once approved.
    `parts_count`: parcels of one good; `deliveries`: how often a box comes, every
    `interval_months`, the price being that of one delivery; `dated_kind`: what a dated
    experience is in law; `personal_most`: letters of a personal wish (0: none is taken);
    `party`: whose contract it is, where not the supplier's (`name`, `address`, `phone`, `email`).
    `food`: its food facts (`catalogue.food`); `version` grows with every change by a person.
    `lowest_price_minor` and `in_stock` are kept beside for lists and sorting.
    """

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("lead_days BETWEEN 1 AND 30", name="lead_at_most_30"),
        CheckConstraint("parts_count >= 1", name="parts_at_least_one"),
        CheckConstraint("deliveries BETWEEN 1 AND 24", name="deliveries_limited"),
        Index("ix_products_shelf", "state", "category_id", "published_at", "id"),
        Index("ix_products_supplier", "supplier_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    state: Mapped[ProductState] = mapped_column(default=ProductState.DRAFT)
    kind: Mapped[ProductKind] = mapped_column(default=ProductKind.GOODS)
    version: Mapped[int] = mapped_column(default=1)
    vat_bp: Mapped[int]
    lead_days: Mapped[int]
    wd_code: Mapped[str] = mapped_column(String(4), default="none")
    wd_approved: Mapped[bool] = mapped_column(default=False)
    wd_waived: Mapped[bool] = mapped_column(default=False)
    cold_chain: Mapped[bool] = mapped_column(default=False)
    shelf_life_days: Mapped[int | None]
    deposit_minor: Mapped[int] = mapped_column(default=0)
    parts_count: Mapped[int] = mapped_column(default=1)
    deliveries: Mapped[int] = mapped_column(default=1)
    interval_months: Mapped[int] = mapped_column(default=1)
    dated_kind: Mapped[str | None] = mapped_column(String(16))
    personal_most: Mapped[int] = mapped_column(default=0)
    authorised_install: Mapped[bool] = mapped_column(default=False)
    party: Mapped[dict[str, str] | None] = mapped_column(JSON)
    food: Mapped[dict[str, object] | None] = mapped_column(JSON)
    lowest_price_minor: Mapped[int] = mapped_column(default=0)
    in_stock: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    blocked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    blocked_words: Mapped[str] = mapped_column(String(1000), default="")

    supplier: Mapped[Supplier] = relationship()
    category: Mapped[Category] = relationship()
    texts: Mapped[list["ProductText"]] = relationship(
        back_populates="product", cascade="all, delete-orphan"
    )
    variants: Mapped[list["Variant"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="Variant.position"
    )
    pictures: Mapped[list["ProductPicture"]] = relationship(
        back_populates="product",
        cascade="all, delete-orphan",
        order_by="ProductPicture.position",
    )
    files: Mapped[list["DigitalFile"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="DigitalFile.id"
    )
    revisions: Mapped[list["ListingRevision"]] = relationship(
        back_populates="product", order_by="ListingRevision.number"
    )


class RevisionState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    DROPPED = "dropped"


class ListingRevision(Model):
    """A version of a listing's legal content, as data: proposed, then approved or sent back.

    `content` is `catalogue.content.Content`; `wd_approved`: the reviewer's own word on the
    exemption (None: not yet said); `words`: what the reviewer asked, or why it was rejected.
    """

    __tablename__ = "listing_revisions"
    __table_args__ = (UniqueConstraint("product_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    number: Mapped[int]
    state: Mapped[RevisionState] = mapped_column(index=True)
    content: Mapped[dict[str, object]] = mapped_column(JSON)
    wd_approved: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(1000), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    product: Mapped[Product] = relationship(back_populates="revisions")


class Offer(Model):
    """An extra or a warranty that may be bought with a good: always of the buyer's own will."""

    __tablename__ = "offers"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    extra_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class DigitalFile(Model):
    """What a digital product delivers: the file's bytes lie in storage under their hash (DC-20.3).

    A new version is a new row; a buyer gets the newest. `scan` says what the look into it found.
    """

    __tablename__ = "digital_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(60))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    version: Mapped[str] = mapped_column(String(20))
    scan: Mapped[str] = mapped_column(String(120))
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)

    product: Mapped[Product] = relationship(back_populates="files")


class ProductText(Model):
    """What is said of a product in one language. `qualities` is a list of [label, value].

    `personal_prompt` asks for the personal wish; `protection` and `compatibility` are items ı and
    i of art. 5(1) for digital content; `place` is where an experience happens; `entered_by`: SU
    where the supplier wrote it, OP where the platform translated it and answers for it alone.
    """

    __tablename__ = "product_texts"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    sort_key: Mapped[str] = mapped_column(String(240))
    slug: Mapped[str] = mapped_column(String(160))
    lead: Mapped[str] = mapped_column(String(400), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    qualities: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    personal_prompt: Mapped[str] = mapped_column(String(160), default="")
    protection: Mapped[str] = mapped_column(String(300), default="")
    compatibility: Mapped[str] = mapped_column(String(300), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    entered_by: Mapped[str] = mapped_column(String(2), default="SU")

    product: Mapped[Product] = relationship(back_populates="texts")


class Variant(Model):
    """What can be put into a cart: an amount of a product with its own price and stock.

    `price_minor` includes VAT; `stock` may still be promised (of an experience: its places, of a
    box: single deliveries); at `low_at` and below the maker is told; `label` is
    `{language: text}`; `starts_at`: when it happens; `sku` is the supplier's own; `weight_g`:
    what a piece weighs packed, for the carrier (none: its net amount).
    """

    __tablename__ = "variants"
    __table_args__ = (
        CheckConstraint("price_minor > 0", name="price_positive"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        UniqueConstraint("supplier_id", "sku"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    sku: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[dict[str, str]] = mapped_column(JSON)
    net_amount: Mapped[int | None]
    net_unit: Mapped[str | None] = mapped_column(String(8))
    weight_g: Mapped[int | None]
    price_minor: Mapped[int]
    stock: Mapped[int]
    low_at: Mapped[int] = mapped_column(default=4)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    product: Mapped[Product] = relationship(back_populates="variants")


@event.listens_for(Variant, "before_insert")
def _belongs_to_its_products_supplier(
    _mapper: Mapper[Variant], _connection: Connection, variant: Variant
) -> None:
    variant.supplier_id = variant.product.supplier_id


class ProductPicture(Model):
    """A picture's place on a product's page. `alt` is `{language: text}`; `focus` one of nine."""

    __tablename__ = "product_pictures"
    __table_args__ = (CheckConstraint("focus BETWEEN 1 AND 9", name="focus_of_nine"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    position: Mapped[int] = mapped_column(default=0)
    alt: Mapped[dict[str, str]] = mapped_column(JSON)
    focus: Mapped[int] = mapped_column(default=5)

    product: Mapped[Product] = relationship(back_populates="pictures")
    picture: Mapped[Picture] = relationship()


FOLDED = String(60).with_variant(String(60, collation="C"), "postgresql")


class SearchWord(Model):
    """One folded word of a product's texts, for search by prefix on both databases alike.

    `weight`: 3 name, 2 supplier, category or stem of the name, 1 any other text.
    """

    __tablename__ = "search_words"
    __table_args__ = (Index("ix_search_words_word", "language", "word", "product_id"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    word: Mapped[str] = mapped_column(FOLDED, primary_key=True)
    weight: Mapped[int]


class CatalogueVersion(Model):
    """One number that grows with every change a public page could show: the root of all ETags."""

    __tablename__ = "catalogue_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
