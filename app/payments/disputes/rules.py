"""What may follow what for a dispute, and by whose rule a lost one is borne."""

from app.law import bearing as law
from app.law.bearing import Bearing
from app.payments.gateway import Disputed
from app.payments.models import Dispute, DisputeState

DISPUTE: dict[tuple[DisputeState, str], DisputeState] = {
    (DisputeState.NEEDS_ANSWER, "under_review"): DisputeState.UNDER_REVIEW,
    (DisputeState.NEEDS_ANSWER, "won"): DisputeState.WON,
    (DisputeState.NEEDS_ANSWER, "lost"): DisputeState.LOST,
    (DisputeState.UNDER_REVIEW, "needs_answer"): DisputeState.NEEDS_ANSWER,
    (DisputeState.UNDER_REVIEW, "won"): DisputeState.WON,
    (DisputeState.UNDER_REVIEW, "lost"): DisputeState.LOST,
    (DisputeState.WON, "lost"): DisputeState.LOST,
    (DisputeState.LOST, "won"): DisputeState.WON,
    (DisputeState.LOST, "bear"): DisputeState.BORNE,
    (DisputeState.BORNE, "won"): DisputeState.WON,
}
GOING_ON = frozenset({DisputeState.NEEDS_ANSWER, DisputeState.UNDER_REVIEW})
OVER = frozenset({DisputeState.WON, DisputeState.BORNE})
STRANGER = "stranger"
CAUSES = (
    "withdrawal",
    "claim",
    "lost",
    "damaged",
    "termination",
    "impossibility",
    "not_binding",
    "unasked_extra",
    "late_money",
    STRANGER,
)


def is_older(dispute: Dispute, found: Disputed) -> bool:
    """Whether this word was spoken before the last one we took: words come in any order."""
    if found.movements != dispute.movements:
        return found.movements < dispute.movements
    return dispute.state not in GOING_ON and found.state in GOING_ON


def who_bears(cause: str, carrier_contract: str) -> Bearing:
    """As its cause (5.3); what a stranger bought with a stolen card is the cooperative's."""
    return law.who_bears(cause, carrier_contract, against_objection=cause == STRANGER)
