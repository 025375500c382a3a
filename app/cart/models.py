from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Shopper
from app.catalogue.models import Variant
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CART, CITY, DRAFT, WORDS
from app.law.personal_data import personal


class Cart(Model):
    """What somebody means to buy, and how far they have got (cookie N5, 30 days).

    `draft` keeps the checkout's typed fields; `province` (plate number) is where it should go;
    `donation_minor` is given on top, of one's own will.
    """

    __tablename__ = "carts"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("shoppers.id"), unique=True)
    province: Mapped[int | None] = mapped_column(info=personal(CITY, CART))
    draft: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, info=personal(DRAFT, CART))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    donation_minor: Mapped[int] = mapped_column(default=0)

    shopper: Mapped[Shopper | None] = relationship()
    lines: Mapped[list["CartLine"]] = relationship(
        back_populates="cart", cascade="all, delete-orphan", order_by="CartLine.id"
    )


class CartLine(Model):
    """A variant and how many. `seen_price_minor` is the price last shown for it.

    `personalisation` is the typed wish, empty for plain goods; `extras` holds the variants ticked
    beside it, each with the moment of ticking (art. 19(1)).
    """

    __tablename__ = "cart_lines"
    __table_args__ = (
        CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity_sensible"),
        Index("uq_cart_lines_variant", "cart_id", "variant_id", "personalisation", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cart_id: Mapped[int] = mapped_column(ForeignKey("carts.id"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variants.id"))
    quantity: Mapped[int]
    seen_price_minor: Mapped[int]
    personalisation: Mapped[str] = mapped_column(
        String(200), default="", info=personal(WORDS, CART)
    )
    extras: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    cart: Mapped[Cart] = relationship(back_populates="lines")
    variant: Mapped[Variant] = relationship()
