from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.evidence.guards import guard, keep
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import ACTS, EVIDENCE, RECORDS
from app.law.personal_data import personal


class EvidenceChain(Model):
    """The head of one order's (or one unmatched statement's) chain: the only row that changes."""

    __tablename__ = "evidence_chains"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), unique=True)
    head_hash: Mapped[str] = mapped_column(String(64))
    length: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retain_until: Mapped[date | None]
    destroyed_by_run: Mapped[str | None] = mapped_column(String(40))


class Evidence(Model):
    """One fact with its time, appended once and never changed (guarded by trigger, 0.5).

    `body_sha256`: plain hash of the body, so that a stranger can check it;
    `link`: HMAC over the previous link and this row, under the key `key_id`.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("uq_evidence_chain_seq", "chain_id", "seq", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("evidence_chains.id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    actor_role: Mapped[str] = mapped_column(String(12))
    actor_id: Mapped[str | None] = mapped_column(String(40), info=personal(ACTS, RECORDS))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    body_sha256: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[str] = mapped_column(String(8))
    link: Mapped[str] = mapped_column(String(64))


class EvidenceBody(Model):
    """What was shown, said or done, as canonical JSON, keyed by its own SHA-256 (guarded)."""

    __tablename__ = "evidence_bodies"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(Text, info=personal(EVIDENCE, RECORDS))


class DestructionPermit(Model):
    """That a run may destroy a chain whose time is over, or one document of it (0.5).

    The triggers of the guarded tables look for it, and for the chain's `retain_until` before
    `granted_on`; the permit itself stays.
    """

    __tablename__ = "destruction_permits"

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("evidence_chains.id"), index=True)
    document_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    run: Mapped[str] = mapped_column(String(40))
    granted_on: Mapped[date]


for guarded in (Evidence, EvidenceBody, DestructionPermit):
    guard(guarded.__table__)  # type: ignore[arg-type]
keep(EvidenceChain.__table__)  # type: ignore[arg-type]
