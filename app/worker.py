"""The worker: Huey wakes it every minute or when something was promised; rows say what to do."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlsplit

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from redis import ConnectionPool

from app.extensions import db
from app.kernel import crypto
from app.timers import services as timers
from app.timers_list import JOBS, drain

NAME = "imece"
THREADS = 2  # mail may wait for a slow server; what comes round does not wait for mail
PATIENCE_SECONDS = 2


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
        return PostgresHuey(
            NAME,
            dsn="postgresql:" + url.split(":", 1)[1],
            connect_timeout=PATIENCE_SECONDS,
            results=False,
            serializer=serializer,
        )
    if scheme.startswith("redis"):
        pool = ConnectionPool.from_url(url, socket_connect_timeout=PATIENCE_SECONDS)
        return RedisHuey(NAME, connection_pool=pool, results=False, serializer=serializer)
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


@dataclass(frozen=True, slots=True)
class Worker:
    """The queue and its two tasks: `drain` at every ring, `tick` every minute."""

    huey: Huey
    drain: Callable[[], object]
    tick: Callable[[], object]


def make_worker(app: Flask) -> Worker:
    """The queue with what it may be asked to do; a ring that nobody heard in time is forgotten."""
    huey = make_huey(app)
    drained = huey.task(name="drain", expires=60)(in_context(app, drain))
    ticked = huey.periodic_task(crontab(minute="*"), name="tick", expires=60)(in_context(app, tick))
    return Worker(huey, drained, ticked)


class Bell:
    """Rings for the worker; the queue is opened when first needed, in the process that needs it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.worker: Worker | None = None
        self.one_at_a_time = threading.Lock()

    def __call__(self) -> None:
        with self.one_at_a_time:
            self.worker = self.worker or make_worker(self.app)
        self.worker.drain()


def install(app: Flask) -> None:
    """Give an application its bell; without a queue of its own (`memory:`) nobody is there."""
    if not str(app.config["QUEUE_URL"]).startswith("memory"):
        app.extensions["wake"] = Bell(app)


def run(app: Flask) -> None:
    """Work until told to stop (SIGTERM, Ctrl-C); what is under way is finished first."""
    worker = make_worker(app)
    worker.drain()  # what was promised or fell due while nobody was here waits no longer
    worker.tick()
    consumer = worker.huey.create_consumer(
        workers=THREADS, worker_type="thread", periodic=True, max_delay=1.0, graceful_signal="TERM"
    )
    consumer._signal_actions[signal.SIGINT] = consumer._signal_actions[signal.SIGTERM]
    consumer.run()
