"""A supplier gives her proof against a dispute about her goods."""

from flask_babel import gettext as _

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.orders.services.changes import locked
from app.payments.disputes import rules
from app.payments.models import Dispute, DisputeProof
from app.payments.services.machine import NotNow


def give(
    dispute: Dispute, supplier_id: int, words: str, file: str | None, member: Member
) -> DisputeProof:
    """Keep what she says and shows; more than once if she finds more. Raises NotNow."""
    order = locked(dispute.order)
    db.session.refresh(dispute)
    if dispute.state not in rules.GOING_ON or dispute.answer:
        raise NotNow(_("The answer has gone to the bank already; nothing can be added to it."))
    proof = DisputeProof(
        supplier_id=supplier_id,
        words=words,
        file=file,
        written_by=member.id,
        written_at=clock.now(),
    )
    dispute.proofs.append(proof)
    db.session.flush()
    evidence.record(
        order.reference,
        "dispute_proof",
        {"dispute": dispute.number, "words": words, "file": file or ""},
        "SU",
        str(member.id),
    )
    return proof
