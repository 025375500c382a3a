"""The register of breaches and its clock of 72 hours (KVKK art. 12(5), PR-4.8)."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound, Refused
from app.law import privacy as law
from app.privacy.models import Breach


class InTheFuture(Refused):
    """Nobody learns of anything tomorrow."""


class NeedsReason(Refused):
    """The Board was told too late, and nobody has said why."""


class NotToldYet(Refused):
    """A breach is closed when the Board and the people concerned have been told."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of a breach when it is entered."""

    learned_at: datetime
    what: str
    whose: str
    persons: int
    effects: str
    measures: str


def enter(learned: Learned, member: Member) -> Breach:
    """Write a breach down; its clock runs from the moment it was learned of. Raises InTheFuture."""
    _refuse_future(learned.learned_at)
    breach = Breach(
        number=ids.reference("V"),
        learned_at=learned.learned_at,
        what=learned.what,
        whose=learned.whose,
        persons=learned.persons,
        effects=learned.effects,
        measures=learned.measures,
        entered_at=clock.now(),
        entered_by_id=member.id,
    )
    db.session.add(breach)
    db.session.flush()
    return breach


def board_told(breach: Breach, at: datetime, late_because: str) -> None:
    """The Board was told; after 72 hours only with a reason. Raises NeedsReason, InTheFuture."""
    _refuse_future(at)
    if at > law.board_due(breach.learned_at) and not late_because.strip():
        raise NeedsReason(_("More than 72 hours have passed: write why the Board is told late."))
    breach.board_told_at = at
    breach.late_because = late_because.strip() or None
    db.session.flush()


def persons_told(breach: Breach, at: datetime, how: str) -> None:
    """The people concerned have been told. Raises InTheFuture."""
    _refuse_future(at)
    breach.persons_told_at, breach.told_how = at, how
    db.session.flush()


def close(breach: Breach) -> None:
    """Nothing is left to do. Raises NotToldYet."""
    if breach.board_told_at is None or (breach.persons and breach.persons_told_at is None):
        raise NotToldYet(_("First the Board and the people concerned must have been told."))
    breach.closed_at = clock.now()
    db.session.flush()


def _refuse_future(at: datetime) -> None:
    if at > clock.now():
        raise InTheFuture(_("This moment lies in the future."))


def register() -> list[Breach]:
    """Every breach, newest first."""
    return list(db.session.scalars(select(Breach).order_by(Breach.learned_at.desc(), Breach.id)))


def untold() -> list[Breach]:
    """Those of which the Board has not been told, most urgent first."""
    return list(
        db.session.scalars(
            select(Breach).where(Breach.board_told_at.is_(None)).order_by(Breach.learned_at)
        )
    )


def breach_of(number: str) -> Breach:
    """One breach. Raises NotFound."""
    found = db.session.scalar(select(Breach).where(Breach.number == number))
    if found is None:
        raise NotFound
    return found
