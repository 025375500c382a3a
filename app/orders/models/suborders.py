"""Sub-orders: one contract with one supplier each, with its lines."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.kinds import TRAVELS, ProductKind
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import NAME, ORDER, PURCHASE, SECRETS, SELLER, WORDS
from app.law.personal_data import personal
from app.orders.models.orders import Order
from app.suppliers.models import Supplier

if TYPE_CHECKING:
    from app.orders.models.endings import Ending
    from app.orders.models.setbacks import Setback
    from app.orders.models.shipments import Shipment


class SubOrderState(StrEnum):
    NEW = "new"
    PREPARING = "preparing"
    READY = "ready"
    PARTLY_DISPATCHED = "partly_dispatched"
    DISPATCHED = "dispatched"
    PARTLY_DELIVERED = "partly_delivered"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    IMPOSSIBLE = "impossible"
    TERMINATED = "terminated"
    COMING_BACK = "coming_back"
    RETURNED = "returned"


class SubOrder(Model):
    """What one supplier owes of an order: the subject of one distance contract (machine 4.4).

    `seller` and `delivery` are snapshots as shown before the order (art. 5(2)); `promised_by` and
    `latest_by` are civil days, counted from the order button (art. 16); `agreed_by` is a later day
    to which the shopper agreed, and moves neither. `named_receiver` is the third person (or the
    locker) whom the shopper named to receive the goods (art. 9(2)). `delivery_bands` is the fee by
    weight that held at the order ([[grams or none, kuruş], …]; empty: the tariff for every weight),
    which what is kept goes on paying (C-24). `last_day` to withdraw is kept
    with the facts it was computed from; `orders.periods` says when it gives way.
    """

    __tablename__ = "suborders"
    __table_args__ = (
        Index("uq_suborders_order_position", "order_id", "position", unique=True),
        Index("ix_suborders_supplier_state", "supplier_id", "state"),
        CheckConstraint("delivery_minor >= 0", name="delivery_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    supplier_id: Mapped[int] = mapped_column(
        ForeignKey("suppliers.id"), info=personal(SELLER, ORDER)
    )
    state: Mapped[SubOrderState] = mapped_column(default=SubOrderState.NEW)
    seller: Mapped[dict[str, object]] = mapped_column(JSON, info=personal(SELLER, ORDER))
    delivery: Mapped[dict[str, object]] = mapped_column(JSON)
    delivery_kind: Mapped[str] = mapped_column(String(12), default="carrier")
    delivery_minor: Mapped[int]
    delivery_vat_bp: Mapped[int]
    delivery_free_from_minor: Mapped[int | None]
    delivery_tariff_minor: Mapped[int]
    delivery_bands: Mapped[list[list[int | None]]] = mapped_column(JSON, default=list)
    lead_days: Mapped[int]
    promised_by: Mapped[date | None]
    latest_by: Mapped[date | None]
    agreed_by: Mapped[date | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dispatched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    collection_cipher: Mapped[str | None] = mapped_column(
        String(200), info=personal(SECRETS, ORDER)
    )
    collection_hash: Mapped[str | None] = mapped_column(String(64), info=personal(SECRETS, ORDER))
    named_receiver: Mapped[str | None] = mapped_column(String(120), info=personal(NAME, ORDER))
    not_binding: Mapped[bool] = mapped_column(default=False)
    informed_on: Mapped[date | None]
    last_day: Mapped[date | None]
    last_day_inputs: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

    order: Mapped[Order] = relationship(back_populates="suborders")
    supplier: Mapped[Supplier] = relationship()
    lines: Mapped[list["OrderLine"]] = relationship(
        back_populates="suborder", cascade="all, delete-orphan", order_by="OrderLine.position"
    )
    shipments: Mapped[list["Shipment"]] = relationship(
        back_populates="suborder", cascade="all, delete-orphan", order_by="Shipment.id"
    )
    endings: Mapped[list["Ending"]] = relationship(back_populates="suborder", order_by="Ending.id")
    setbacks: Mapped[list["Setback"]] = relationship(
        back_populates="suborder", order_by="Setback.id"
    )


class OrderLine(Model):
    """So many of one thing at one price, as it was shown (art. 5(2)).

    ordered = kept + cancelled + returning + returned, for every line and at every moment.
    `cancelled` counts pieces that never come, whatever the reason. A piece may travel in
    `parts_count` parts (art. 9(3)(b)); `dispatched` and `received` count whole pieces.
    `snapshot`: name, variant label, qualities, picture, unit, wd disclosure, per language.
    A box's pieces are its deliveries. `parent`: the line an extra or a warranty was bought with.
    `asked_at`: the buyer asked for performance within the period; `performed_at`: downloaded, or
    begun; `weight_g`: of one piece, as it was when ordered; `consent_checked`: the nightly look
    found the buyer's own word for an extra (art. 19).
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("ordered > 0", name="ordered_positive"),
        CheckConstraint(
            "cancelled >= 0 AND being_returned >= 0 AND returned >= 0 "
            "AND cancelled + being_returned + returned <= ordered",
            name="never_more_than_ordered",
        ),
        CheckConstraint(
            "dispatched >= 0 AND received >= 0 AND received <= dispatched "
            "AND dispatched <= ordered",
            name="received_after_dispatched",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    position: Mapped[int]
    product_id: Mapped[int]
    variant_id: Mapped[int] = mapped_column(index=True, info=personal(PURCHASE, ORDER))
    sku: Mapped[str] = mapped_column(String(40))
    snapshot: Mapped[dict[str, object]] = mapped_column(JSON, info=personal(PURCHASE, ORDER))
    unit_price_minor: Mapped[int] = mapped_column(info=personal(PURCHASE, ORDER))
    vat_bp: Mapped[int]
    weight_g: Mapped[int] = mapped_column(default=0)
    wd_code: Mapped[str] = mapped_column(String(4), default="none")
    parts_count: Mapped[int] = mapped_column(default=1)
    ordered: Mapped[int] = mapped_column(info=personal(PURCHASE, ORDER))
    cancelled: Mapped[int] = mapped_column(default=0)
    returning: Mapped[int] = mapped_column("being_returned", default=0)
    returned: Mapped[int] = mapped_column(default=0)
    dispatched: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    received_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    kind: Mapped[ProductKind] = mapped_column(default=ProductKind.GOODS)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"), index=True)
    personalisation: Mapped[str] = mapped_column(
        String(200), default="", info=personal(WORDS, ORDER)
    )
    deliveries: Mapped[int] = mapped_column(default=1)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    performed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_checked: Mapped[bool] = mapped_column(default=False)

    suborder: Mapped[SubOrder] = relationship(back_populates="lines")
    parent: Mapped["OrderLine | None"] = relationship(remote_side=[id], back_populates="followers")
    followers: Mapped[list["OrderLine"]] = relationship(
        back_populates="parent", order_by="OrderLine.position"
    )

    @property
    def kept(self) -> int:
        """What the shopper still keeps or still expects."""
        return self.ordered - self.cancelled - self.returning - self.returned

    @property
    def travels(self) -> bool:
        """Whether a parcel carries it; the rest is downloaded, happens, or goes with another."""
        return self.kind in TRAVELS


class AncillaryContract(Model):
    """A contract that stands and falls with a line (art. 4(1)(i), art. 14), and whose it is.

    `party`: name, address, telephone, e-mail of the third party as shown before the order.
    """

    __tablename__ = "ancillary_contracts"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), unique=True)
    party: Mapped[dict[str, str]] = mapped_column(JSON)
    ended_on: Mapped[date | None]
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    line: Mapped[OrderLine] = relationship(foreign_keys=[line_id])
    parent_line: Mapped[OrderLine] = relationship(foreign_keys=[parent_line_id])


class Download(Model):
    """A file was delivered: which, in which version, when (DC-20.3)."""

    __tablename__ = "downloads"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
