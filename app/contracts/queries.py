from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contracts import documents
from app.contracts.documents import Document
from app.contracts.models import Contract, DocumentFile, OrderDocument, StoredDocument
from app.extensions import db
from app.kernel.errors import NotFound
from app.orders.models import SubOrder


def document(sha256: str) -> Document:
    """A stored document. Raises NotFound."""
    stored = db.session.get(StoredDocument, sha256)
    if stored is None:
        raise NotFound
    return documents.read(stored.body)


def documents_of(order_reference: str) -> list[OrderDocument]:
    """The documents of an order, as stored."""
    return list(
        db.session.scalars(
            select(OrderDocument)
            .where(OrderDocument.order_reference == order_reference)
            .options(joinedload(OrderDocument.document))
            .order_by(OrderDocument.added_at, OrderDocument.kind)
        )
    )


def sellers_of_contracts(order_id: int) -> dict[str, str]:
    """With whom each stored contract of an order was made: hash to the seller's name."""
    rows = db.session.execute(
        select(Contract.document_sha256, Contract.turkish_sha256, SubOrder.seller)
        .join(SubOrder, SubOrder.id == Contract.suborder_id)
        .where(SubOrder.order_id == order_id)
    )
    return {sha256: str(seller["name"]) for *both, seller in rows for sha256 in both}


def document_of(order_reference: str, sha256: str) -> Document:
    """A document, if it belongs to this order. Raises NotFound."""
    if db.session.get(OrderDocument, (order_reference, sha256)) is None:
        raise NotFound
    return document(sha256)


def without_pdf() -> list[tuple[OrderDocument, str]]:
    """Documents whose PDF could not be made, and why."""
    rows = db.session.execute(
        select(OrderDocument, DocumentFile.problem)
        .join(DocumentFile, DocumentFile.document_sha256 == OrderDocument.sha256)
        .where(DocumentFile.problem.is_not(None))
        .limit(50)
    )
    return [(link, problem or "") for link, problem in rows]
