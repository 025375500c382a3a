"""Versions of a listing on their way through review."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models.listings import Product
from app.extensions import Model
from app.kernel.clock import UtcDateTime


class RevisionState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    DROPPED = "dropped"


class ListingRevision(Model):
    """A version of a listing's legal content, as data: proposed, then approved or sent back.

    `content` is `catalogue.content.Content`; `wd_approved`: the reviewer's own word on the
    exemption (None: not yet said); `words`: what the reviewer asked, or why it was rejected.
    """

    __tablename__ = "listing_revisions"
    __table_args__ = (UniqueConstraint("product_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    number: Mapped[int]
    state: Mapped[RevisionState] = mapped_column(index=True)
    content: Mapped[dict[str, object]] = mapped_column(JSON)
    wd_approved: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(1000), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    product: Mapped[Product] = relationship(back_populates="revisions")
