"""What can be put into a cart."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    String,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.catalogue.models.listings import Product
from app.extensions import Model
from app.kernel.clock import UtcDateTime


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
