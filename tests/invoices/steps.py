"""What sellers do with invoices, step by step, through the pages."""

import io

from sqlalchemy import select

from app.extensions import db
from app.invoices.models import InvoiceDocument
from app.media import ubl
from app.messaging.models import Message
from tests.page import Page

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
UBL = f'<?xml version="1.0"?><Invoice xmlns="{ubl.INVOICE}"><ID>MAV1</ID></Invoice>'.encode()


def path(reference, cause="", desk="supplier"):
    return f"/en/{desk}/invoices/{reference}/{cause or 'sale'}"


def attach(browser, reference, day, cause="", desk="supplier", body=PDF, **typed):
    """Send number, date and file; `body=None` sends no file."""
    data = {"number": "MAV2026000000001", "issued_on": day} | typed
    if body is not None:
        data["file"] = (io.BytesIO(body), "fatura.pdf")
    return browser.post(path(reference, cause, desk), data=data)


def documents():
    db.session.expire_all()
    return list(db.session.scalars(select(InvoiceDocument).order_by(InvoiceDocument.id)))


def letters(kind="invoice-attached"):
    return list(db.session.scalars(select(Message).where(Message.kind == kind)))


def todo(browser, desk="supplier"):
    """What the due list of this desk says about invoices."""
    page = Page(browser.get(f"/en/{desk}"))
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("li.todo")]
    return [row for row in rows if "Invoice due" in row or "Correcting document due" in row]


def order_page(browser, order):
    return Page(browser.get(f"/en/orders/{order.reference}"))
