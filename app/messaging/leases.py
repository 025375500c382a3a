"""Taking promised work under a lease: atomically, on both databases, lost by nobody."""

import secrets
from datetime import timedelta

from sqlalchemy import or_, select, update

from app.extensions import db
from app.kernel import clock
from app.messaging.models import Message

LEASE = timedelta(minutes=2)


def claim(limit: int = 20, only: int | None = None) -> tuple[str, list[int]]:
    """Take messages that wait, in one statement; returns the lease and their ids. Commits."""
    now, lease = clock.now(), secrets.token_hex(16)
    waiting = (
        select(Message.id)
        .where(
            Message.done_at.is_(None),
            Message.run_at <= now,
            or_(Message.lease_until.is_(None), Message.lease_until < now),
        )
        .order_by(Message.run_at)
        .limit(limit)
    )
    if only is not None:
        waiting = waiting.where(Message.id == only)
    if db.engine.dialect.name == "postgresql":
        waiting = waiting.with_for_update(skip_locked=True)
    ids = list(db.session.scalars(waiting))
    taken = []
    if ids:
        taken = list(
            db.session.scalars(
                update(Message)
                .where(
                    Message.id.in_(ids),
                    Message.done_at.is_(None),
                    or_(Message.lease_until.is_(None), Message.lease_until < now),
                )
                .values(lease=lease, lease_until=now + LEASE, attempts=Message.attempts + 1)
                .returning(Message.id)
                .execution_options(synchronize_session=False)
            )
        )
    db.session.commit()
    return lease, taken
