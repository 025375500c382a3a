"""How often something may be tried, counted in the database so that it holds across processes."""

from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Throttle
from app.extensions import db
from app.kernel import clock, crypto
from app.kernel.errors import TooMany
from app.kernel.transactions import apart


def count(purpose: str, who: str, limit: int, minutes: int) -> None:
    """Count one try of this purpose by this address or person; what is counted stands.

    Call it before the request's own first write. Raises TooMany past `limit` in `minutes`.
    """
    bucket = f"{purpose}:{crypto.sign('throttle', who.encode())[:40]}"
    now = clock.now()
    window = datetime.fromtimestamp(now.timestamp() // (minutes * 60) * (minutes * 60), tz=UTC)
    db.session.rollback()
    try:
        tries = _count(bucket, window, now, minutes)
    except IntegrityError:  # somebody else began this window at the same moment
        tries = _count(bucket, window, now, minutes)
    if tries > limit:
        raise TooMany(_("Too many tries. Wait a quarter of an hour and try again."))


def _count(bucket: str, window: datetime, now: datetime, minutes: int) -> int:
    with apart() as session:
        row = session.get(Throttle, (bucket, window), with_for_update=True)
        if row is None:
            row = Throttle(bucket=bucket, window_at=window, count=0)
            session.add(row)
            session.flush()
        row.count += 1
        earlier = session.scalar(
            select(func.coalesce(func.sum(Throttle.count), 0)).where(
                Throttle.bucket == bucket,
                Throttle.window_at > now - timedelta(minutes=minutes),
            )
        )
        return max(int(earlier or 0), row.count)


def forget(purpose: str, who: str) -> None:
    """A success clears the count."""
    bucket = f"{purpose}:{crypto.sign('throttle', who.encode())[:40]}"
    db.session.execute(delete(Throttle).where(Throttle.bucket == bucket))
