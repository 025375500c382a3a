"""Taking promised work under a lease: atomically, on both databases, lost by nobody."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update

from app.extensions import db
from app.kernel import clock
from app.messaging.models import Leased

LEASE = timedelta(minutes=2)


def claim(
    work: type[Leased], limit: int = 20, only: Collection[int] | None = None
) -> tuple[str, list[int]]:
    """Take rows that wait, in one statement; returns the lease and their ids. Commits.

    Whoever asks at the same moment gets other rows: SQLite writes one at a time, PostgreSQL
    skips what is locked. `only` narrows it to these ids, if they wait.
    """
    now, lease = clock.now(), secrets.token_hex(16)
    waiting = select(work.id).where(_free(work, now)).order_by(work.run_at, work.id).limit(limit)
    if only is not None:
        waiting = waiting.where(work.id.in_(only))
    if db.engine.dialect.name == "postgresql":
        waiting = waiting.with_for_update(skip_locked=True)
    chosen = waiting.cte("waiting")
    taken = db.session.scalars(
        update(work)
        .where(work.id.in_(select(chosen.c.id)), _free(work, now))
        .values(lease=lease, lease_until=now + LEASE, attempts=work.attempts + 1)
        .returning(work.id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.commit()
    return lease, sorted(taken)


def keep(work: type[Leased], row_id: int, lease: str) -> bool:
    """Whether this lease still holds; if so its time begins anew. Commits."""
    kept = db.session.execute(
        update(work)
        .where(held(work, row_id, lease))
        .values(lease_until=clock.now() + LEASE)
        .returning(work.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    db.session.commit()
    return kept is not None


def held(work: type[Leased], row_id: int, lease: str) -> ColumnElement[bool]:
    """The row, if nobody has taken it over and nothing has ended it."""
    return and_(work.id == row_id, work.lease == lease, work.done_at.is_(None))


def _free(work: type[Leased], now: datetime) -> ColumnElement[bool]:
    return and_(
        work.done_at.is_(None),
        work.run_at <= now,
        or_(work.lease_until.is_(None), work.lease_until < now),
    )
