"""What reviewers do with an application: ask, talk, approve by two, reject (4.1)."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts import members
from app.accounts.models import Approval, Member
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.suppliers.applying import checks, course, messages, rules
from app.suppliers.applying.course import REVIEWER, SYSTEM
from app.suppliers.applying.models import Application, ApplicationState
from app.suppliers.applying.starting import new_link, tell

RIGHT = "catalogue"
PURPOSE = "application"


class NothingAsked(Refused):
    """A question needs words and at least one step to look at again."""


class NotADay(Refused):
    """The day of the interview lies in the past."""


def ask_more(application: Application, question: str, reopened: Sequence[str], by: Member) -> None:
    """Give it back with a question; the named steps are open again. NothingAsked, NotNow."""
    chosen = [step for step in rules.STEPS if step in reopened]
    if not chosen or not question:
        raise NothingAsked(_("Write what is missing and choose the steps to look at again."))
    course.move(application, "ask_more", REVIEWER, str(by.id), steps=chosen)
    application.question, application.reopened, application.reply = question, chosen, None
    db.session.flush()
    tell(application, "application-question", messages.question(application, new_link(application)))


def offer_interview(application: Application, by: Member) -> None:
    """The documents are in order: the applicant is asked for a day. Unchecked, NotNow."""
    course.held(application)
    if application.state is ApplicationState.SUBMITTED:
        checks.must_be_checked(application)
    course.move(application, "offer_interview", REVIEWER, str(by.id))
    application.wish = None
    tell(
        application, "application-interview", messages.interview(application, new_link(application))
    )


def agree(application: Application, at: datetime, place: str, by: Member) -> None:
    """The day of the interview is agreed. Raises NotADay, NotNow."""
    if at <= clock.now():
        raise NotADay(_("Choose a moment that is still to come."))
    course.held(application)
    application.interview_at, application.interview_place = at, place
    course.move(application, "book", REVIEWER, str(by.id), at=at.isoformat())
    application.wish = None
    tell(application, "application-day", messages.day_agreed(application, new_link(application)))


def note_outcome(application: Application, outcome: str, by: Member) -> None:
    """How the interview went; the third time nobody comes closes the application. NotNow."""
    course.held(application)
    if outcome not in rules.OUTCOMES or application.state is not ApplicationState.INTERVIEW_BOOKED:
        raise course.NotNow(_("There is no interview whose outcome could be noted."))
    event = rules.outcome_event(outcome, application.no_shows)
    if outcome == "no_show":
        application.no_shows += 1
    if event == "completed":
        course.move(application, event, REVIEWER, str(by.id))
        checks.verify(application, "interview", by.id)
        return
    course.move(application, event, SYSTEM, str(by.id), outcome=outcome)
    application.interview_at = application.interview_place = None
    if event == "third_no_show":
        application.again_from = clock.today() + rules.AGAIN_AFTER_NO_SHOWS
        db.session.flush()
        tell(application, "application-expired", messages.expired(application))
        return
    tell(
        application, "application-interview", messages.interview(application, new_link(application))
    )


def approve(application: Application, reason: str, by: Member) -> bool:
    """One reviewer's word; the second one's makes it so. Unchecked, NotYet, NotNow."""
    course.held(application)
    if application.state is not ApplicationState.INTERVIEW_DONE:
        raise course.NotNow(_("Only after the talk can an application be approved."))
    checks.must_be_checked(application)
    if not members.approve(PURPOSE, application.number, by, RIGHT, reason):
        course.record(application, "first_word", REVIEWER, str(by.id))
        return False
    application.approved_by = by.id
    course.move(application, "approve", REVIEWER, str(by.id))
    tell(application, "application-approved", messages.approved(application, new_link(application)))
    return True


def reject(application: Application, reason: str, again_from: date | None, by: Member) -> None:
    """Say no, with a reason and from when one may apply again. Raises NothingAsked, NotNow."""
    if len(reason) < 10:
        raise NothingAsked(_("Write the reason in a sentence; the applicant reads it."))
    course.move(application, "reject", REVIEWER, str(by.id), reason=reason)
    application.reason, application.again_from = reason, again_from
    db.session.flush()
    tell(application, "application-rejected", messages.rejected(application))


def words_given(application: Application) -> list[Approval]:
    """Whose word for this application stands already."""
    return list(
        db.session.scalars(
            select(Approval)
            .where(Approval.purpose == PURPOSE, Approval.subject == application.number)
            .order_by(Approval.id)
        )
    )
