"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import select

from app.contracts.models import OrderDocument, StoredDocument
from app.extensions import Where
from app.law.personal_data import Person, Plain

PLAIN: Plain = {
    "amendments": (
        "id number contract_id document_sha256 turkish_sha256 state proposed_at decided_at"
    ),
    "contracts": ("id suborder_id formed_at rule_set document_sha256 turkish_sha256 info_defect"),
    "document_files": "document_sha256 file_sha256 made_at problem",
    "documents": "sha256 kind language stored_at",
    "order_documents": "order_reference sha256 kind added_at",
}


def roots(person: Person) -> tuple[Where, ...]:
    """The documents of their orders; a document is never walked on from."""
    of_theirs = select(OrderDocument.sha256).where(
        OrderDocument.order_reference.in_(person.references)
    )
    return ((StoredDocument, StoredDocument.sha256.in_(of_theirs)),)
