"""Goods for the authorised service: a defect needs its report, or the service comes (HR-17)."""

from datetime import date, timedelta

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.orders.models import OrderLine
from app.orders.services.changes import locked
from app.returns import messages, rules
from app.returns.models import Case, CaseState, FilePurpose, Kind, Statement
from app.returns.services import cases, claims
from app.returns.services.telling import NotNow, ReasonNeeded, note, record, tell
from app.web.language import speaking


class ImpossibleDay(Refused):
    """A service cannot come in the past, and shall not keep a buyer waiting for long."""


def is_for_service(line: OrderLine) -> bool:
    """Whether only the authorised service should open and install it (HR-16)."""
    return bool(line.snapshot.get("authorised_install"))


def is_missing(case: Case) -> bool:
    """Whether a defect of such goods is claimed and no report of the service is there yet."""
    return (
        case.kind is Kind.DEFECTIVE
        and any(is_for_service(part.order_line) for part in case.lines)
        and not any(file.purpose is FilePurpose.REPORT for file in case.statement.files)
    )


def ask_where_missing(statement: Statement) -> None:
    """A claim without the report is asked for it, never refused; other goods do not wait."""
    for case in list(statement.cases):
        if case.state is not CaseState.UNDER_REVIEW or not is_missing(case):
            continue
        others = [part for part in case.lines if not is_for_service(part.order_line)]
        if others:
            cases.split(case, others)
        with speaking(statement.language):
            question = _(
                "Please send us the report of the authorised service as a PDF or a photo (JPEG) of "
                "at most 10 MB. If you have none, write so: we arrange the service for you."
            )
        claims.ask(case, question, "SYS")


def purpose_of_reply(case: Case) -> FilePurpose:
    """What a file shows that comes with an answer."""
    return FilePurpose.REPORT if is_missing(case) else FilePurpose.CLAIM


def may_move(case: Case) -> bool:
    """Whether a service is agreed and another day for it may be."""
    return case.state is CaseState.UNDER_REVIEW and case.service_on is not None


def is_ahead(case: Case) -> bool:
    """Whether the service that was agreed has not come yet."""
    return may_move(case) and case.service_on is not None and case.service_on >= clock.today()


def latest_day() -> date:
    """The last day on which a service agreed today may come."""
    return clock.today() + timedelta(days=rules.SERVICE_DAYS)


def arrange_service(case: Case, on: date, words: str, by: str) -> None:
    """Staff send the service instead of waiting for a report, or agree on another day for it.

    The refund's clock runs again, for the delay is ours now; the decision waits for the service.
    Raises ReasonNeeded, ImpossibleDay, NotNow.
    """
    if len(words.strip()) < rules.MESSAGE_AT_LEAST:
        raise ReasonNeeded(_("Write which service comes, and when."))
    if not clock.today() <= on <= latest_day():
        raise ImpossibleDay(_("Choose a day within the next two weeks."))
    locked(case.suborder.order)
    db.session.refresh(case)
    if case.state is not CaseState.WAITING_INFO and not may_move(case):
        raise NotNow(_("This case has been decided meanwhile. Please look at it again."))
    case.service_on = on
    if case.state is CaseState.WAITING_INFO:
        claims.go_on(case, "reply")
    else:
        case.decide_by = claims.review_by(case)
    note(case.statement, case, "service", by, words)
    record(case, "service_arranged", by, {"text": words, "on": on.isoformat()})
    once = clock.now().isoformat()
    tell(case, "service-arranged", messages.service_arranged(case, words), once)
