import json

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


def broken_chains() -> list[str]:
    """The subjects whose chain does not hold: a row missing, changed, or not signed by us."""
    return [
        chain.subject for chain in db.session.scalars(select(EvidenceChain)) if not _holds(chain)
    ]


def _holds(chain: EvidenceChain) -> bool:
    previous = services.START
    rows = db.session.scalars(
        select(Evidence).where(Evidence.chain_id == chain.id).order_by(Evidence.seq)
    ).all()
    for place, row in enumerate(rows, start=1):
        text = services.link_text(
            previous, row.seq, row.kind, row.actor_role, row.body_sha256, row.at.isoformat()
        )
        if row.seq != place or not crypto.signed(services.PURPOSE, text, row.link):
            return False
        previous = row.link
    return len(rows) == chain.length and previous == chain.head_hash
