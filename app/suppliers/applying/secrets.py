"""Numbers that are kept encrypted: set, read, shown masked, revealed on record (PR-4.7)."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.accounts.access import note_access
from app.accounts.models import Member
from app.kernel import crypto
from app.kernel.errors import NotFound, Refused
from app.suppliers import numbers
from app.suppliers.applying import course
from app.suppliers.applying.models import Application

SECRETS = ("national_id", "tax_number", "iban")
CIPHERS: Mapping[str, str] = {name: f"{name}_cipher" for name in SECRETS}


class NoReason(Refused):
    """Whoever wants to see a number says why."""


def keep(application: Application, name: str, number: str | None) -> None:
    """Keep a number encrypted, with its blind index; None forgets it."""
    setattr(application, f"{name}_cipher", crypto.encrypt(number) if number else None)
    setattr(application, f"{name}_index", crypto.blind(name, number) if number else None)


def read(application: Application, name: str) -> str:
    """The number for computing with; never for a page."""
    cipher = getattr(application, CIPHERS[name])
    return crypto.decrypt(cipher) if cipher else ""


def masked(application: Application, name: str) -> str:
    """The number for a page: its last three signs."""
    return numbers.masked(read(application, name))


def reveal(application: Application, name: str, reason: str, by: Member) -> str:
    """Show one number whole to somebody of the staff: who, what, when and why are on record."""
    if name not in SECRETS or not getattr(application, CIPHERS[name]):
        raise NotFound
    if len(reason) < 5:
        raise NoReason(_("Write why you need to see the whole number."))
    note_access(by, f"reveal {name}", application.number)
    course.record(application, "revealed", course.REVIEWER, str(by.id), secret=name, reason=reason)
    return read(application, name)
