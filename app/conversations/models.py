from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import PHOTO_OF_GOODS, TALK, WORDS
from app.law.personal_data import personal
from app.orders.models import SubOrder


class Side(StrEnum):
    SHOPPER = "shopper"
    SUPPLIER = "supplier"


class OrderMessage(Model):
    """What the buyer or the maker wrote to the other about a sub-order.

    `words` are kept without addresses, telephone and card numbers (PR-3.3); `photo` names a picture
    without place or camera. `key` makes the same submission twice one message. `by` is the member
    of the supplier's team, whom the buyer does not see. Staff can blank a message: `masked_by`.
    """

    __tablename__ = "order_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    side: Mapped[Side] = mapped_column()
    by: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(Text, info=personal(WORDS, TALK))
    photo: Mapped[str | None] = mapped_column(String(80), info=personal(PHOTO_OF_GOODS, TALK))
    masked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    masked_by: Mapped[str | None] = mapped_column(String(40))

    suborder: Mapped[SubOrder] = relationship()
