from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Member
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import RECORDS, REQUEST_WORDS
from app.law.personal_data import personal


class AuthorityRequest(Model):
    """An authority asks for the records of an order: the register of DC-20.2.

    One person enters it, another approves it, then the records may be released.
    """

    __tablename__ = "authority_requests"
    __table_args__ = (
        CheckConstraint("approved_by_id <> entered_by_id", name="approved_by_another"),
        CheckConstraint(
            "released_at IS NULL OR approved_at IS NOT NULL", name="released_after_approval"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    authority: Mapped[str] = mapped_column(String(160))
    authority_reference: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(Text, info=personal(REQUEST_WORDS, RECORDS))
    order_reference: Mapped[str] = mapped_column(String(20), index=True)
    received_on: Mapped[date]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    entered_by: Mapped[Member] = relationship(foreign_keys=[entered_by_id])
    approved_by: Mapped[Member | None] = relationship(foreign_keys=[approved_by_id])
    released_by: Mapped[Member | None] = relationship(foreign_keys=[released_by_id])
