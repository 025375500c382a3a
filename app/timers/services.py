"""Jobs that come round, leased in the database so that any worker may run them (D §13)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.kernel import clock, transactions
from app.timers.models import Timer
from app.web.logs import log, without_persons

LEAST_LEASE = timedelta(minutes=2)
MOST_LEASE = timedelta(minutes=10)
RETRY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done, how often, or at which hour of the shop's day. It must bear being repeated."""

    name: str
    run: Callable[[], object]
    every: timedelta = timedelta(days=1)
    daily_at: time | None = None

    @property
    def lease(self) -> timedelta:
        """How long a worker that died in it keeps others from it."""
        return min(max(2 * self.every, LEAST_LEASE), MOST_LEASE)


def run_due(jobs: Iterable[Job]) -> list[str]:
    """Run every job whose time has come; returns the names of those that ran well."""
    return [job.name for job in jobs if (until := _take(job)) and _run(job, until)]


def _take(job: Job) -> datetime | None:
    """The end of the lease, which is its name too; None when not due or somebody else's."""
    now = clock.now()
    with transactions.reading():
        timer = db.session.get(Timer, job.name)
        waits = timer is not None and timer.due_at > now
        db.session.rollback()
    if waits:
        return None
    if timer is None:
        _make_row(job, now)
    until = now + job.lease
    taken = db.session.execute(
        update(Timer)
        .where(
            Timer.name == job.name,
            Timer.due_at <= now,
            or_(Timer.lease_until.is_(None), Timer.lease_until < now),
        )
        .values(lease_until=until)
        .returning(Timer.name)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    db.session.commit()
    return until if taken is not None else None


def _make_row(job: Job, now: datetime) -> None:
    try:
        db.session.add(Timer(name=job.name, due_at=now))
        db.session.commit()
    except IntegrityError:  # another worker made it at the same moment
        db.session.rollback()


def _run(job: Job, until: datetime) -> bool:
    try:
        job.run()
        transactions.save()
    except Exception as error:  # one job's fault must not stop the others
        db.session.rollback()
        log.error("job failed", job=job.name, exc_info=True)
        _note(job, until, without_persons(f"{type(error).__name__}: {error}")[:300])
        return False
    _note(job, until, None)
    return True


def _note(job: Job, until: datetime, error: str | None) -> None:
    """Write down how it went, unless the job outlived its lease and is somebody else's now."""
    began = until - job.lease
    values: dict[str, object] = {"lease_until": None, "last_error": error}
    if error is None:
        values |= {"last_ok_at": clock.now(), "due_at": next_due(job, began)}
    else:
        values |= {"due_at": clock.now() + min(job.every, RETRY)}
    db.session.execute(
        update(Timer).where(Timer.name == job.name, Timer.lease_until == until).values(**values)
    )
    db.session.commit()


def next_due(job: Job, began: datetime) -> datetime:
    """When it comes round again, counted from the minute in which it began."""
    if job.daily_at is None:
        return began.replace(second=0, microsecond=0) + job.every
    local = began.astimezone(clock.SHOP_ZONE)
    today = datetime.combine(local.date(), job.daily_at, clock.SHOP_ZONE)
    following = today if today > local else today + timedelta(days=1)
    return following.astimezone(UTC)
