"""The worker as it runs: killed, asked to stop, called."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from huey import MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from sqlalchemy import select, text

from app import worker
from app.extensions import db
from app.kernel import clock, transactions
from app.messaging import services
from app.messaging.letters import Letter, Paragraph
from app.messaging.models import Message, MessageState
from tests.conftest import SECRET
from tests.post import PostOffice, post_office

pytestmark = pytest.mark.usefixtures("open_shop")
ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 120  # a machine busy with other things is slow, not broken
Hire = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def smtp(app: Flask) -> Iterator[PostOffice]:
    with post_office(app) as office:
        yield office


@pytest.fixture
def queue_url(app: Flask, tmp_path: Path) -> Iterator[str]:
    """The queue beside the database under test: a file, or tables of the same PostgreSQL."""
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    queue = url if db.engine.dialect.name == "postgresql" else f"sqlite:///{tmp_path / 'queue.db'}"
    app.config["QUEUE_URL"] = queue
    worker.install(app)
    yield queue
    bell = app.extensions.pop("wake")
    if bell.worker is not None:
        bell.worker.huey.storage.close()
    app.config["QUEUE_URL"] = "memory:"
    db.session.rollback()
    if queue == url:
        for table in ("kv", "schedule", "task", "counter"):
            db.session.execute(text(f"DROP TABLE IF EXISTS huey_{table}"))
        db.session.commit()


@pytest.fixture
def hire(app: Flask, smtp: PostOffice, queue_url: str) -> Iterator[Hire]:
    """Start `flask worker` as it is started in earnest; whoever is left is sent home."""
    hired: list[subprocess.Popen[bytes]] = []
    env = {
        **os.environ,
        "FLASK_APP": "wsgi:app",
        "DEMO": "1",
        "SECRET_KEYS": SECRET,
        "DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
        "QUEUE_URL": queue_url,
        "MAIL_URL": app.config["MAIL_URL"],
    }

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "flask", "worker"]
        hired.append(subprocess.Popen(command, cwd=ROOT, env=env))
        return hired[-1]

    yield start
    for one in hired:
        one.kill()
        one.wait()


def promise() -> None:
    letter = Letter("Merhaba", (Paragraph("Bir satır."),))
    services.promise("t", letter, to="a@example.org", language="tr", about="X", key="k")
    transactions.save()


def wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def state() -> MessageState:
    with transactions.reading():
        found = db.session.scalars(select(Message.state)).one()
        db.session.rollback()
    return found


def what_is_missing(visitor: FlaskClient) -> list[str]:
    missing: list[str] = visitor.get("/readyz").get_json()["missing"]
    db.session.rollback()  # the look's snapshot: the next one sees what happened since
    return missing


def is_handed_over() -> bool:
    return state() is MessageState.HANDED_OVER


@pytest.mark.requirement("TJ-outbox")
def test_a_worker_killed_in_mid_delivery_loses_nothing(smtp: PostOffice, hire: Hire) -> None:
    promise()
    smtp.delay = 60
    first = hire()
    wait_until(lambda: smtp.holds)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert state() is MessageState.PROMISED
    assert smtp.taken == []

    smtp.delay = 0
    row = db.session.scalars(select(Message)).one()
    row.lease_until = clock.now() - timedelta(seconds=1)  # two minutes pass
    db.session.commit()
    hire()

    wait_until(is_handed_over)
    assert len(smtp.taken) == 1


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_stop_finishes_what_it_holds(
    smtp: PostOffice, hire: Hire, word: signal.Signals
) -> None:
    promise()
    smtp.delay = 1
    one = hire()
    wait_until(lambda: smtp.holds)
    one.send_signal(word)

    assert one.wait(PATIENCE_SECONDS) == 0
    assert is_handed_over()
    assert len(smtp.taken) == 1


def test_a_worker_comes_when_it_is_called(
    smtp: PostOffice, hire: Hire, visitor: FlaskClient
) -> None:
    hire()
    wait_until(lambda: "worker" not in what_is_missing(visitor))
    began = time.monotonic()
    promise()

    wait_until(is_handed_over)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("sqlite:///{}/q.db", SqliteHuey),
        ("redis://127.0.0.1:1/0", RedisHuey),
        ("memory:", MemoryHuey),
    ],
)
def test_the_setting_names_the_queue(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, kind: type
) -> None:
    monkeypatch.setitem(app.config, "QUEUE_URL", url.format(tmp_path))

    assert isinstance(worker.make_huey(app), kind)


def test_postgresql_can_be_the_queue(app: Flask, queue_url: str) -> None:
    expected = PostgresHuey if db.engine.dialect.name == "postgresql" else SqliteHuey

    assert isinstance(worker.make_huey(app), expected)


def test_a_task_that_we_did_not_sign_is_refused(app: Flask, queue_url: str) -> None:
    ours = worker.make_huey(app)
    forged = ours.serializer.serialize(b"x")[:-1] + b"0"

    with pytest.raises(ValueError, match=r"mismatch|unsign"):
        ours.serializer.deserialize(forged)


def test_a_queue_that_cannot_be_reached_refuses_nobody(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "QUEUE_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setitem(app.extensions, "wake", worker.Bell(app))

    promise()

    assert state() is MessageState.PROMISED
