"""Keeping documents as they are shown, and sending them."""

from app.contracts.documents import Document
from app.contracts.information import information_for
from app.contracts.models import OrderDocument, StoredDocument
from app.extensions import db
from app.kernel import clock
from app.messaging.letters import Enclosure
from app.orders.models import Order
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


def enclosure(sha256: str, name: str) -> Enclosure:
    """A stored document to go with a message; its PDF is made when the message leaves."""
    language = db.session.get_one(StoredDocument, sha256).language
    return Enclosure(f"{name}-{language}-{sha256[:8]}.pdf", "application/pdf", document=sha256)
