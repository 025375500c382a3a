from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, WORDS
from app.law.personal_data import personal
from app.returns.models.cases import Case


class DamageState(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    TO_AU = "to_au"


class DamageClaim(Model):
    """A seller says that goods were used beyond what art. 13(2) allows (C-14, machine 4.6.4).

    Apart from the refund and never in its way. `proposed_by` is the first person, `agreed_by` the
    second pair of eyes; `answer_by` the day after which silence means no; `reference` and
    `decision` are those of the authority, or `unconfirmed` or `proper_use` where it ended here.
    """

    __tablename__ = "damage_claims"
    __table_args__ = (
        CheckConstraint("sum_minor > 0", name="sum_positive"),
        Index("ix_damage_claims_state", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    state: Mapped[DamageState] = mapped_column(default=DamageState.PROPOSED)
    sum_minor: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text, info=personal(WORDS, CASE))
    proposed_by: Mapped[str] = mapped_column(String(40))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed_by: Mapped[str | None] = mapped_column(String(40))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_by: Mapped[date | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(Text, info=personal(WORDS, CASE))
    reference: Mapped[str | None] = mapped_column(String(80))
    decision: Mapped[str | None] = mapped_column(Text, info=personal(WORDS, CASE))

    case: Mapped[Case] = relationship(back_populates="damage")
