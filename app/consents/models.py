from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CONSENT, CONSENTS
from app.law.personal_data import personal


class Action(StrEnum):
    GRANT = "grant"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


class ConsentText(Model):
    """The words that stood before somebody when they chose, kept as they were shown (CK-6)."""

    __tablename__ = "consent_texts"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(24))
    version: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    html: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Model):
    """One act about one purpose; rows are added only, the last one holds (KVKK art. 3(1)(a)).

    `subject`: `visitor:<random id of the consent cookie>`, `shopper:<id>`, or `email:<folded>`.
    """

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_subject", "subject", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(262), info=personal(CONSENT, CONSENTS))
    purpose: Mapped[str] = mapped_column(String(24), info=personal(CONSENT, CONSENTS))
    action: Mapped[Action] = mapped_column(info=personal(CONSENT, CONSENTS))
    text_version: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    channel: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    proof_sha256: Mapped[str] = mapped_column(ForeignKey("consent_texts.sha256"))
