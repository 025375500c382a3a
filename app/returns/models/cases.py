from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, REQUEST_WORDS, WORDS
from app.law.personal_data import personal
from app.orders.models import OrderLine, SubOrder
from app.returns.models.statements import CLAIMS, Kind, Statement

if TYPE_CHECKING:
    from app.returns.models.damage import DamageClaim
    from app.returns.models.goods import GoodsReturn


class CaseState(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    PENDING_REFUSAL = "pending_refusal"
    REFUSED = "refused"
    REVOKED = "revoked"
    UNDER_REVIEW = "under_review"
    WAITING_INFO = "waiting_info"
    APPROVED = "approved"


class Case(Model):
    """What a statement means for one contract: `R-…-1` (machines 4.6.1 and 4.6.2).

    A right used (withdrawal) or a claim. Lines on which the answer differs stand in cases of
    their own, so that each line has one decision and none waits for another. `last_day` is the
    computed end of the period with its `inputs` (null: still open); `decide_by` the day by which
    staff must decide, else the shopper is taken at their word. `paused_days`: civil days for which
    the refund's clock stood still while something was asked, `asked_at` since when it stands.
    `service_on`: the civil day on which the authorised service was agreed to come (HR-17).
    `objection`: why the seller does not want the goods paid back without their return (5.3).
    `complained_at`: what is granted now is granted after a complaint. `kept_by_shopper_at` and
    `kept_by_supplier_at`: both agree that the contract stands after all.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("uq_cases_position", "statement_id", "position", unique=True),
        Index("ix_cases_state", "state", "decide_by"),
        CheckConstraint("paused_days >= 0", name="pause_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(24), unique=True)
    kind: Mapped[Kind] = mapped_column(default=Kind.WITHDRAWAL)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    state: Mapped[CaseState] = mapped_column()
    last_day: Mapped[date | None]
    inputs: Mapped[dict[str, object]] = mapped_column(JSON)
    decide_by: Mapped[date | None]
    ground: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text, info=personal(REQUEST_WORDS, CASE))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(40))
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_days: Mapped[int] = mapped_column(default=0)
    complained_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    service_on: Mapped[date | None]
    objection: Mapped[str | None] = mapped_column(Text, info=personal(WORDS, CASE))
    objected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    objected_by: Mapped[str | None] = mapped_column(String(40))
    kept_by_shopper_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_by_supplier_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    statement: Mapped[Statement] = relationship(back_populates="cases")
    suborder: Mapped[SubOrder] = relationship()
    lines: Mapped[list["CaseLine"]] = relationship(
        back_populates="case", cascade="all, delete-orphan", order_by="CaseLine.id"
    )
    goods: Mapped["GoodsReturn | None"] = relationship(back_populates="case")
    damage: Mapped["DamageClaim | None"] = relationship(back_populates="case")

    @property
    def is_claim(self) -> bool:
        """Whether the goods are said not to be as they should be."""
        return self.kind in CLAIMS

    @property
    def is_granted(self) -> bool:
        """Whether the money is owed."""
        return self.state in {CaseState.ACCEPTED, CaseState.APPROVED}


class CaseLine(Model):
    """How many of a line are concerned. `seal` is the answer where art. 15 asks one.

    `dispatched`: how many of them had left the seller; `good`, `not_resellable`, `not_arrived`:
    what the seller counted of these when they came back.
    """

    __tablename__ = "case_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    quantity: Mapped[int]
    dispatched: Mapped[int] = mapped_column(default=0)
    seal: Mapped[str | None] = mapped_column(String(12))
    good: Mapped[int | None]
    not_resellable: Mapped[int | None]
    not_arrived: Mapped[int | None]

    case: Mapped[Case] = relationship(back_populates="lines")
    order_line: Mapped[OrderLine] = relationship()
