"""A seller does not want the goods paid back without their return (5.3)."""

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.orders.services.changes import locked
from app.returns import rules
from app.returns.models import Case, CaseState, Kind
from app.returns.services.telling import NotNow, ReasonNeeded, record

UNDECIDED = frozenset(
    {
        CaseState.RECEIVED,
        CaseState.PENDING_REFUSAL,
        CaseState.UNDER_REVIEW,
        CaseState.WAITING_INFO,
    }
)


def may_object(case: Case) -> bool:
    """Whether it is still open if the goods, which the buyer has, must come back."""
    if case.objected_at is not None or case.kind is Kind.MISSING:
        return False
    if not any(part.dispatched for part in case.lines):
        return False
    if case.goods is None:
        return case.state in UNDECIDED
    return (case.goods.state, "approve_without_goods") in rules.GOODS


def object_to_keeping(case: Case, words: str, by: str) -> None:
    """The seller wants the goods back; who decides otherwise bears it. ReasonNeeded, NotNow."""
    if len(words.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write in a sentence why the goods must come back."))
    locked(case.suborder.order)
    db.session.refresh(case)
    if case.goods is not None:
        db.session.refresh(case.goods)
    if not may_object(case):
        raise NotNow(_("This case has been decided meanwhile. Please look at it again."))
    case.objection = words
    case.objected_at, case.objected_by = clock.now(), by
    record(case, "supplier_objected", by, {"reason": words})
