from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, DELIVERY_PROOF, WORDS
from app.law.personal_data import personal
from app.returns.models.cases import Case
from app.returns.models.statements import StatementFile


class GoodsReturnState(StrEnum):
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED_GOODS_BACK = "approved_goods_back"
    APPROVED_WITHOUT_GOODS = "approved_without_goods"
    SENT = "sent"
    RECEIVED = "received"
    INSPECTED = "inspected"
    CLOSED = "closed"


class WayBack(StrEnum):
    """How the goods come back (DC-12.3): the parcel turned round, a code, a label, collection."""

    TURNED_BACK = "turned_back"
    CODE = "code"
    LABEL = "label"
    COLLECTION = "collection"
    ANY_CARRIER = "any_carrier"


class Inspection(StrEnum):
    """What the goods look like (DC-13.2); only the last opens a damage claim."""

    OK = "ok"
    NORMAL_USE = "normal_use"
    BEYOND_USE = "beyond_use"


class GoodsReturn(Model):
    """The goods of a case coming back, or a decision that they need not (machine 4.6.3).

    `approve_by`: end of business day N after the notice (C-10), then approved by itself;
    `send_back_by`: last day to hand them to the carrier (art. 13(1), C-23), a flag only;
    `collect_on`: the seller fetches them; `inspect_by`: uninspected after it they count as ok.
    `reason`: why they need not come back; `note`: how it ended otherwise, `lost` or `never_sent`
    (paid back, so that the seller has a claim of its own). `cost_minor`: what the shopper paid a
    carrier, kuruş.
    """

    __tablename__ = "goods_returns"
    __table_args__ = (
        Index("ix_goods_returns_state", "state", "approve_by"),
        CheckConstraint("cost_minor IS NULL OR cost_minor > 0", name="cost_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    state: Mapped[GoodsReturnState] = mapped_column()
    approve_by: Mapped[date | None]
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text, info=personal(WORDS, CASE))
    way: Mapped[WayBack | None] = mapped_column()
    carrier: Mapped[str | None] = mapped_column(String(80))
    return_code: Mapped[str | None] = mapped_column(String(40))
    return_address: Mapped[str | None] = mapped_column(String(300))
    label_id: Mapped[int | None] = mapped_column(ForeignKey("statement_files.id"))
    collect_on: Mapped[date | None]
    send_back_by: Mapped[date | None]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tracking_number: Mapped[str | None] = mapped_column(
        String(60), info=personal(DELIVERY_PROOF, CASE)
    )
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    inspect_by: Mapped[date | None]
    inspection: Mapped[Inspection | None] = mapped_column()
    inspected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    inspected_by: Mapped[str | None] = mapped_column(String(40))
    cost_minor: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(20))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(back_populates="goods")
    label: Mapped[StatementFile | None] = relationship()
