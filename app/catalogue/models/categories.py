"""The shelves of the shop."""

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.kinds import Scope
from app.extensions import Model
from app.media.models import Picture


class Category(Model):
    """A shelf of the shop. `texts` holds `{language: {"name": …, "slug": …, "lead": …}}`.

    `scope` says whether the regulation covers what stands here, `excluded_kind` which of its
    twelve kinds (art. 2, key of `law.scope`) keeps it out; `wd_preset` is the exemption that
    fits its goods by nature (HR-15); `food_preset` says which food facts are asked (FD-1).
    """

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id"))
    scope: Mapped[Scope] = mapped_column(default=Scope.IN)
    excluded_kind: Mapped[str | None] = mapped_column(String(4))
    wd_preset: Mapped[str] = mapped_column(String(4), default="none")
    food_preset: Mapped[str] = mapped_column(String(12), default="none")

    parent: Mapped["Category | None"] = relationship(remote_side=[id])
    picture: Mapped[Picture | None] = relationship()
