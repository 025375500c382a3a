from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.messaging.models import Leased
from app.orders.models import Order, OrderLine


class AttemptState(StrEnum):
    STARTING = "starting"
    OPEN = "open"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    DECLINED = "declined"
    EXPIRED = "expired"
    VOIDED = "voided"


class PaymentAttempt(Model):
    """One try to pay an order at a provider. `return_hash` is the hash of its return token."""

    __tablename__ = "payment_attempts"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        Index("uq_payment_attempts_number", "order_id", "number", unique=True),
        Index("ix_payment_attempts_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    number: Mapped[int]
    provider: Mapped[str] = mapped_column(String(12))
    provider_ref: Mapped[str | None] = mapped_column(String(80), unique=True)
    pay_url: Mapped[str | None] = mapped_column(String(2000))
    return_hash: Mapped[str] = mapped_column(String(64), unique=True)
    return_cipher: Mapped[str] = mapped_column(String(200), info={"personal_data": "security"})
    state: Mapped[AttemptState] = mapped_column(default=AttemptState.STARTING)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    captured_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    captured_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship()


class CommandKind(StrEnum):
    START = "start"
    CAPTURE = "capture"
    VOID = "void"
    EXPIRE = "expire"
    REFUND = "refund"


class PaymentCommand(Leased, Model):
    """What we want of the provider, written before it is asked; its key goes with it (rule 7)."""

    __tablename__ = "payment_commands"
    __table_args__ = (Index("ix_payment_commands_open", "done_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    kind: Mapped[CommandKind] = mapped_column()
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    refund_id: Mapped[int | None] = mapped_column(ForeignKey("refunds.id"))
    outcome: Mapped[str | None] = mapped_column(String(80))

    attempt: Mapped[PaymentAttempt] = relationship()
    refund: Mapped["Refund | None"] = relationship()


class ProviderNotification(Model):
    """An event the provider told us of, kept by its id so that twice is once."""

    __tablename__ = "provider_notifications"

    event_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    provider: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(60))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    body_sha256: Mapped[str] = mapped_column(String(64))


class IncomingState(StrEnum):
    OPEN = "open"
    BOOKED = "booked"
    GIVEN_BACK = "given_back"
    SET_ASIDE = "set_aside"


class IncomingTransfer(Model):
    """Money on the operator's account, from a statement's line or by hand; kuruş, value date.

    `mark` makes the same line the same row however often its file is read. `booked_minor` counts
    towards `attempt`; what is more goes back as `back_attempt_id`.
    """

    __tablename__ = "incoming_transfers"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("booked_minor >= 0 AND booked_minor <= amount_minor", name="booked_part"),
        Index("ix_incoming_transfers_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    value_on: Mapped[date]
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    booked_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    payer: Mapped[str] = mapped_column(String(120), info={"personal_data": "identity"})
    iban_cipher: Mapped[str | None] = mapped_column(
        String(300), info={"personal_data": "bank account"}
    )
    remark: Mapped[str] = mapped_column(String(300), info={"personal_data": "content"})
    state: Mapped[IncomingState] = mapped_column(default=IncomingState.OPEN)
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    back_attempt_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_attempts.id"), index=True
    )
    note: Mapped[str] = mapped_column(String(300), default="")
    member_id: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    attempt: Mapped[PaymentAttempt | None] = relationship(foreign_keys=[attempt_id])


class RefundState(StrEnum):
    DUE = "due"
    COMPUTED = "computed"
    IBAN_ASKED = "iban_asked"
    RELEASED = "released"
    IN_PAYMENT_FILE = "in_payment_file"
    SENT = "sent"
    FAILED = "failed"
    OTHER_INSTRUMENT_ASKED = "other_instrument_asked"
    UNCLAIMED = "unclaimed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Refund(Model):
    """Money going back to who paid it, once per instrument, case and kind (machine 4.7).

    `cause` is the reference of the case (such as `R-…-1`); `due_on` the last civil day the law
    leaves (art. 12(1)), stored with `inputs`; `release_on` the day it is sent at the latest.
    `instrument`: `card:1` is the order's first payment, to which no more goes back than it
    brought; `transfer` is a bank account, for which the person is asked. `cost_minor` is what the
    person laid out; `set_off_minor` the damage agreed to in writing (C-14); `bearing` says who
    bears it in the end (5.3), frozen; `blocked` why it cannot be released yet.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint(
            "amount_minor = goods_minor + delivery_minor + interest_minor + cost_minor "
            "- set_off_minor",
            name="amount_is_sum",
        ),
        Index("uq_refunds_cause", "cause", "kind", "instrument", unique=True),
        Index("ix_refunds_state", "state", "release_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    suborder_reference: Mapped[str] = mapped_column(String(24), index=True)
    supplier_id: Mapped[int]
    cause: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20), default="withdrawal")
    instrument: Mapped[str] = mapped_column(String(12), default="card:1")
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("payment_attempts.id"))
    state: Mapped[RefundState] = mapped_column(default=RefundState.DUE)
    goods_minor: Mapped[int] = mapped_column(BigInteger)
    delivery_minor: Mapped[int] = mapped_column(BigInteger)
    interest_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    cost_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    set_off_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    notice_on: Mapped[date]
    due_on: Mapped[date]
    release_on: Mapped[date]
    inputs: Mapped[dict[str, object]] = mapped_column(JSON)
    bearing: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    value_on: Mapped[date | None]
    provider_ref: Mapped[str | None] = mapped_column(String(80))
    failures: Mapped[int] = mapped_column(default=0)
    blocked: Mapped[str | None] = mapped_column(String(120))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    iban_cipher: Mapped[str | None] = mapped_column(
        String(300), info={"personal_data": "bank account"}
    )
    holder: Mapped[str | None] = mapped_column(String(120), info={"personal_data": "identity"})
    iban_given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship()
    attempt: Mapped[PaymentAttempt | None] = relationship()
    lines: Mapped[list["RefundLine"]] = relationship(
        back_populates="refund", cascade="all, delete-orphan", order_by="RefundLine.id"
    )

    @property
    def by_transfer(self) -> bool:
        """Whether it goes to a bank account instead of back to the card."""
        return self.instrument == "transfer"

    @property
    def principal_minor(self) -> int:
        """What had been paid and goes back; the rest is added on top (interest, outlays)."""
        return self.goods_minor + self.delivery_minor


class PaymentFile(Model):
    """Transfers handed to the bank in one file; `made_on` is the civil day its sums are for."""

    __tablename__ = "payment_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    made_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    member_id: Mapped[int]

    lines: Mapped[list["PaymentFileLine"]] = relationship(
        cascade="all, delete-orphan", order_by="PaymentFileLine.id"
    )


class PaymentFileLine(Model):
    """One transfer of a file, as it was handed over: account, holder, kuruş."""

    __tablename__ = "payment_file_lines"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("payment_files.id"), index=True)
    refund_id: Mapped[int] = mapped_column(ForeignKey("refunds.id"), index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    iban_cipher: Mapped[str] = mapped_column(String(300), info={"personal_data": "bank account"})
    holder: Mapped[str] = mapped_column(String(120), info={"personal_data": "identity"})
    outcome: Mapped[str | None] = mapped_column(String(12))

    refund: Mapped["Refund"] = relationship()


class RefundLine(Model):
    """What of a refund is for which line: pieces, goods in kuruş, the commission that falls."""

    __tablename__ = "refund_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    refund_id: Mapped[int] = mapped_column(ForeignKey("refunds.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    quantity: Mapped[int]
    goods_minor: Mapped[int] = mapped_column(BigInteger)
    commission_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    commission_vat_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    bearer: Mapped[str] = mapped_column(String(12))

    refund: Mapped[Refund] = relationship(back_populates="lines")
    order_line: Mapped[OrderLine] = relationship()
