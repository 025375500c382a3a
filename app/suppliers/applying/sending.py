"""What the applicant does with an application: send it, answer, wish for a day, withdraw."""

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.suppliers.applying import course, messages, queries, steps
from app.suppliers.applying.course import CANDIDATE
from app.suppliers.applying.models import Application, ApplicationState
from app.suppliers.applying.starting import new_link, tell
from app.suppliers.applying.words import step_said
from app.web.filters import date_long


class NotComplete(Refused):
    """Something is missing before this can be sent."""


class TooSoon(Refused):
    """An earlier application was closed and said from when one may apply again."""


def submit(application: Application) -> None:
    """Send the draft to the cooperative. Raises NotComplete, TooSoon, NotNow."""
    course.held(application)
    _complete(application)
    if day := queries.blocked_until(application):
        raise TooSoon(_("You can apply again from %(day)s.", day=date_long(day)))
    application.submitted_at = application.submitted_at or clock.now()
    course.move(application, "submit", CANDIDATE, kind=str(application.kind))
    tell(
        application, "application-submitted", messages.submitted(application, new_link(application))
    )


def _complete(application: Application) -> None:
    left = [step_said(step) for step in steps.missing(application)]
    if application.email_confirmed_at is None:
        left.append(step_said("email"))
    if left:
        raise NotComplete(_("Still missing: %(steps)s.", steps=", ".join(left)))


def reply(application: Application, words: str) -> None:
    """Answer what the reviewer asked; the steps close again. Raises NotComplete, NotNow."""
    course.held(application)
    if application.state is ApplicationState.NEEDS_INFO:
        _complete(application)
    course.move(application, "reply", CANDIDATE, steps=list(application.reopened))
    application.reply = words or None
    application.reopened = []
    db.session.flush()


def wish(application: Application, words: str) -> None:
    """Name days on which the applicant can come to talk. Raises NotNow."""
    course.held(application)
    if application.state is not ApplicationState.INTERVIEW_OFFERED:
        raise course.NotNow(_("There is no day to agree on now."))
    application.wish = words
    db.session.flush()
    course.record(application, "day_wished", CANDIDATE)


def withdraw(application: Application) -> None:
    """The applicant takes it back; what was written is kept six months (C8). Raises NotNow."""
    course.move(application, "withdraw", CANDIDATE)
    tell(application, "application-withdrawn", messages.withdrawn(application))
