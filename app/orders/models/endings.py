"""Endings of lines that are no withdrawal."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, DELIVERY_PROOF, WORDS
from app.law.personal_data import personal
from app.orders.models.suborders import OrderLine, SubOrder


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
    words: Mapped[str | None] = mapped_column(String(1000), info=personal(WORDS, CASE))
    proof: Mapped[str | None] = mapped_column(String(80), info=personal(DELIVERY_PROOF, CASE))

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
