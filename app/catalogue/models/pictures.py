"""Pictures on a product's page."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models.listings import Product
from app.extensions import Model
from app.media.models import Picture


class ProductPicture(Model):
    """A picture's place on a product's page. `alt` is `{language: text}`; `focus` one of nine."""

    __tablename__ = "product_pictures"
    __table_args__ = (CheckConstraint("focus BETWEEN 1 AND 9", name="focus_of_nine"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id"))
    position: Mapped[int] = mapped_column(default=0)
    alt: Mapped[dict[str, str]] = mapped_column(JSON)
    focus: Mapped[int] = mapped_column(default=5)

    product: Mapped[Product] = relationship(back_populates="pictures")
    picture: Mapped[Picture] = relationship()
