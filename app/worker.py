"""The worker: Huey wakes it every minute or when something was promised; rows say what to do."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from app.extensions import db
from app.kernel import crypto
from app.timers import services as timers
from app.timers_list import JOBS

NAME = "imece"


def make_huey(app: Flask) -> Huey:
    """The queue that QUEUE_URL names: SQLite file, PostgreSQL or Redis. It only wakes."""
    url = str(app.config["QUEUE_URL"])
    with app.app_context():
        serializer = SignedSerializer(secret=crypto.sign("queue", b"huey"))
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return SqliteHuey(
            NAME, filename=url.removeprefix("sqlite:///"), results=False, serializer=serializer
        )
    if scheme.startswith("postgres"):
        return PostgresHuey(NAME, dsn=url, results=False, serializer=serializer)
    if scheme.startswith("redis"):
        return RedisHuey(NAME, url=url, results=False, serializer=serializer)
    return MemoryHuey(NAME, immediate=True, results=False, serializer=serializer)


def in_context(app: Flask, work: Callable[[], object]) -> Callable[[], None]:
    """One application context per task, and no session left open."""

    @wraps(work)
    def inner() -> None:
        with app.app_context():
            try:
                work()
            finally:
                db.session.remove()

    return inner


def tick() -> list[str]:
    """Whatever is due now."""
    return timers.run_due(JOBS)


def make_worker(app: Flask) -> Huey:
    """The queue with its one periodic task."""
    huey = make_huey(app)
    huey.periodic_task(crontab(minute="*"))(in_context(app, tick))
    return huey


def run(app: Flask) -> None:
    """Work until told to stop; what is under way is finished first."""
    huey = make_worker(app)
    in_context(app, tick)()
    huey.create_consumer(
        workers=1, worker_type="thread", periodic=True, graceful_signal="TERM"
    ).run()
