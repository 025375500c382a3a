"""To whom invoices are written where somebody wished it."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel import crypto
from app.law.inventory import INVOICE, NAME, NATIONAL_ID, TAX
from app.law.personal_data import personal
from app.orders.models.orders import Order
from app.suppliers import numbers


class BuyerType(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class InvoiceParty(Model):
    """Whom the invoices of an order name, by the shopper's wish alone (IN-1, DC-4.h).

    An order without one is a consumer's, and so is one with one as to every right. `title` is the
    company's, or the person's name. Numbers are encrypted, each with a blind index beside it; the
    national number is there only where the setting `tckn_on_invoice` allowed it (P-19), and no
    supplier ever sees it.
    """

    __tablename__ = "invoice_parties"
    __table_args__ = (
        CheckConstraint(
            "buyer_type <> 'company' OR (tax_office IS NOT NULL AND tax_number_cipher IS NOT NULL)",
            name="company_has_tax_number",
        ),
        CheckConstraint(
            "buyer_type <> 'company' OR national_id_cipher IS NULL",
            name="company_has_no_national_id",
        ),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    buyer_type: Mapped[BuyerType] = mapped_column()
    title: Mapped[str] = mapped_column(String(200), info=personal(NAME, INVOICE))
    tax_office: Mapped[str | None] = mapped_column(String(80), info=personal(TAX, INVOICE))
    tax_number_cipher: Mapped[str | None] = mapped_column(String(300), info=personal(TAX, INVOICE))
    tax_number_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(TAX, INVOICE)
    )
    national_id_cipher: Mapped[str | None] = mapped_column(
        String(300), info=personal(NATIONAL_ID, INVOICE)
    )
    national_id_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal(NATIONAL_ID, INVOICE)
    )

    order: Mapped[Order] = relationship(back_populates="invoice_party")

    @property
    def tax_number(self) -> str:
        """The company's tax number, ten digits; empty for a person."""
        return crypto.decrypt(self.tax_number_cipher) if self.tax_number_cipher else ""

    @property
    def national_id(self) -> str:
        """The person's number for who issues the invoice; never for a page."""
        return crypto.decrypt(self.national_id_cipher) if self.national_id_cipher else ""

    @property
    def masked_national_id(self) -> str:
        """The same as a page may show it."""
        return numbers.masked(self.national_id)
