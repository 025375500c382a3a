"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "destruction_permits": "id chain_id document_sha256 run granted_on",
    "evidence": "id chain_id seq kind actor_role at body_sha256 key_id link",
    "evidence_bodies": "sha256",
    "evidence_chains": ("id subject head_hash length closed_at retain_until destroyed_by_run"),
}
