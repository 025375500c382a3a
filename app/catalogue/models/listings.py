"""A listing and what is said of it in each language."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.kinds import ProductKind
from app.catalogue.models.categories import Category
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.suppliers.models import Supplier

if TYPE_CHECKING:
    from app.catalogue.models.files import DigitalFile
    from app.catalogue.models.pictures import ProductPicture
    from app.catalogue.models.revisions import ListingRevision
    from app.catalogue.models.variants import Variant


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
