from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.orders.models import Order, OrderLine, SubOrder


class StatementState(StrEnum):
    MATCHED = "matched"
    UNMATCHED = "unmatched"
    PARKED = "parked"


class Statement(Model):
    """Somebody declares to withdraw: one number `R-…`, one notice time, whatever comes of it.

    `sent_at` is when it left the shopper (art. 11(1)), `received_at` when it reached us (the clock
    of art. 12(1)). `key` makes the same statement twice one statement. `order_text`, `goods_text`
    and `message` are as typed.
    """

    __tablename__ = "statements"
    __table_args__ = (Index("ix_statements_state", "state", "received_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[StatementState] = mapped_column()
    channel: Mapped[str] = mapped_column(String(12), default="form")
    language: Mapped[str] = mapped_column(String(2))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info={"personal_data": "identity"})
    email: Mapped[str] = mapped_column(String(254), info={"personal_data": "contact"})
    order_text: Mapped[str] = mapped_column(String(120), info={"personal_data": "contract"})
    goods_text: Mapped[str] = mapped_column(Text, default="", info={"personal_data": "free text"})
    message: Mapped[str] = mapped_column(Text, default="", info={"personal_data": "free text"})
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str | None] = mapped_column(String(40))
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)

    order: Mapped[Order | None] = relationship()
    withdrawals: Mapped[list["Withdrawal"]] = relationship(
        back_populates="statement", order_by="Withdrawal.position"
    )


class WithdrawalState(StrEnum):
    ACCEPTED = "accepted"
    PENDING_REFUSAL = "pending_refusal"
    REFUSED = "refused"


class Withdrawal(Model):
    """The right used against one contract: case `R-…-1` of a statement (machine 4.6.1).

    `last_day` is the computed end of the period with its `inputs` (null: still open);
    `decide_by` the day by which a proposed refusal must be confirmed, else it is accepted.
    """

    __tablename__ = "withdrawals"
    __table_args__ = (
        Index("uq_withdrawals_position", "statement_id", "position", unique=True),
        Index("ix_withdrawals_state", "state", "decide_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(24), unique=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    state: Mapped[WithdrawalState] = mapped_column()
    last_day: Mapped[date | None]
    inputs: Mapped[dict[str, object]] = mapped_column(JSON)
    decide_by: Mapped[date | None]
    ground: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(40))

    statement: Mapped[Statement] = relationship(back_populates="withdrawals")
    suborder: Mapped[SubOrder] = relationship()
    lines: Mapped[list["WithdrawalLine"]] = relationship(
        back_populates="withdrawal", cascade="all, delete-orphan", order_by="WithdrawalLine.id"
    )
    goods: Mapped["GoodsReturn | None"] = relationship(back_populates="withdrawal")


class WithdrawalLine(Model):
    """How many of a line are given up. `seal` is the answer where art. 15 asks one."""

    __tablename__ = "withdrawal_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    withdrawal_id: Mapped[int] = mapped_column(ForeignKey("withdrawals.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    quantity: Mapped[int]
    dispatched: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str | None] = mapped_column(String(12))
    good: Mapped[int | None]
    not_resellable: Mapped[int | None]
    not_arrived: Mapped[int | None]

    withdrawal: Mapped[Withdrawal] = relationship(back_populates="lines")
    order_line: Mapped[OrderLine] = relationship()


class GoodsReturnState(StrEnum):
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED_GOODS_BACK = "approved_goods_back"
    APPROVED_WITHOUT_GOODS = "approved_without_goods"
    SENT = "sent"
    RECEIVED = "received"
    INSPECTED = "inspected"
    CLOSED = "closed"


class GoodsReturn(Model):
    """The goods of a withdrawal coming back, or a decision that they need not (machine 4.6.3).

    `approve_by`: end of business day N after the notice (C-10), then approved by itself;
    `send_back_by`: last day to hand them to the carrier (art. 13(1), C-23), a flag only.
    """

    __tablename__ = "goods_returns"
    __table_args__ = (Index("ix_goods_returns_state", "state", "approve_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    withdrawal_id: Mapped[int] = mapped_column(ForeignKey("withdrawals.id"), unique=True)
    state: Mapped[GoodsReturnState] = mapped_column()
    approve_by: Mapped[date | None]
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    carrier: Mapped[str | None] = mapped_column(String(80))
    return_code: Mapped[str | None] = mapped_column(String(40))
    return_address: Mapped[str | None] = mapped_column(String(300))
    send_back_by: Mapped[date | None]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tracking_number: Mapped[str | None] = mapped_column(String(60))
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    inspection: Mapped[str | None] = mapped_column(String(20))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    withdrawal: Mapped[Withdrawal] = relationship(back_populates="goods")
