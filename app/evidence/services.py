"""Append facts to the chain of an order. Nothing here changes or deletes one."""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import select

from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import clock, crypto

PURPOSE = "evidence"
START = "0" * 64


def canonical(body: Mapping[str, object]) -> str:
    """JSON in one form only: sorted keys, no spaces, UTF-8 (so that its hash means something)."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def record(
    subject: str,
    kind: str,
    body: Mapping[str, object],
    actor_role: str,
    actor_id: str | None = None,
) -> Evidence:
    """Append one fact to the chain of `subject` (an order's reference, 0.5).

    The chain's row is locked first, so that two writers never take the same place.
    """
    chain = _locked_chain(subject)
    text = canonical(body)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if db.session.get(EvidenceBody, digest) is None:
        db.session.add(EvidenceBody(sha256=digest, body=text))
    at = clock.now()
    chain.length += 1
    chain.head_hash = crypto.sign(
        PURPOSE, link_text(chain.head_hash, chain.length, kind, actor_role, digest, at.isoformat())
    )
    row = Evidence(
        chain_id=chain.id,
        seq=chain.length,
        kind=kind,
        actor_role=actor_role,
        actor_id=actor_id,
        at=at,
        body_sha256=digest,
        key_id=crypto.key_id(),
        link=chain.head_hash,
    )
    db.session.add(row)
    db.session.flush()
    return row


def link_text(previous: str, seq: int, kind: str, actor: str, digest: str, at: str) -> bytes:
    """What a link of the chain signs."""
    return "\n".join((previous, str(seq), kind, actor, digest, at)).encode()


def _locked_chain(subject: str) -> EvidenceChain:
    found = db.session.scalar(
        select(EvidenceChain)
        .where(EvidenceChain.subject == subject)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        found = EvidenceChain(subject=subject, head_hash=START, length=0)
        db.session.add(found)
        db.session.flush()
    return found
