"""Files that digital products deliver."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models.listings import Product
from app.extensions import Model
from app.kernel.clock import UtcDateTime


class DigitalFile(Model):
    """What a digital product delivers: the file's bytes lie in storage under their hash (DC-20.3).

    A new version is a new row; a buyer gets the newest. `scan` says what the look into it found.
    """

    __tablename__ = "digital_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(60))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    version: Mapped[str] = mapped_column(String(20))
    scan: Mapped[str] = mapped_column(String(120))
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)

    product: Mapped[Product] = relationship(back_populates="files")
