from sqlalchemy import select

from app.extensions import db
from app.kernel.errors import NotFound
from app.records.models import AuthorityRequest


def request_of(number: str) -> AuthorityRequest:
    """One entry of the register. Raises NotFound."""
    found = db.session.scalar(select(AuthorityRequest).where(AuthorityRequest.number == number))
    if found is None:
        raise NotFound
    return found


def register() -> list[AuthorityRequest]:
    """The register of authorities' requests, newest first."""
    return list(db.session.scalars(select(AuthorityRequest).order_by(AuthorityRequest.id.desc())))


def unreleased() -> list[AuthorityRequest]:
    """What authorities still wait for, oldest first."""
    return [entry for entry in reversed(register()) if entry.released_at is None]
