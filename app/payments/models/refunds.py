"""Money going back (machine 4.7)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import IBAN, NAME, REFUND
from app.law.personal_data import personal
from app.orders.models import Order, OrderLine
from app.payments.models.attempts import PaymentAttempt


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
    brought; `transfer` is a bank account, for which the person is asked (`transfer:1`: instead of
    that card, beside what went to an account anyway). `cost_minor` is what the
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
    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, REFUND))
    holder: Mapped[str | None] = mapped_column(String(120), info=personal(NAME, REFUND))
    iban_given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship()
    attempt: Mapped[PaymentAttempt | None] = relationship()
    lines: Mapped[list["RefundLine"]] = relationship(
        back_populates="refund", cascade="all, delete-orphan", order_by="RefundLine.id"
    )

    @property
    def by_transfer(self) -> bool:
        """Whether it goes to a bank account instead of back to the card."""
        return self.instrument.startswith("transfer")

    @property
    def principal_minor(self) -> int:
        """What had been paid and goes back; the rest is added on top (interest, outlays)."""
        return self.goods_minor + self.delivery_minor


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
