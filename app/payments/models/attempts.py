"""Attempts to pay an order, what was asked of the provider, what it told us."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import PAYMENT, SECRETS
from app.law.personal_data import personal
from app.messaging.models import Leased
from app.orders.models import Order

if TYPE_CHECKING:
    from app.payments.models.disputes import Dispute
    from app.payments.models.refunds import Refund


class AttemptState(StrEnum):
    STARTING = "starting"
    OPEN = "open"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    DECLINED = "declined"
    EXPIRED = "expired"
    VOIDED = "voided"


class PaymentAttempt(Model):
    """One try to pay an order at a provider. `return_hash` is the hash of its return token.

    `fees_due_at`: from then on the provider is asked what it kept for its work.
    """

    __tablename__ = "payment_attempts"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        Index("uq_payment_attempts_number", "order_id", "number", unique=True),
        Index("ix_payment_attempts_state", "state"),
        Index("ix_payment_attempts_fees_due_at", "fees_due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    number: Mapped[int]
    provider: Mapped[str] = mapped_column(String(12))
    provider_ref: Mapped[str | None] = mapped_column(String(80), unique=True)
    pay_url: Mapped[str | None] = mapped_column(String(2000))
    return_hash: Mapped[str] = mapped_column(String(64), unique=True)
    return_cipher: Mapped[str] = mapped_column(String(200), info=personal(SECRETS, PAYMENT))
    state: Mapped[AttemptState] = mapped_column(default=AttemptState.STARTING)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    captured_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    captured_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fees_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship()


class CommandKind(StrEnum):
    START = "start"
    CAPTURE = "capture"
    VOID = "void"
    EXPIRE = "expire"
    REFUND = "refund"
    CONTEST = "contest"
    CONCEDE = "concede"


class PaymentCommand(Leased, Model):
    """What we want of the provider, written before it is asked; its key goes with it (rule 7)."""

    __tablename__ = "payment_commands"
    __table_args__ = (Index("ix_payment_commands_open", "done_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    kind: Mapped[CommandKind] = mapped_column()
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    refund_id: Mapped[int | None] = mapped_column(ForeignKey("refunds.id"))
    dispute_id: Mapped[int | None] = mapped_column(ForeignKey("disputes.id"))
    outcome: Mapped[str | None] = mapped_column(String(80))

    attempt: Mapped[PaymentAttempt] = relationship()
    refund: Mapped["Refund | None"] = relationship()
    dispute: Mapped["Dispute | None"] = relationship()


class ProviderNotification(Model):
    """An event the provider told us of, kept by its id so that twice is once."""

    __tablename__ = "provider_notifications"

    event_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    provider: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(60))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    body_sha256: Mapped[str] = mapped_column(String(64))
