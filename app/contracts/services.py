from flask_babel import gettext as _

from app.contracts import agreement, documents, messages, queries
from app.contracts.documents import Document
from app.contracts.information import information_for
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


def keep(document: Document, kind: str) -> str:
    """Keep a document as it is said; returns its SHA-256. The same document twice is kept once."""
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
    return sha256


def store(document: Document, kind: str, order_reference: str) -> str:
    """Keep a document among the papers of an order; returns its SHA-256."""
    sha256 = keep(document, kind)
    if db.session.get(OrderDocument, (order_reference, sha256)) is None:
        db.session.add(
            OrderDocument(
                order_reference=order_reference, sha256=sha256, kind=kind, added_at=clock.now()
            )
        )
        db.session.flush()
    return sha256


def store_information(order: Order) -> dict[str, str]:
    """The information of art. 5(1) in the buyer's language and in Turkish (LG-5), by language."""
    return {
        language: store(information_for(order, language), "information", order.reference)
        for language in dict.fromkeys((order.language, languages.DEFAULT))
    }


def conclude(order_reference: str) -> None:
    """The order is formed: a contract per sub-order, and copies to both sides (DC-4.c, CT-1)."""
    order = orders.order_by_reference(order_reference)
    enclosures = [
        enclosure(link.sha256, _("information"))
        for link in queries.documents_of(order.reference)
        if link.kind == "information"
    ]
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
        for sha256 in dict.fromkeys((own_sha, turkish_sha)):
            enclosures.append(enclosure(sha256, suborder.reference))
    form = store(
        agreement.withdrawal_form(order, order.language), "withdrawal_form", order.reference
    )
    enclosures.append(enclosure(form, _("withdrawal-form")))
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


def enclosure(sha256: str, name: str) -> Enclosure:
    """A stored document to go with a message; its PDF is made when the message leaves."""
    language = db.session.get_one(StoredDocument, sha256).language
    return Enclosure(f"{name}-{language}-{sha256[:8]}.pdf", "application/pdf", document=sha256)
