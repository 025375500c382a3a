"""What we answer a dispute: decided by staff, a row first, then taken to the provider."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.orders.services.changes import locked
from app.payments.models import CommandKind, Dispute, DisputeState, PaymentCommand
from app.payments.services import delivery
from app.payments.services.machine import NotNow


class WordsNeeded(Refused):
    """The card's bank decides by what we write; nothing written is lost."""


def answer(dispute: Dispute, kind: CommandKind, words: str, member: Member) -> None:
    """Contest with our proof, or give in; the provider takes one answer. NotNow, WordsNeeded."""
    order = locked(dispute.order)
    db.session.refresh(dispute)
    answered = dispute.answer is not None and not dispute.trouble
    if dispute.state is not DisputeState.NEEDS_ANSWER or answered:
        raise NotNow(_("This dispute has moved on meanwhile. Please look at it again."))
    if kind is CommandKind.CONTEST and not words.strip():
        raise WordsNeeded(_("Write what happened; the card's bank decides by it."))
    dispute.answer, dispute.words = str(kind), words.strip()
    dispute.answered_by, dispute.trouble = member.id, None
    said = select(func.count(PaymentCommand.id)).where(PaymentCommand.dispute_id == dispute.id)
    row = PaymentCommand(
        key=f"{kind}:{dispute.number}:{db.session.scalar(said) or 0}",
        run_at=clock.now(),
        attempt_id=dispute.attempt_id,
        kind=kind,
        amount_minor=dispute.amount_minor,
        dispute_id=dispute.id,
    )
    db.session.add(row)
    db.session.flush()
    evidence.record(
        order.reference,
        "dispute_answered",
        {"dispute": dispute.number, "answer": str(kind), "words": dispute.words},
        "ADM",
        str(member.id),
    )
    delivery.soon(row.id)
