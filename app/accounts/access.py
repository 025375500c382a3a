"""A row whenever staff open a person's page (PR-4.7)."""

from app.accounts.models import AccessLogEntry, Member
from app.extensions import db
from app.kernel import clock


def note_access(member: Member, what: str, subject: str) -> None:
    """Who looked at whose page, and when."""
    db.session.add(AccessLogEntry(at=clock.now(), member_id=member.id, what=what, subject=subject))
    db.session.flush()
