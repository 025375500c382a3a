"""The operator's own account: what came in, and what goes out in files."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import BANK_REMARK, IBAN, NAME, PAYMENT, REFUND
from app.law.personal_data import Class, personal
from app.payments.models.attempts import PaymentAttempt
from app.payments.models.refunds import Refund


class IncomingState(StrEnum):
    OPEN = "open"
    BOOKED = "booked"
    GIVEN_BACK = "given_back"
    SET_ASIDE = "set_aside"
    PROVIDER_PAYOUT = "provider_payout"


class IncomingTransfer(Model):
    """Money on the operator's account, from a statement's line or by hand; kuruş, value date.

    `mark` makes the same line the same row however often its file is read. `booked_minor` counts
    towards `attempt`; what is more goes back as `back_attempt_id`. What a provider has paid out to
    us keeps the payout's number as `note`.
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
    payer: Mapped[str] = mapped_column(String(120), info=personal(NAME, PAYMENT))
    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, PAYMENT))
    remark: Mapped[str] = mapped_column(String(300), info=personal(BANK_REMARK, PAYMENT))
    state: Mapped[IncomingState] = mapped_column(default=IncomingState.OPEN)
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    back_attempt_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_attempts.id"), index=True
    )
    note: Mapped[str] = mapped_column(String(300), default="", info=personal(BANK_REMARK, PAYMENT))
    member_id: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    attempt: Mapped[PaymentAttempt | None] = relationship(foreign_keys=[attempt_id])


class OutgoingTransfer(Model):
    """Money that left the operator's account, from a statement's line; kuruş, value date.

    `mark` as of an incoming one. `number`: the refund or payout that its remark names, if any.
    """

    __tablename__ = "outgoing_transfers"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    value_on: Mapped[date] = mapped_column(index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    remark: Mapped[str] = mapped_column(String(300), info=personal(BANK_REMARK, PAYMENT))
    number: Mapped[str] = mapped_column(String(24), default="")
    member_id: Mapped[int | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


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
    iban_cipher: Mapped[str] = mapped_column(
        String(300), info=personal(IBAN, REFUND, Class.ARCHIVE)
    )
    holder: Mapped[str] = mapped_column(String(120), info=personal(NAME, REFUND, Class.ARCHIVE))
    outcome: Mapped[str | None] = mapped_column(String(12))

    refund: Mapped["Refund"] = relationship()
