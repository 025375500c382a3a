"""Orders: one button, one payment, one or more contracts; and the links that open them."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Shopper
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import ADDRESS, CITY, EMAIL, NAME, ORDER, PHONE, WORDS
from app.law.personal_data import personal

if TYPE_CHECKING:
    from app.orders.models.invoice_parties import InvoiceParty
    from app.orders.models.suborders import SubOrder


class OrderState(StrEnum):
    REVIEWING = "reviewing"
    INFO_CONFIRMED = "info_confirmed"
    LAPSED = "lapsed"
    PAYMENT_PENDING = "payment_pending"
    AWAITING_TRANSFER = "awaiting_transfer"
    NOT_FORMED = "not_formed"
    FORMED = "formed"
    CLOSED = "closed"


class Order(Model):
    """One shopper's purchase, of one or more suppliers, paid once (machine 4.3).

    It exists from the moment the pre-contract information is shown; a contract exists from
    `formed_at`. Amounts are kuruş including VAT; `goods_minor` is the sum of all lines, extras
    among them; `donation_minor` lies outside VAT and outside every period. `information_sha256` is
    the hash of the document that is confirmed; `hold_until` ends the promise of stock and price.
    """

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(
            "total_minor = goods_minor + delivery_minor + donation_minor", name="total_is_sum"
        ),
        CheckConstraint("donation_minor >= 0", name="donation_not_negative"),
        CheckConstraint("total_minor >= 0", name="total_not_negative"),
        Index("ix_orders_state_hold", "state", "hold_until"),
        Index("ix_orders_email_key", "email_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[OrderState] = mapped_column(default=OrderState.REVIEWING)
    language: Mapped[str] = mapped_column(String(2))
    cart_id: Mapped[int | None] = mapped_column(index=True)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("shoppers.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, ORDER))
    email_key: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, ORDER))
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, ORDER))
    phone: Mapped[str] = mapped_column(String(20), info=personal(PHONE, ORDER))
    province: Mapped[str] = mapped_column(String(40), info=personal(CITY, ORDER))
    district: Mapped[str] = mapped_column(String(60), info=personal(CITY, ORDER))
    street: Mapped[str] = mapped_column(String(300), info=personal(ADDRESS, ORDER))
    postcode: Mapped[str | None] = mapped_column(String(5), info=personal(ADDRESS, ORDER))
    note: Mapped[str | None] = mapped_column(String(500), info=personal(WORDS, ORDER))
    payment_means: Mapped[str] = mapped_column(String(12), default="card")
    currency: Mapped[str] = mapped_column(String(3), default="TRY")
    goods_minor: Mapped[int] = mapped_column(BigInteger)
    delivery_minor: Mapped[int] = mapped_column(BigInteger)
    donation_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    donation_checked: Mapped[bool] = mapped_column(default=False)
    total_minor: Mapped[int] = mapped_column(BigInteger)
    rule_set: Mapped[str] = mapped_column(String(8))
    terms: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    information_sha256: Mapped[str] = mapped_column(String(64))
    information_valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    means: Mapped[str] = mapped_column(String(10), default="card")
    hold_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    formed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stock_held: Mapped[bool] = mapped_column(default=False)
    arrival_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    shopper: Mapped[Shopper | None] = relationship()
    invoice_party: Mapped["InvoiceParty | None"] = relationship(back_populates="order")
    suborders: Mapped[list["SubOrder"]] = relationship(
        back_populates="order", cascade="all, delete-orphan", order_by="SubOrder.position"
    )


class OrderLink(Model):
    """A link in a message that opens one order without a log-in; stored hashed, can be revoked."""

    __tablename__ = "order_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
