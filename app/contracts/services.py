from flask import render_template
from flask_babel import gettext as _

from app.contracts import agreement, documents, messages
from app.contracts.documents import Document
from app.contracts.models import Contract, OrderDocument, StoredDocument
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.messaging.letters import Enclosure
from app.orders import queries as orders
from app.orders.models import Order
from app.orders.services import links
from app.web import language as languages


def store(document: Document, kind: str, order_reference: str) -> str:
    """Keep a document as it is shown; returns its SHA-256. The same document twice is kept once."""
    sha256 = document.sha256
    if db.session.get(StoredDocument, sha256) is None:
        db.session.add(
            StoredDocument(
                sha256=sha256,
                kind=kind,
                language=document.language,
                body=document.canonical,
                stored_at=clock.now(),
            )
        )
        db.session.flush()
    if db.session.get(OrderDocument, (order_reference, sha256)) is None:
        db.session.add(
            OrderDocument(
                order_reference=order_reference, sha256=sha256, kind=kind, added_at=clock.now()
            )
        )
        db.session.flush()
    return sha256


def as_html(document: Document) -> str:
    """The document as a page of its own, to keep, print or send (never under 12 pt)."""
    with languages.speaking(document.language):
        return render_template("contracts/document.html", document=document)


def conclude(order_reference: str) -> None:
    """The order is formed: a contract per sub-order, and copies to both sides (DC-4.c, CT-1)."""
    order = orders.order_by_reference(order_reference)
    enclosures = [_enclosure(orders_information(order), _("information"))]
    for suborder in order.suborders:
        turkish = agreement.contract_for(suborder, languages.DEFAULT)
        own = (
            turkish
            if order.language == languages.DEFAULT
            else agreement.contract_for(suborder, order.language)
        )
        turkish_sha = store(turkish, "contract", order.reference)
        own_sha = store(own, "contract", order.reference)
        db.session.add(
            Contract(
                suborder_id=suborder.id,
                formed_at=order.formed_at or clock.now(),
                rule_set=order.rule_set,
                document_sha256=own_sha,
                turkish_sha256=turkish_sha,
            )
        )
        for document in {own_sha: own, turkish_sha: turkish}.values():
            enclosures.append(_enclosure(document, suborder.reference))
    form = agreement.withdrawal_form(order, order.language)
    store(form, "withdrawal_form", order.reference)
    enclosures.append(_enclosure(form, _("withdrawal-form")))
    _send(order, enclosures)


def orders_information(order: Order) -> Document:
    """The pre-contract information as it was confirmed."""
    return documents.read(db.session.get_one(StoredDocument, order.information_sha256).body)


def _send(order: Order, enclosures: list[Enclosure]) -> None:
    token = links.give_link(order)
    messaging.promise(
        "order-formed",
        messages.order_formed(order, token),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"order-formed:{order.reference}",
        statutory=True,
        enclosures=enclosures,
    )
    for suborder in order.suborders:
        messaging.promise(
            "suborder-new",
            messages.suborder_new(suborder),
            to=suborder.supplier.email,
            language=suborder.supplier.language,
            about=suborder.reference,
            key=f"suborder-new:{suborder.reference}",
            statutory=True,
        )
    evidence.record(
        order.reference,
        "documents_promised",
        {"to": order.email, "documents": sorted(e.name for e in enclosures)},
        "SYS",
    )


def _enclosure(document: Document, name: str) -> Enclosure:
    return Enclosure(
        name=f"{name}-{document.language}-{document.sha256[:8]}.html",
        media_type="text/html",
        body=as_html(document),
    )
