import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.evidence import services
from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import crypto


def kinds_of(subject: str) -> list[str]:
    """What has been recorded about a subject, in order."""
    return list(
        db.session.scalars(
            select(Evidence.kind)
            .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
            .where(EvidenceChain.subject == subject)
            .order_by(Evidence.seq)
        )
    )


def bodies_of(subject: str, kind: str) -> list[dict[str, object]]:
    """The bodies of one kind of fact about a subject, oldest first."""
    return [
        json.loads(body)
        for body in db.session.scalars(
            select(EvidenceBody.body)
            .join(Evidence, Evidence.body_sha256 == EvidenceBody.sha256)
            .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
            .where(EvidenceChain.subject == subject, Evidence.kind == kind)
            .order_by(Evidence.seq)
        )
    ]


@dataclass(frozen=True, slots=True)
class Fact:
    """When something was recorded, and what."""

    at: datetime
    body: dict[str, object]


def facts_of(subject: str, kind: str) -> list[Fact]:
    """The facts of one kind about a subject, oldest first."""
    return [
        Fact(at, json.loads(body))
        for at, body in db.session.execute(
            select(Evidence.at, EvidenceBody.body)
            .join(EvidenceBody, Evidence.body_sha256 == EvidenceBody.sha256)
            .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
            .where(EvidenceChain.subject == subject, Evidence.kind == kind)
            .order_by(Evidence.seq)
        )
    ]


def whole_chain(subject: str) -> list[tuple[Evidence, str]]:
    """Every row of a chain with its body, in order."""
    rows = db.session.execute(
        select(Evidence, EvidenceBody.body)
        .join(EvidenceBody, EvidenceBody.sha256 == Evidence.body_sha256)
        .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
        .where(EvidenceChain.subject == subject)
        .order_by(Evidence.seq)
    )
    return [(row, body) for row, body in rows]


def broken_chains() -> list[str]:
    """The subjects whose chain does not hold: a row or body missing, changed, or not ours.

    A chain that grew while it was read is looked at once more.
    """
    broken = []
    for chain in db.session.scalars(select(EvidenceChain).order_by(EvidenceChain.id)):
        if chain.destroyed_by_run is None and not _holds(chain):
            db.session.refresh(chain)
            if not _holds(chain):
                broken.append(chain.subject)
    return broken


def _holds(chain: EvidenceChain) -> bool:
    previous, place = services.START, 0
    rows = db.session.execute(
        select(Evidence, EvidenceBody.body)
        .outerjoin(EvidenceBody, EvidenceBody.sha256 == Evidence.body_sha256)
        .where(Evidence.chain_id == chain.id)
        .order_by(Evidence.seq)
    )
    for place, (row, body) in enumerate(rows, start=1):
        text = services.link_text(previous, row)
        if row.seq != place or not crypto.signed(services.PURPOSE, text, row.link):
            return False
        if body is None or hashlib.sha256(body.encode()).hexdigest() != row.body_sha256:
            return False
        previous = row.link
    return place == chain.length and previous == chain.head_hash
