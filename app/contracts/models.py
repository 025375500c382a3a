from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.evidence.guards import guard
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import EVIDENCE, RECORDS
from app.law.personal_data import personal
from app.orders.models import SubOrder


class StoredDocument(Model):
    """A document as data, kept for ever as it was shown or sent (rule 12; DC-4.c).

    `body` is the canonical JSON of `Document(language, title, blocks)`; its SHA-256 is the key,
    the thing a person confirms, and what stands at the foot of every rendering. Guarded.
    """

    __tablename__ = "documents"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    language: Mapped[str] = mapped_column(String(2))
    body: Mapped[str] = mapped_column(Text, info=personal(EVIDENCE, RECORDS))
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Contract(Model):
    """One distance contract: a sub-order, its parties, its document (CT-1 to CT-3).

    `info_defect`: why the evidence does not show that the buyer was duly told of the right to
    withdraw (art. 10(1)): `no_record` or `incomplete`; None when it does.
    """

    __tablename__ = "contracts"

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), unique=True)
    formed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rule_set: Mapped[str] = mapped_column(String(8))
    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    turkish_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    info_defect: Mapped[str | None] = mapped_column(String(20))

    suborder: Mapped[SubOrder] = relationship()


class AmendmentState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Amendment(Model):
    """A change of a contract, proposed by the seller; it binds only once accepted (art. 5(2))."""

    __tablename__ = "amendments"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    turkish_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"))
    state: Mapped[AmendmentState] = mapped_column()
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    contract: Mapped[Contract] = relationship()


class DocumentFile(Model):
    """The PDF of a stored document: made once, kept in storage, sent and served from then on.

    `problem` says why there is none, for the desk; HTML and text say the same meanwhile.
    """

    __tablename__ = "document_files"

    document_sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"), primary_key=True)
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str | None] = mapped_column(String(300))


class OrderDocument(Model):
    """Which stored documents belong to an order: information, contract, withdrawal_form …"""

    __tablename__ = "order_documents"

    order_reference: Mapped[str] = mapped_column(String(20), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("documents.sha256"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    document: Mapped[StoredDocument] = relationship()


guard(StoredDocument.__table__)  # type: ignore[arg-type]
