"""Refunds whose last day comes near: day 7 and 11 remind, day 12 escalates (DC-12.1, 4.7)."""

from app.accounts import queries as people
from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.payments import desk_queries, messages, rules
from app.payments.models import Refund
from app.suppliers.models import Supplier


def remind() -> int:
    """Tell who must act, once for each stage; a missed night is caught up with the latest stage."""
    told = 0
    for refund in desk_queries.open_refunds():
        stage = rules.reminder_stage((refund.due_on - clock.today()).days)
        if stage is None or refund.state in rules.ASKS_FOR_IBAN:
            continue
        told += _tell(refund, stage)
    return told


def _tell(refund: Refund, stage: int) -> int:
    told = sum(
        _promise(refund, stage, member.email, member.language) for member in _staff_for(stage)
    )
    supplier = db.session.get(Supplier, refund.supplier_id)
    if supplier is not None:
        told += _promise(refund, stage, supplier.email, supplier.language)
    if told and stage == rules.ESCALATED:
        evidence.record(
            refund.order.reference, "refund_escalated", {"refund": refund.number}, "SYS"
        )
    return told


def _staff_for(stage: int) -> list[Member]:
    """Finance; from day 12 on every administrator who may change the settings too."""
    rights = ("finance", "settings") if stage == rules.ESCALATED else ("finance",)
    return people.staff_with(*rights)


def _promise(refund: Refund, stage: int, to: str, language: str) -> int:
    key = f"refund-day-{stage}:{refund.number}:{to}"
    if messaging.is_promised(key):
        return 0
    messaging.promise(
        f"refund-day-{stage}",
        messages.pressing(refund, (refund.due_on - clock.today()).days, language),
        to=to,
        language=language,
        about=refund.number,
        key=key,
    )
    return 1
