"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "invoice_documents": "id suborder_id cause version issued_on media_type size source at",
    "invoice_requests": "key suborder_id cause asked_at run_at tries problem done_at",
}
