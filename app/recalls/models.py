from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models import Product
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.messaging.models import Message
from app.orders.models import SubOrder
from app.suppliers.models import Supplier


class RecallState(StrEnum):
    ASKED = "asked"
    ANNOUNCED = "announced"
    DECLINED = "declined"


class Recall(Model):
    """Lots that must not be used: number `L-…` (FD-2).

    `product_id` narrows it to one product of the supplier; without it every product of these lots
    is meant. `lots` as written; `words` is `{language: what is wrong and what to do}`, read by
    buyers. Staff announce it, whoever asked; `decided_by` is who announced or declined.
    """

    __tablename__ = "recalls"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    state: Mapped[RecallState] = mapped_column(default=RecallState.ASKED)
    lots: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    asked_by: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(500))

    supplier: Mapped[Supplier] = relationship()
    product: Mapped[Product | None] = relationship()
    notices: Mapped[list["RecallNotice"]] = relationship(
        back_populates="recall", order_by="RecallNotice.suborder_id"
    )


class RecallNotice(Model):
    """A buyer of recalled goods was told: by which message, of how many pieces of which lots."""

    __tablename__ = "recall_notices"

    recall_id: Mapped[int] = mapped_column(ForeignKey("recalls.id"), primary_key=True)
    suborder_id: Mapped[int] = mapped_column(
        ForeignKey("suborders.id"), primary_key=True, index=True
    )
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"))
    pieces: Mapped[int]
    lots: Mapped[str] = mapped_column(String(500))
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recall: Mapped[Recall] = relationship(back_populates="notices")
    suborder: Mapped[SubOrder] = relationship()
    message: Mapped[Message] = relationship()
