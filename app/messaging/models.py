from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import EMAIL, LETTERS, POST
from app.law.personal_data import personal


class Leased:
    """Work that a row promises: taken under a lease, done at least once, never forgotten.

    `run_at`: not before; a lease that ran out gives the row back to whoever asks next.
    """

    if TYPE_CHECKING:
        id: Mapped[int]

    key: Mapped[str] = mapped_column(String(120), unique=True)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(300))


class MessageState(StrEnum):
    PROMISED = "promised"
    HANDED_OVER = "handed_over"
    BOUNCED = "bounced"
    FAILED = "failed"


class Message(Leased, Model):
    """A message we have promised to send; the row is the promise (DC-4.c).

    Channel: email, sms, or letter (for the post; `recipient` is the postal address). `kind` names
    the template, `about` the reference number of what it speaks of; `statutory` messages are never
    dropped: one that did not arrive stays on the desk until a person has settled it. The text is
    kept as it leaves; `document_sha256` names the stored document that says the same.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_open", "run_at", postgresql_where="done_at IS NULL"),
        Index("ix_messages_about", "about"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(8), default="email")
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(40))
    statutory: Mapped[bool] = mapped_column(default=False)
    recipient: Mapped[str] = mapped_column(String(254), info=personal(EMAIL, POST))
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(300), info=personal(LETTERS, POST))
    text: Mapped[str] = mapped_column(Text, info=personal(LETTERS, POST))
    html: Mapped[str] = mapped_column(Text, info=personal(LETTERS, POST))
    state: Mapped[MessageState] = mapped_column(default=MessageState.PROMISED)
    promised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_over_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    server_answer: Mapped[str | None] = mapped_column(String(300), info=personal(LETTERS, POST))
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    attachments: Mapped[list["Attachment"]] = relationship(
        back_populates="message", cascade="all, delete-orphan", order_by="Attachment.id"
    )
    course: Mapped[list["MessageEvent"]] = relationship(
        order_by="MessageEvent.id", foreign_keys="MessageEvent.message_id", viewonly=True
    )


class Attachment(Model):
    """What goes with a message: a text as it was when promised, or a stored document's file."""

    __tablename__ = "message_attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(LETTERS, POST))
    media_type: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text, info=personal(LETTERS, POST))
    document_sha256: Mapped[str | None] = mapped_column(String(64))

    message: Mapped[Message] = relationship(back_populates="attachments")


class MessageEvent(Model):
    """What happened to a message, and when; `led_to` is the message that was sent instead."""

    __tablename__ = "message_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(300), info=personal(LETTERS, POST))
    by: Mapped[str] = mapped_column(String(40))
    led_to: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)


class MessageLink(Model):
    """A link to the page of a message; stored hashed, works as long as records are kept."""

    __tablename__ = "message_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
