"""What tax documents are called, and what is owed, in words."""

from flask_babel import gettext as _

from app.invoices.models import InvoiceDocument
from app.invoices.owing import Duty
from app.invoices.rules import Owed
from app.orders.models import BuyerType
from app.web.filters import money


def document_said(document: InvoiceDocument) -> str:
    """What a document is."""
    return _("Correcting document") if document.corrects else _("Invoice")


def duty_said(duty: Duty) -> str:
    """What is owed, as a heading."""
    return {
        Owed.INVOICE: _("Invoice"),
        Owed.CHANGED: _("Invoice for what is left"),
        Owed.CORRECTION: _("Correcting document"),
    }[duty.what]


def sum_said(duty: Duty) -> str:
    """Amount and lines: `245.00 TL: 1 × Lakerda`."""
    return f"{money(duty.amount_minor)}: {', '.join(rows_said(duty))}"


def rows_said(duty: Duty) -> list[str]:
    """Each line with its pieces; the delivery fee by its name."""
    return [f"{row.quantity} × {row.name}" if row.line else _("Delivery") for row in duty.rows]


def asked_said(duty: Duty) -> str:
    """What the seller is to do, in one sentence."""
    if duty.what is Owed.INVOICE:
        return _("Write the invoice for everything that was ordered.")
    if duty.what is Owed.CHANGED:
        return _(
            "Money went back before an invoice was attached: write the invoice for what is left. "
            "Was one written before? Attach it with its own date; what corrects it is then named."
        )
    party = duty.suborder.order.invoice_party
    if party is not None and party.buyer_type is BuyerType.COMPANY:
        return _(
            "The invoice has been written, so this must correct it: the return invoice of the "
            "company (iade faturası)."
        )
    return _(
        "The invoice has been written, so this must correct it: an expense voucher (gider "
        "pusulası) or what your accountant uses in its place."
    )
