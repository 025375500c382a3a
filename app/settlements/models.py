"""What suppliers are paid: payouts with their lines, the files they go to the bank in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import IBAN, NAME, PAYOUT
from app.law.personal_data import personal
from app.suppliers.models import Supplier


class PayoutState(StrEnum):
    PUT_TOGETHER = "put_together"
    IN_FILE = "in_file"
    EXECUTED = "executed"
    SENT_BACK = "sent_back"
    TAKEN_APART = "taken_apart"


class PayoutFile(Model):
    """Payouts handed to the bank in one file."""

    __tablename__ = "payout_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    made_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    member_id: Mapped[int]

    payouts: Mapped[list["Payout"]] = relationship(back_populates="file", order_by="Payout.id")


class Payout(Model):
    """One sum for one supplier, in kuruş: what its sub-orders are worth, less what came back.

    The account is that of the day of the file: `iban_cipher`, `iban_index` and `holder` are as
    handed to the bank. `why`: the bank's words, or why it was taken apart; `retry_at`: finance has
    asked the bank, and the same account may be tried again. Money moves only when it is executed.
    """

    __tablename__ = "payouts"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        Index("ix_payouts_state", "state"),
        Index("ix_payouts_supplier", "supplier_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    state: Mapped[PayoutState] = mapped_column(default=PayoutState.PUT_TOGETHER)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[int | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("payout_files.id"), index=True)
    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, PAYOUT))
    iban_index: Mapped[str | None] = mapped_column(String(64), info=personal(IBAN, PAYOUT))
    holder: Mapped[str | None] = mapped_column(String(200), info=personal(NAME, PAYOUT))
    value_on: Mapped[date | None]
    bank_reference: Mapped[str | None] = mapped_column(String(80))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str | None] = mapped_column(String(200))
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    supplier: Mapped[Supplier] = relationship()
    file: Mapped[PayoutFile | None] = relationship(back_populates="payouts")
    lines: Mapped[list["PayoutLine"]] = relationship(
        back_populates="payout", cascade="all, delete-orphan", order_by="PayoutLine.id"
    )


class PayoutLine(Model):
    """What of a sub-order's money is in a payout, kuruş by account; less than 0 is set off.

    While `is_open` no other payout may hold money of the same sub-order.
    """

    __tablename__ = "payout_lines"
    __table_args__ = (
        CheckConstraint("goods_minor + delivery_minor <> 0", name="not_nothing"),
        Index(
            "uq_payout_lines_open",
            "suborder",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index("ix_payout_lines_suborder", "suborder"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payout_id: Mapped[int] = mapped_column(ForeignKey("payouts.id"), index=True)
    suborder: Mapped[str] = mapped_column(String(24))
    goods_minor: Mapped[int] = mapped_column(BigInteger)
    delivery_minor: Mapped[int] = mapped_column(BigInteger)
    is_open: Mapped[bool] = mapped_column(default=True)

    payout: Mapped[Payout] = relationship(back_populates="lines")

    @property
    def amount_minor(self) -> int:
        """Both accounts together; below 0 it is set off."""
        return self.goods_minor + self.delivery_minor


class MonthlyStatement(Model):
    """A supplier's month that is over (`month`: its first day), kuruş; final and kept as it was.

    The opening balance is the closing one of the month before; all figures are sums of transfers.
    """

    __tablename__ = "monthly_statements"
    __table_args__ = (Index("uq_monthly_statements_month", "supplier_id", "month", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    month: Mapped[date]
    opening_minor: Mapped[int] = mapped_column(BigInteger)
    closing_minor: Mapped[int] = mapped_column(BigInteger)
    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
