"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "amendments": (
        "id number contract_id document_sha256 turkish_sha256 state proposed_at decided_at"
    ),
    "contracts": ("id suborder_id formed_at rule_set document_sha256 turkish_sha256 info_defect"),
    "document_files": "document_sha256 file_sha256 made_at problem",
    "documents": "sha256 kind language stored_at",
    "order_documents": "order_reference sha256 kind added_at",
}
