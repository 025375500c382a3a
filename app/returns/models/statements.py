from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CASE, EMAIL, NAME, PHOTO_OF_GOODS, REQUEST_WORDS
from app.law.personal_data import personal
from app.orders.models import Order

if TYPE_CHECKING:
    from app.returns.models.cases import Case


class Kind(StrEnum):
    """What somebody declares: the right of art. 9, or that the goods are not as they should be."""

    WITHDRAWAL = "withdrawal"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    MISSING = "missing"
    WRONG = "wrong"


CLAIMS = frozenset({Kind.DAMAGED, Kind.DEFECTIVE, Kind.MISSING, Kind.WRONG})


class StatementState(StrEnum):
    MATCHED = "matched"
    UNMATCHED = "unmatched"
    PARKED = "parked"


class Statement(Model):
    """Somebody declares: one number `R-…`, one notice time, whatever comes of it (machine 4.6).

    `sent_at` is when it left the shopper (art. 11(1)), `received_at` when it reached us (the clock
    of art. 12(1)), `recorded_at` when staff entered it, `matched_at` when its order was found.
    `key` makes the same statement twice one statement. `order_text`, `goods_text` and `message`
    are as typed. `asked_at`: when the sender was last asked which order is meant, `last_word_at`:
    when they last said anything; `answer_by`: the day until which somebody who refused
    `shipment_id` at the door may say why.
    """

    __tablename__ = "statements"
    __table_args__ = (
        Index("ix_statements_state", "state", "received_at"),
        Index("ix_statements_answer_by", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(default=Kind.WITHDRAWAL)
    state: Mapped[StatementState] = mapped_column()
    channel: Mapped[str] = mapped_column(String(12), default="form")
    language: Mapped[str] = mapped_column(String(2))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id"))
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, CASE))
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, CASE))
    order_text: Mapped[str] = mapped_column(String(120), info=personal(REQUEST_WORDS, CASE))
    goods_text: Mapped[str] = mapped_column(Text, default="", info=personal(REQUEST_WORDS, CASE))
    message: Mapped[str] = mapped_column(Text, default="", info=personal(REQUEST_WORDS, CASE))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str | None] = mapped_column(String(40))
    matched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_word_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_by: Mapped[date | None]
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    receipt_hash: Mapped[str] = mapped_column(String(64), unique=True)

    order: Mapped[Order | None] = relationship()
    cases: Mapped[list["Case"]] = relationship(back_populates="statement", order_by="Case.position")
    notes: Mapped[list["StatementNote"]] = relationship(
        back_populates="statement", order_by="StatementNote.id"
    )
    files: Mapped[list["StatementFile"]] = relationship(
        back_populates="statement", order_by="StatementFile.id"
    )


class StatementNote(Model):
    """A later word about a statement: a question, a reply, a complaint. Kinds as in `rules.NOTES`.

    `by` is the role with its id (`SH`, `ADM:3`, `SU:4`).
    """

    __tablename__ = "statement_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(Text, info=personal(REQUEST_WORDS, CASE))

    statement: Mapped[Statement] = relationship(back_populates="notes")


class FilePurpose(StrEnum):
    """What a file shows."""

    CLAIM = "claim"
    REPORT = "report"
    LETTER = "letter"
    LABEL = "label"
    COST = "cost"
    INSPECTION = "inspection"


class StatementFile(Model):
    """A photo or PDF that belongs to a statement; kept apart and only ever downloaded.

    `size` in bytes as kept: photos are re-encoded, so that neither place nor camera is left.
    """

    __tablename__ = "statement_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    purpose: Mapped[FilePurpose] = mapped_column()
    name: Mapped[str] = mapped_column(String(120), info=personal(PHOTO_OF_GOODS, CASE))
    media_type: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=personal(PHOTO_OF_GOODS, CASE))
    size: Mapped[int]
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    statement: Mapped[Statement] = relationship(back_populates="files")
