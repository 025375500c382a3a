"""The register of authorities that ask for records (DC-20.2, AM-12A.4)."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Refused
from app.records.models import AuthorityRequest


class NeedsAnother(Refused):
    """Whoever enters a request does not approve it."""


class NotApproved(Refused):
    """Records leave only with a second person's approval."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, under which reference, for what."""

    authority: str
    reference: str
    scope: str
    order_reference: str
    received_on: date


def enter(asked: Asked, member: Member) -> AuthorityRequest:
    """Write a request down in the register."""
    entry = AuthorityRequest(
        number=ids.reference("A"),
        authority=asked.authority,
        authority_reference=asked.reference,
        scope=asked.scope,
        order_reference=asked.order_reference,
        received_on=asked.received_on,
        entered_at=clock.now(),
        entered_by_id=member.id,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def approve(entry: AuthorityRequest, member: Member) -> None:
    """A second person has read the request and agrees. Raises NeedsAnother."""
    if member.id == entry.entered_by_id:
        raise NeedsAnother(_("Another person than the one who entered it must approve."))
    if entry.approved_at is None:
        entry.approved_at, entry.approved_by_id = clock.now(), member.id
        db.session.flush()


def release(entry: AuthorityRequest, member: Member) -> None:
    """Let the records go to the authority. Raises NotApproved."""
    if entry.approved_at is None:
        raise NotApproved(_("A second person must approve before records are released."))
    if entry.released_at is None:
        entry.released_at, entry.released_by_id = clock.now(), member.id
        db.session.flush()
