"""Move an application along its table, under a lock, with evidence of every step (4.1)."""

from datetime import date

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.kernel import clock
from app.kernel.errors import Conflict
from app.kernel.transactions import locked
from app.law import deadlines
from app.law.deadlines import Holidays
from app.settings import queries as settings
from app.suppliers.applying import rules
from app.suppliers.applying.models import Application, ApplicationState
from app.suppliers.applying.rules import ENDED_WITHOUT, REVIEWED

CANDIDATE, REVIEWER, SYSTEM = "candidate", "ADM", "SYS"


class NotNow(Conflict):
    """What was asked does not fit the state of the application."""


def chain_of(application: Application) -> str:
    """The name of its chain of evidence."""
    return f"application:{application.number}"


def record(
    application: Application, what: str, role: str, who: str | None = None, **facts: object
) -> None:
    """One fact in the application's chain: numbers and choices, never a name."""
    evidence.record(chain_of(application), f"application_{what}", facts, role, who)


def held(application: Application) -> Application:
    """The application, while nobody else changes it."""
    return locked(application)


def move(
    application: Application, event: str, role: str, who: str | None = None, **facts: object
) -> None:
    """Take one step of 4.1. Raises NotNow; nothing is changed then."""
    held(application)
    after = rules.COURSE.get((application.state, event))
    if after is None:
        raise NotNow(_("That is not possible any more: the application has moved on."))
    before, application.state = application.state, after
    application.state_since = clock.now()
    application.reminded_at = None
    application.due_on = _due_on(application)
    if after in ENDED_WITHOUT:
        application.decided_at = clock.now()
        application.retain_until = deadlines.months_after(clock.today(), rules.KEPT_MONTHS)
    record(application, event, role, who, before=before, state=str(after), **facts)


def _due_on(application: Application) -> date | None:
    """The last day of whoever must act now: business days for us, calendar days for them."""
    today = clock.today()
    if application.state in REVIEWED:
        return deadlines.business_day(today, rules.REVIEW_DAYS, holidays())
    if application.state is ApplicationState.INTERVIEW_BOOKED and application.interview_at:
        return clock.day_of(application.interview_at)
    return rules.last_day(application.state, today)


def holidays() -> Holidays:
    """The holidays on file, under the settings in force."""
    return Holidays(
        public=settings.public_holidays(),
        eves=settings.eves(),
        saturday_is_holiday=settings.flag("saturday_is_holiday"),
        eve_is_holiday=settings.flag("eve_is_holiday"),
    )
