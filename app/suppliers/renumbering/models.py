from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Member
from app.extensions import Model
from app.kernel.clock import UtcDateTime
from app.law.inventory import CERTIFICATE, IBAN, NATIONAL_ID, OWN_WORDS, PAYOUT, SUPPLY, TAX
from app.law.personal_data import personal
from app.suppliers.models import Supplier


class NumberChange(Model):
    """What a supplier says has changed of its kind, numbers and account.

    It holds once two of the staff have given their word; `parts` names what would change. What was
    wanted is emptied when it is decided: the numbers are the supplier's then, or nobody's.
    """

    __tablename__ = "number_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), index=True)
    parts: Mapped[list[str]] = mapped_column(JSON)
    kind: Mapped[str | None] = mapped_column(String(20))
    tax_office: Mapped[str | None] = mapped_column(String(80), info=personal(TAX, PAYOUT))
    tax_number_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(TAX, PAYOUT))
    tax_number_index: Mapped[str | None] = mapped_column(String(64), info=personal(TAX, PAYOUT))
    national_id_cipher: Mapped[str | None] = mapped_column(
        String(300), info=personal(NATIONAL_ID, PAYOUT)
    )
    national_id_index: Mapped[str | None] = mapped_column(
        String(64), info=personal(NATIONAL_ID, PAYOUT)
    )
    certificate_number: Mapped[str | None] = mapped_column(
        String(40), info=personal(CERTIFICATE, PAYOUT)
    )
    certificate_on: Mapped[date | None] = mapped_column(info=personal(CERTIFICATE, PAYOUT))
    iban_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(IBAN, PAYOUT))
    iban_index: Mapped[str | None] = mapped_column(String(64), info=personal(IBAN, PAYOUT))
    words: Mapped[str] = mapped_column(String(500), info=personal(OWN_WORDS, SUPPLY))
    asked_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    accepted: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(String(500), info=personal(OWN_WORDS, SUPPLY))

    supplier: Mapped[Supplier] = relationship()
    asker: Mapped[Member] = relationship(foreign_keys=[asked_by])
