"""A claim that goods are not as they should be: looked at by a person (machine 4.6.2, C-19)."""

from collections.abc import Collection
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.law import deadlines
from app.orders import periods
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.models import CLAIMS, Case, CaseState
from app.returns.services import cases, deciding, goods, money
from app.returns.services.telling import ReasonNeeded, note, record, tell
from app.settings import queries as settings


def ask(case: Case, question: str, by: str) -> None:
    """A photo or a report is needed; the clock of the refund stands still while we wait."""
    if len(question.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write what you need to know."))
    cases.move(case, "ask")
    case.asked_at = clock.now()
    note(case.statement, case, "question", by, question)
    record(case, "claim_question", by, {"text": question})
    tell(case, "claim-question", messages.claim_question(case, question), clock.now().isoformat())


def reply(case: Case, text: str, by: str) -> None:
    """The shopper answers, or adds something; whatever waited for it goes on."""
    locked(case.suborder.order)
    db.session.refresh(case)
    note(case.statement, case, "reply", by, text)
    record(case, "claim_reply", by, {"text": text})
    if case.state is CaseState.WAITING_INFO:
        go_on(case, "reply")


def go_on(case: Case, event: str) -> None:
    """Nothing is waited for any longer: the clock of the refund runs, and a person decides."""
    locked(case.suborder.order)
    db.session.refresh(case)
    assert case.asked_at is not None
    cases.move(case, event)
    case.paused_days += (clock.today() - clock.day_of(case.asked_at)).days
    case.asked_at = None
    case.decide_by = review_by(case)
    db.session.flush()


def review_by(case: Case) -> date:
    """The last day for a decision: three business days, counted from an agreed service (HR-17).

    Before the service has come nothing is decided by itself; after it, early enough that the
    money is not late.
    """
    days = settings.number("defect_review_business_days")
    holidays = periods.holidays_for(case.suborder.order)
    from_today = deadlines.business_day(clock.today(), days, holidays)
    if case.service_on is None:
        return from_today
    from_service = deadlines.business_day(case.service_on, days, holidays)
    still_in_time = money.last_day(case) - timedelta(days=1)
    return max(from_today, case.service_on, min(from_service, still_in_time))


def answer_by(case: Case) -> date:
    """The day until which the shopper may answer; then the file is decided as it is."""
    assert case.asked_at is not None
    return deadlines.last_day(
        clock.day_of(case.asked_at), rules.ANSWER_DAYS, periods.holidays_for(case.suborder.order)
    )


def stop_waiting() -> int:
    """No answer for fourteen days: decide on the file (timer `cases`)."""
    waiting = db.session.scalars(select(Case).where(Case.state == CaseState.WAITING_INFO)).all()
    silent = [case for case in waiting if answer_by(case) < clock.today()]
    for case in silent:
        go_on(case, "silent")
        record(case, "claim_unanswered", "SYS")
    return len(silent)


def approve(case: Case, line_ids: Collection[int], by: str) -> None:
    """The claim is right, for these lines; the others stay under review in a case of their own."""
    locked(case.suborder.order)
    db.session.refresh(case)
    others = [part for part in case.lines if part.id not in line_ids]
    if len(others) == len(case.lines):
        raise ReasonNeeded(_("Tick at least one thing."))
    if others:
        cases.split(case, others)
    cases.accept(case, "approve", by)


def approve_for_return(case: Case, line_ids: Collection[int], _reason: str, by: str) -> None:
    """The claim is right and the goods come back free of charge."""
    approve(case, line_ids, by)
    if case.goods is not None and (case.goods.state, "approve_goods_back") in rules.GOODS:
        goods.approve_goods_back(case, by)


def approve_for_keeping(case: Case, line_ids: Collection[int], reason: str, by: str) -> None:
    """The claim is right and the goods need not come back (HR-06). Raises ReasonNeeded."""
    if not reason.strip():
        raise ReasonNeeded(_("Write why the goods need not come back."))
    approve(case, line_ids, by)
    if case.goods is not None and (case.goods.state, "approve_without_goods") in rules.GOODS:
        goods.approve_without_goods(case, reason, by)


def refuse(case: Case, line_ids: Collection[int], reason: str, by: str) -> None:
    """The claim is not right, for these lines, with a written reason. Raises ReasonNeeded."""
    if len(reason.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write the reason in a sentence the buyer will understand."))
    locked(case.suborder.order)
    db.session.refresh(case)
    others = [part for part in case.lines if part.id not in line_ids]
    if len(others) == len(case.lines):
        raise ReasonNeeded(_("Tick at least one thing."))
    if others:
        cases.split(case, others)
    deciding.refuse(case, "refuse", reason, by)


def approve_undecided() -> int:
    """Nobody decided within three business days: the shopper is right (HR-04; timer `cases`).

    A claim after the years of liability waits for a person.
    """
    waiting = db.session.scalars(
        select(Case).where(
            Case.state == CaseState.UNDER_REVIEW,
            Case.kind.in_(CLAIMS),
            Case.ground.is_(None),
            Case.decide_by < clock.today(),
        )
    ).all()
    for case in waiting:
        cases.accept(case, "not_decided", "SYS")
    return len(waiting)


def suggests_keeping(case: Case) -> bool:
    """Perishables with a photo: the money without the goods is what we propose (HR-06)."""
    perishable = all(part.order_line.wd_code == "c" for part in case.lines)
    return perishable and bool(case.statement.files)
