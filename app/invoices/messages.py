"""The e-mail that tells the shopper that an invoice is there."""

from flask_babel import gettext as _

from app.invoices import words
from app.invoices.models import InvoiceDocument
from app.messaging.letters import Action, Facts, Letter, Paragraph
from app.web.filters import date_long
from app.web.language import speaking
from app.web.links import external


def attached(document: InvoiceDocument, token: str) -> Letter:
    """It can be downloaded from the order's page; it is never sent itself."""
    suborder = document.suborder
    order = suborder.order
    with speaking(order.language):
        return Letter(
            _subject(document),
            (
                Paragraph(_said(document)),
                Facts(
                    (
                        (_("Order"), suborder.reference),
                        (words.document_said(document), document.number),
                        (_("Date"), date_long(document.issued_on)),
                    )
                ),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def _subject(document: InvoiceDocument) -> str:
    reference = document.suborder.order.reference
    if document.corrects:
        return _("The correction of your invoice for order %(reference)s", reference=reference)
    return _("Your invoice for order %(reference)s", reference=reference)


def _said(document: InvoiceDocument) -> str:
    seller = str(document.suborder.seller["name"])
    if document.version > 1:
        return _(
            "%(seller)s has replaced a file by a new one. Please use the new one; it can be "
            "downloaded from the page of your order.",
            seller=seller,
        )
    if document.corrects:
        return _(
            "%(seller)s has attached the document that corrects your invoice after the return. "
            "It can be downloaded from the page of your order.",
            seller=seller,
        )
    return _(
        "%(seller)s has attached your invoice. It can be downloaded from the page of your order.",
        seller=seller,
    )
