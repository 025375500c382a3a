"""Deciding a withdrawal that is late or exempt, complaints, and keeping the contract (4.6.1)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.orders import periods
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.models import Case, CaseState
from app.returns.services import cases, goods, money, quantities
from app.returns.services.telling import NotNow, ReasonNeeded, note, record, tell, tell_supplier


class NotProvable(Conflict):
    """What a refusal stands on is not in the evidence, so the shopper is right."""


def confirm_refusal(case: Case, reason: str, by: str) -> None:
    """Refuse with a written reason; the goods stay the shopper's. Raises NotProvable."""
    if len(reason.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write the reason in a sentence the buyer will understand."))
    locked(case.suborder.order)
    db.session.refresh(case)
    if problem := why_not_refusable(case):
        raise NotProvable(problem)
    refuse(case, "confirm_refusal", reason, by)


def why_not_refusable(case: Case) -> str:
    """What is missing for a refusal: the disclosure (exempt), the end and informing (late)."""
    if case.ground == "late":
        suborder = case.suborder
        if periods.last_day(suborder) is None or cases.is_in_time(case):
            return _("The period of this contract has not ended. The withdrawal must be accepted.")
        if suborder.informed_on is None:
            return _("There is no evidence that the buyer was informed of the right to withdraw.")
    elif not all(cases.was_disclosed(part.order_line) for part in case.lines):
        return _("There is no evidence that the buyer was told of the exemption before ordering.")
    return ""


def refuse(case: Case, event: str, reason: str, by: str) -> None:
    """Say no, why, and where to complain; the pieces stay the shopper's."""
    cases.move(case, event)
    case.reason = reason
    case.decided_at, case.decided_by = clock.now(), by
    quantities.let_go(case)
    kind = "claim_refused" if case.is_claim else "withdrawal_refused"
    record(case, kind, by, {"reason": reason, "ground": case.ground or ""})
    tell(case, kind.replace("_", "-"), messages.refused(case), clock.today().isoformat())


def overrule(case: Case, _reason: str, by: str) -> None:
    """Accept although the rule proposed to refuse; a reason is not asked."""
    cases.accept(case, "overrule", by)


def accept_undecided() -> int:
    """A proposed refusal nobody confirmed in time is dropped (timer `cases`)."""
    waiting = db.session.scalars(
        select(Case).where(Case.state == CaseState.PENDING_REFUSAL, Case.decide_by < clock.today())
    ).all()
    for case in waiting:
        cases.accept(case, "not_decided", "SYS")
    return len(waiting)


def complain(case: Case, text: str, by: str) -> None:
    """The shopper does not agree, or has new facts: looked at again, whenever that is.

    What is granted then is a refund of its own (DC-12.2.c). Raises ReasonNeeded, MoreThanKept.
    """
    if len(text.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write in a sentence what we should look at again."))
    locked(case.suborder.order)
    db.session.refresh(case)
    event = "complaint"
    if (case.state, event) not in (rules.CLAIM if case.is_claim else rules.WITHDRAWAL):
        raise NotNow(_("This case has been decided meanwhile. Please look at it again."))
    quantities.reserve_again(case)
    cases.move(case, event)
    case.complained_at = clock.now()
    setting = "defect_review_business_days" if case.is_claim else "refusal_business_days"
    case.decide_by = cases.business_day(case, setting)
    note(case.statement, case, "complaint", by, text)
    record(case, "complaint", by, {"text": text})
    tell(case, "complaint-received", messages.complaint_received(case), clock.now().isoformat())


def may_keep(case: Case) -> bool:
    """Whether both could still agree that the contract stands: before money leaves (4.6.1)."""
    return (
        case.state is CaseState.ACCEPTED
        and not case.is_claim
        and case.goods is not None
        and (case.goods.state, "both_keep") in rules.GOODS
        and case.goods.received_at is None
        and all(part.dispatched == part.quantity for part in case.lines)
        and not money.is_on_its_way(case)
    )


def keep(case: Case, by: str) -> None:
    """One side says that the contract shall stand after all; with both it is revoked.

    Two records, before money is sent. Raises NotNow.
    """
    back = goods.of(case)
    if not may_keep(case):
        raise NotNow(_("This can no longer be taken back: the goods or the money are on the way."))
    if by == "SH":
        case.kept_by_shopper_at = case.kept_by_shopper_at or clock.now()
    else:
        case.kept_by_supplier_at = case.kept_by_supplier_at or clock.now()
    record(case, "contract_kept", by)
    if case.kept_by_shopper_at is None or case.kept_by_supplier_at is None:
        if by == "SH":
            tell_supplier(case, "keep-asked", messages.keep_asked(case))
        return
    cases.move(case, "both_keep")
    money.cancel(case)
    goods.move(back, "both_keep")
    quantities.let_go(case)
    record(case, "withdrawal_revoked", "SYS")
    tell(case, "withdrawal-revoked", messages.revoked(case))
