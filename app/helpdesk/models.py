from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import EMAIL, HELP, NAME, REQUEST_WORDS
from app.law.personal_data import personal
from app.orders.models import Order, SubOrder


class RequestKind(StrEnum):
    RECORD = "record"
    REFUND = "refund"
    COMPLAINT = "complaint"


class RequestState(StrEnum):
    RECEIVED = "received"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    CLOSED = "closed"


class Request(Model):
    """Somebody asks for records or money, or complains: number `B-…` (art. 12/A, machine 4.11a).

    `received_at` is the original time, whatever it is turned into later; `key` makes the same
    submission twice one request. `take_by` and `answer_by` are civil days. `order_text` is as
    typed; `order_id` is there once order and address are proven, or staff have found it.
    `outcome`: explained, refund, begun, refused or converted; `led_to` names what began.
    """

    __tablename__ = "requests"
    __table_args__ = (
        Index("ix_requests_state", "state", "answer_by"),
        Index("ix_requests_email_key", "email_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[RequestKind] = mapped_column()
    state: Mapped[RequestState] = mapped_column(default=RequestState.RECEIVED)
    channel: Mapped[str] = mapped_column(String(12), default="form")
    language: Mapped[str] = mapped_column(String(2))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    suborder_id: Mapped[int | None] = mapped_column(ForeignKey("suborders.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(NAME, HELP))
    email: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, HELP))
    email_key: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, HELP))
    order_text: Mapped[str] = mapped_column(String(120), info=personal(REQUEST_WORDS, HELP))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    take_by: Mapped[date]
    answer_by: Mapped[date]
    taken_by: Mapped[str | None] = mapped_column(String(40))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(12))
    led_to: Mapped[str | None] = mapped_column(String(40))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)

    order: Mapped[Order | None] = relationship()
    suborder: Mapped[SubOrder | None] = relationship()
    entries: Mapped[list["RequestEntry"]] = relationship(
        back_populates="request", order_by="RequestEntry.id"
    )

    @property
    def is_open(self) -> bool:
        """Whether somebody of ours has to do something."""
        return self.state in {RequestState.RECEIVED, RequestState.IN_WORK}


class RequestEntry(Model):
    """What was said or done about a request, by whom, in order."""

    __tablename__ = "request_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[str] = mapped_column(String(4))
    by: Mapped[str | None] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="", info=personal(REQUEST_WORDS, HELP))

    request: Mapped[Request] = relationship(back_populates="entries")
