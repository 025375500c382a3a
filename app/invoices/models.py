from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import INVOICE, TAX
from app.law.personal_data import personal
from app.orders.models import SubOrder


class InvoiceDocument(Model):
    """The invoice of a sub-order, or a document that corrects it, as its seller of record gave it.

    `cause` is empty for the invoice of the sale, else the number of the case or ending whose money
    goes back. A wrong one is replaced: `version` counts up, and every older file is kept. `number`
    and `issued_on` (civil day) are the seller's; `source` is who attached it (`SU:…`, `ADM:…`) or
    the name of an integrator. Kept apart, only ever downloaded, for ten years (C2).
    """

    __tablename__ = "invoice_documents"
    __table_args__ = (
        Index("uq_invoice_documents_version", "suborder_id", "cause", "version", unique=True),
        CheckConstraint("version > 0", name="version_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"))
    cause: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(String(40), index=True, info=personal(TAX, INVOICE))
    issued_on: Mapped[date] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(120), info=personal(TAX, INVOICE))
    media_type: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=personal(TAX, INVOICE))
    size: Mapped[int]
    source: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    suborder: Mapped[SubOrder] = relationship()

    @property
    def corrects(self) -> bool:
        """Whether it corrects an invoice instead of being one."""
        return bool(self.cause)


class InvoiceRequest(Model):
    """An invoice that an integrator is to issue, written down before it is asked (rule 7).

    `key` is what the integrator knows it by: asked twice, it issues once. `problem` is its last
    refusal; `done_at` when the document was attached, by it or by a person.
    """

    __tablename__ = "invoice_requests"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    suborder_id: Mapped[int] = mapped_column(ForeignKey("suborders.id"), index=True)
    cause: Mapped[str] = mapped_column(String(40), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(200))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    suborder: Mapped[SubOrder] = relationship()
