"""Setbacks: what the supplier says cannot be done, or not in time."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, WORDS
from app.law.personal_data import personal
from app.orders.models.shipments import Shipment
from app.orders.models.suborders import OrderLine, SubOrder


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
    words: Mapped[str | None] = mapped_column(String(1000), info=personal(WORDS, CASE))
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
