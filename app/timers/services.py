"""Jobs that come round, leased in the database so that any worker may run them (D §13)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.kernel import clock, transactions
from app.timers.models import Timer

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done, how often, or at which hour of the shop's day. It must bear being repeated."""

    name: str
    run: Callable[[], object]
    every: timedelta = timedelta(days=1)
    daily_at: time | None = None


def run_due(jobs: Iterable[Job]) -> list[str]:
    """Run every job whose time has come; returns the names of those that ran well."""
    return [job.name for job in jobs if _take(job) and _run(job)]


def _take(job: Job) -> bool:
    now = clock.now()
    if db.session.get(Timer, job.name) is None:
        _make_row(job, now)
    taken = db.session.execute(
        update(Timer)
        .where(
            Timer.name == job.name,
            Timer.due_at <= now,
            or_(Timer.lease_until.is_(None), Timer.lease_until < now),
        )
        .values(lease_until=now + LEASE)
        .returning(Timer.name)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    db.session.commit()
    return taken is not None


def _make_row(job: Job, now: datetime) -> None:
    try:
        db.session.add(Timer(name=job.name, due_at=now))
        db.session.commit()
    except IntegrityError:  # another worker made it at the same moment
        db.session.rollback()


def _run(job: Job) -> bool:
    try:
        job.run()
        transactions.save()
    except Exception as error:  # one job's fault must not stop the others
        db.session.rollback()
        _note(job, f"{type(error).__name__}: {error}"[:300])
        return False
    _note(job, None)
    return True


def _note(job: Job, error: str | None) -> None:
    timer = db.session.get_one(Timer, job.name)
    now = clock.now()
    timer.lease_until = None
    timer.last_error = error
    timer.due_at = now + timedelta(minutes=1) if error else next_due(job, now)
    if error is None:
        timer.last_ok_at = now
    db.session.commit()


def next_due(job: Job, now: datetime) -> datetime:
    """When it comes round again."""
    if job.daily_at is None:
        return now + job.every
    local = now.astimezone(clock.SHOP_ZONE)
    today = datetime.combine(local.date(), job.daily_at, clock.SHOP_ZONE)
    following = today if today > local else today + timedelta(days=1)
    return following.astimezone(UTC)
