"""What may be bought with a good."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model


class Offer(Model):
    """An extra or a warranty that may be bought with a good: always of the buyer's own will."""

    __tablename__ = "offers"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    extra_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
