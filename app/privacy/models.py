from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Member
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import BREACHES, REQUEST_WORDS
from app.law.personal_data import personal


class Breach(Model):
    """Personal data came where they must not: what, whose, how many, and who was told (PR-4.8).

    `late_because`: why the Board was told after 72 hours, without which nothing late is recorded.
    """

    __tablename__ = "breaches"
    __table_args__ = (
        CheckConstraint("persons >= 0", name="persons_counted"),
        CheckConstraint("closed_at IS NULL OR board_told_at IS NOT NULL", name="closed_after_told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    learned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[str] = mapped_column(Text, info=personal(REQUEST_WORDS, BREACHES))
    whose: Mapped[str] = mapped_column(String(300))
    persons: Mapped[int]
    effects: Mapped[str] = mapped_column(Text, info=personal(REQUEST_WORDS, BREACHES))
    measures: Mapped[str] = mapped_column(Text, info=personal(REQUEST_WORDS, BREACHES))
    board_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late_because: Mapped[str | None] = mapped_column(Text, info=personal(REQUEST_WORDS, BREACHES))
    persons_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_how: Mapped[str | None] = mapped_column(String(300))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    entered_by: Mapped[Member] = relationship()


class DataRecipient(Model):
    """Somebody outside to whom personal data go, why, and on which ground (PR-4.5).

    `country`: ISO 3166 letters; abroad only with a `mechanism` (KVKK art. 9). `signed_on`: of a
    standard contract, whose filing is due five business days later. `ended_on`: receives no more.
    """

    __tablename__ = "data_recipients"
    __table_args__ = (
        CheckConstraint(
            "country = 'TR' OR mechanism IS NOT NULL OR begins_on IS NULL",
            name="abroad_by_mechanism",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(20))
    country: Mapped[str] = mapped_column(String(2))
    data: Mapped[str] = mapped_column(String(500))
    purpose: Mapped[str] = mapped_column(String(500))
    ground: Mapped[str] = mapped_column(String(12))
    mechanism: Mapped[str | None] = mapped_column(String(24))
    signed_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    begins_on: Mapped[date | None]
    ended_on: Mapped[date | None]
