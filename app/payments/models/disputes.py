"""A buyer has told her bank that she does not owe a payment: the card scheme takes it back."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel import clock
from app.kernel.clock import UtcDateTime
from app.law.inventory import DELIVERY_PROOF, RECORDS, WORDS
from app.law.personal_data import personal
from app.orders.models import Order, OrderLine
from app.payments.models.attempts import PaymentAttempt


class DisputeState(StrEnum):
    NEEDS_ANSWER = "needs_answer"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"
    BORNE = "borne"


class Dispute(Model):
    """One dispute at the provider about one payment; kuruş.

    `taken_minor` is what the scheme keeps from us now, `movements` how often money has moved for
    it at the provider, `booked` how many transfers of the ledger followed. `answer` (`contest` or
    `concede`) is what staff decided; `trouble` why the provider did not take it. Once lost, staff
    name the `cause`, by which it is borne as a refund would be (5.3).
    """

    __tablename__ = "disputes"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("taken_minor >= 0", name="taken_not_negative"),
        Index("uq_disputes_provider_ref", "provider", "provider_ref", unique=True),
        Index("ix_disputes_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    provider: Mapped[str] = mapped_column(String(12))
    provider_ref: Mapped[str] = mapped_column(String(80))
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    state: Mapped[DisputeState] = mapped_column(default=DisputeState.NEEDS_ANSWER)
    reason: Mapped[str] = mapped_column(String(40))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    taken_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    movements: Mapped[int] = mapped_column(default=0)
    booked: Mapped[int] = mapped_column(default=0)
    answer_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(String(12))
    words: Mapped[str | None] = mapped_column(Text, info=personal(WORDS, RECORDS))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(300))
    cause: Mapped[str | None] = mapped_column(String(20))
    borne_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    order: Mapped[Order] = relationship()
    attempt: Mapped[PaymentAttempt] = relationship()
    proofs: Mapped[list["DisputeProof"]] = relationship(
        cascade="all, delete-orphan", order_by="DisputeProof.id"
    )
    shares: Mapped[list["DisputeShare"]] = relationship(
        cascade="all, delete-orphan", order_by="DisputeShare.id"
    )

    @property
    def answer_on(self) -> date | None:
        """The civil day on which the answer must be there at the latest."""
        return clock.day_of(self.answer_by) if self.answer_by else None


class DisputeProof(Model):
    """What a supplier has to say against a dispute about her goods, and a file that shows it."""

    __tablename__ = "dispute_proofs"

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"), index=True)
    supplier_id: Mapped[int]
    words: Mapped[str] = mapped_column(Text, info=personal(WORDS, RECORDS))
    file: Mapped[str | None] = mapped_column(String(60), info=personal(DELIVERY_PROOF, RECORDS))
    written_by: Mapped[int]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DisputeShare(Model):
    """What of a lost dispute is about one line, and the commission that falls with it; kuruş.

    Without a line it is about the delivery fee of the contract.
    """

    __tablename__ = "dispute_shares"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[int] = mapped_column(ForeignKey("disputes.id"), index=True)
    suborder_reference: Mapped[str] = mapped_column(String(24), index=True)
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    commission_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    commission_vat_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    bearer: Mapped[str] = mapped_column(String(12))

    order_line: Mapped[OrderLine | None] = relationship()
