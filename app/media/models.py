from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime


class Picture(Model):
    """An original picture and the widths in which it can be had.

    `ground` is one of the palette classes shown until the picture is there; `focus` one of nine
    points (1 to 9, 5 = middle). Renditions (AVIF and JPEG of `widths`) are the worker's business.
    """

    __tablename__ = "pictures"
    __table_args__ = (CheckConstraint("focus BETWEEN 1 AND 9", name="focus_of_nine"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    ground: Mapped[str] = mapped_column(String(12), default="linen")
    focus: Mapped[int] = mapped_column(default=5)
    widths: Mapped[list[int]] = mapped_column(JSON, default=list)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rendered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
