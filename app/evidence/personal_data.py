"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import select

from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import Where
from app.law.personal_data import Person, Plain

PLAIN: Plain = {
    "destruction_permits": "id chain_id document_sha256 run granted_on",
    "evidence": "id chain_id seq kind actor_role at body_sha256 key_id link",
    "evidence_bodies": "sha256",
    "evidence_chains": ("id subject head_hash length closed_at retain_until destroyed_by_run"),
}


def roots(person: Person) -> tuple[Where, ...]:
    """What was recorded about what is theirs, and its wording."""
    chains = select(EvidenceChain.id).where(EvidenceChain.subject.in_(person.references))
    bodies = select(Evidence.body_sha256).where(Evidence.chain_id.in_(chains))
    return (
        (Evidence, Evidence.chain_id.in_(chains)),
        (EvidenceBody, EvidenceBody.sha256.in_(bodies)),
    )
