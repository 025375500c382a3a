"""Shipments: parcels, what their carriers say of them, and their receipt (machine 4.5)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import DELIVERY_PROOF, ORDER
from app.law.personal_data import personal
from app.orders.models.suborders import OrderLine, SubOrder


class ShipmentState(StrEnum):
    HANDED_OVER = "handed_over"
    IN_TRANSIT = "in_transit"
    AT_BRANCH = "at_branch"
    DELIVERED = "delivered"
    REFUSED = "refused_at_door"
    COMING_BACK = "coming_back"
    RETURNED = "returned"
    LOST = "lost"


class Shipment(Model):
    """A parcel on its way to the shopper (machine 4.5, outbound).

    `last_scan_at` is the carrier's last word. `ended_at`: the parcel is no longer owed, because it
    was replaced or its price goes back; what becomes of it touches no line any more. `turned_on`
    and `turned_why` (refused, uncollected, withdrawn, ended) say since when it comes back.
    """

    __tablename__ = "shipments"

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    carrier: Mapped[str] = mapped_column(String(80))
    tracking_number: Mapped[str | None] = mapped_column(
        String(60), info=personal(DELIVERY_PROOF, ORDER)
    )
    tracking_url: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[ShipmentState] = mapped_column(default=ShipmentState.HANDED_OVER)
    handed_over_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_scan_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turn_back_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turned_on: Mapped[date | None]
    turned_why: Mapped[str | None] = mapped_column(String(12))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    damage_report: Mapped[str | None] = mapped_column(
        String(60), info=personal(DELIVERY_PROOF, ORDER)
    )
    damaged: Mapped[bool] = mapped_column(default=False)

    suborder: Mapped[SubOrder] = relationship(back_populates="shipments")
    lines: Mapped[list["ShipmentLine"]] = relationship(cascade="all, delete-orphan")
    receipts: Mapped[list["ReceiptEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="ReceiptEvent.id"
    )
    events: Mapped[list["CarrierEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="CarrierEvent.at, CarrierEvent.id"
    )
    lots: Mapped[list["PackedLot"]] = relationship(
        cascade="all, delete-orphan", order_by="PackedLot.id"
    )


class ShipmentLine(Model):
    """How many of a line are in a parcel; of a piece in several parts, how many parts of each."""

    __tablename__ = "shipment_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    quantity: Mapped[int]
    parts: Mapped[int | None]

    line: Mapped[OrderLine] = relationship()

    @property
    def units(self) -> int:
        """Parts in the parcel: pieces times parts of each."""
        return self.quantity * (self.parts or self.line.parts_count)


class PackedLot(Model):
    """A lot from which a line in a parcel was packed, and its use-by day (FD-2).

    One line may come from several lots. `lot` is as written, `lot_key` as lots are compared.
    Without a lot number the use-by day names the lot.
    """

    __tablename__ = "packed_lots"
    __table_args__ = (Index("ix_packed_lots_lot_key", "lot_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    lot: Mapped[str] = mapped_column(String(40))
    lot_key: Mapped[str] = mapped_column(String(40))
    use_by: Mapped[date | None]

    line: Mapped[OrderLine] = relationship()


class CarrierEvent(Model):
    """What a carrier says of a parcel, once, by whichever way it reached us (machine 4.5).

    `key` is made of parcel, kind and moment: the same word twice is one row. `source`: form, csv,
    adapter, demo or timer.
    """

    __tablename__ = "carrier_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(8))
    to_whom: Mapped[str | None] = mapped_column(String(12), info=personal(DELIVERY_PROOF, ORDER))
    proof: Mapped[str | None] = mapped_column(String(120), info=personal(DELIVERY_PROOF, ORDER))
    file: Mapped[str | None] = mapped_column(String(80), info=personal(DELIVERY_PROOF, ORDER))
    reason: Mapped[str | None] = mapped_column(String(300), info=personal(DELIVERY_PROOF, ORDER))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(40))


class ReceiptSource(StrEnum):
    CARRIER = "carrier"
    SHOPPER = "shopper"
    COLLECTION = "collection"


class ReceiptEvent(Model):
    """Somebody says that a parcel reached the shopper, and on which civil day (DC-9.2.g)."""

    __tablename__ = "receipt_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), index=True)
    source: Mapped[ReceiptSource] = mapped_column()
    received_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(40))
    proof: Mapped[str | None] = mapped_column(String(120), info=personal(DELIVERY_PROOF, ORDER))
    disputed: Mapped[bool] = mapped_column(default=False)
