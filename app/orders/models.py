from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Shopper
from app.catalogue.kinds import TRAVELS, ProductKind
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.suppliers.models import Supplier


class OrderState(StrEnum):
    REVIEWING = "reviewing"
    INFO_CONFIRMED = "info_confirmed"
    LAPSED = "lapsed"
    PAYMENT_PENDING = "payment_pending"
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
    email: Mapped[str] = mapped_column(String(254), info={"personal_data": "contact"})
    email_key: Mapped[str] = mapped_column(String(254), info={"personal_data": "contact"})
    name: Mapped[str] = mapped_column(String(120), info={"personal_data": "identity"})
    phone: Mapped[str] = mapped_column(String(20), info={"personal_data": "contact"})
    province: Mapped[str] = mapped_column(String(40), info={"personal_data": "contact"})
    district: Mapped[str] = mapped_column(String(60), info={"personal_data": "contact"})
    street: Mapped[str] = mapped_column(String(300), info={"personal_data": "contact"})
    postcode: Mapped[str | None] = mapped_column(String(5), info={"personal_data": "contact"})
    note: Mapped[str | None] = mapped_column(String(500), info={"personal_data": "free text"})
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
    hold_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    formed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stock_held: Mapped[bool] = mapped_column(default=False)
    arrival_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    shopper: Mapped[Shopper | None] = relationship()
    suborders: Mapped[list["SubOrder"]] = relationship(
        back_populates="order", cascade="all, delete-orphan", order_by="SubOrder.position"
    )


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
    locker) whom the shopper named to receive the goods (art. 9(2)). `last_day` to withdraw is kept
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
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    state: Mapped[SubOrderState] = mapped_column(default=SubOrderState.NEW)
    seller: Mapped[dict[str, object]] = mapped_column(JSON)
    delivery: Mapped[dict[str, object]] = mapped_column(JSON)
    delivery_kind: Mapped[str] = mapped_column(String(12), default="carrier")
    delivery_minor: Mapped[int]
    delivery_vat_bp: Mapped[int]
    delivery_free_from_minor: Mapped[int | None]
    delivery_tariff_minor: Mapped[int]
    lead_days: Mapped[int]
    promised_by: Mapped[date | None]
    latest_by: Mapped[date | None]
    agreed_by: Mapped[date | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dispatched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    collection_code: Mapped[str | None] = mapped_column(
        String(6), info={"personal_data": "security"}
    )
    named_receiver: Mapped[str | None] = mapped_column(
        String(120), info={"personal_data": "identity"}
    )
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
    begun; `consent_checked`: the nightly look found the buyer's own word for an extra (art. 19).
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
    variant_id: Mapped[int] = mapped_column(index=True)
    sku: Mapped[str] = mapped_column(String(40))
    snapshot: Mapped[dict[str, object]] = mapped_column(JSON)
    unit_price_minor: Mapped[int]
    vat_bp: Mapped[int]
    wd_code: Mapped[str] = mapped_column(String(4), default="none")
    parts_count: Mapped[int] = mapped_column(default=1)
    ordered: Mapped[int]
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
        String(200), default="", info={"personal_data": "free text"}
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
    tracking_number: Mapped[str | None] = mapped_column(String(60))
    tracking_url: Mapped[str | None] = mapped_column(String(300))
    state: Mapped[ShipmentState] = mapped_column(default=ShipmentState.HANDED_OVER)
    handed_over_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_scan_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turn_back_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    turned_on: Mapped[date | None]
    turned_why: Mapped[str | None] = mapped_column(String(12))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    damage_report: Mapped[str | None] = mapped_column(String(60))
    damaged: Mapped[bool] = mapped_column(default=False)

    suborder: Mapped[SubOrder] = relationship(back_populates="shipments")
    lines: Mapped[list["ShipmentLine"]] = relationship(cascade="all, delete-orphan")
    receipts: Mapped[list["ReceiptEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="ReceiptEvent.id"
    )
    events: Mapped[list["CarrierEvent"]] = relationship(
        cascade="all, delete-orphan", order_by="CarrierEvent.at, CarrierEvent.id"
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
    to_whom: Mapped[str | None] = mapped_column(String(12))
    proof: Mapped[str | None] = mapped_column(String(120), info={"personal_data": "identity"})
    file: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(String(300), info={"personal_data": "free text"})
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
    proof: Mapped[str | None] = mapped_column(String(120))
    disputed: Mapped[bool] = mapped_column(default=False)


class OrderLink(Model):
    """A link in a message that opens one order without a log-in; stored hashed, can be revoked."""

    __tablename__ = "order_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Ending(Model):
    """Pieces that will never come, for a reason that is no withdrawal, under a number of its own.

    `cause`: cancellation, termination, impossibility, lost, damaged, uncollected, stock_out. The
    money is owed from `notice_on`; `learned_on`, `code` and `proof` belong to an impossibility, and
    `breach` says that the shopper was told too late (art. 16(4)).
    """

    __tablename__ = "endings"

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    cause: Mapped[str] = mapped_column(String(16))
    notice_on: Mapped[date]
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    learned_on: Mapped[date | None]
    told_by: Mapped[date | None]
    breach: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None] = mapped_column(String(24))
    words: Mapped[str | None] = mapped_column(String(1000), info={"personal_data": "free text"})
    proof: Mapped[str | None] = mapped_column(String(80))

    suborder: Mapped[SubOrder] = relationship(back_populates="endings")
    lines: Mapped[list["EndingLine"]] = relationship(cascade="all, delete-orphan")


class EndingLine(Model):
    """How many pieces of a line an ending took."""

    __tablename__ = "ending_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    ending_id: Mapped[int] = mapped_column(ForeignKey("endings.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    quantity: Mapped[int]

    line: Mapped[OrderLine] = relationship()


class SetbackKind(StrEnum):
    LOST = "lost"
    DAMAGED = "damaged"
    UNCOLLECTED = "uncollected"
    STOCK_OUT = "stock_out"
    CANCELLATION = "cancellation"


class Setback(Model):
    """Something went wrong on the seller's side, and the shopper has the word (arts 16(4), 17).

    `choice` is empty until it is made: resend, refund, wait, substitute, end, agree, keep; or
    arrived, found, turned when the parcel itself gave the answer. Silence means a refund for what
    was lost on the way, and nothing where the seller asks a favour. `words` is the seller's offer.
    """

    __tablename__ = "setbacks"
    __table_args__ = (Index("ix_setbacks_choice_answer", "choice", "answer_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[SetbackKind] = mapped_column()
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_by: Mapped[date | None]
    words: Mapped[str | None] = mapped_column(String(1000), info={"personal_data": "free text"})
    new_day: Mapped[date | None]
    choice: Mapped[str | None] = mapped_column(String(12))
    chosen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    suborder: Mapped[SubOrder] = relationship(back_populates="setbacks")
    shipment: Mapped[Shipment | None] = relationship()
    lines: Mapped[list["SetbackLine"]] = relationship(cascade="all, delete-orphan")


class SetbackLine(Model):
    """How many pieces of a line a setback concerns."""

    __tablename__ = "setback_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    setback_id: Mapped[int] = mapped_column(ForeignKey("setbacks.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    quantity: Mapped[int]

    line: Mapped[OrderLine] = relationship()
