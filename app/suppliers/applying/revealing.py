"""A number of an applicant, shown whole for a reason, on record (PR-4.7)."""

from flask_babel import gettext as _

from app.accounts.access import note_access
from app.accounts.models import Member
from app.kernel.errors import NotFound, Refused
from app.suppliers import secrets
from app.suppliers.applying import course
from app.suppliers.applying.models import Application


class NoReason(Refused):
    """Whoever wants to see a number says why."""


def reveal(application: Application, name: str, reason: str, by: Member) -> str:
    """Show one number whole to somebody of the staff: who, what, when and why are on record."""
    if name not in secrets.SECRETS or not secrets.has(application, name):
        raise NotFound
    if len(reason) < 5:
        raise NoReason(_("Write why you need to see the whole number."))
    note_access(by, f"reveal {name}", application.number)
    course.record(application, "revealed", course.REVIEWER, str(by.id), secret=name, reason=reason)
    return secrets.read(application, name)
