"""A fresh shop for every test: the schema is made once, the rows are gone between tests."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app import create_app
from app.config import Deployment
from app.extensions import db
from app.kernel import clock
from app.web import cookies
from tests import builders
from tests.bank import Bank
from tests.transactions import watched

SECRET = "only-for-tests-0123456789-0123456789"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
PUBLIC_URL = "http://127.0.0.1:8000"


def no_work_left_unsaved(response: Any) -> Any:
    session = db.session()
    left = session.info.get("flushed") or session.new or session.dirty or session.deleted
    assert not left, "this view changed the database without @commits"
    return response


event.listen(Session, "after_flush", lambda session, _: session.info.update(flushed=True))
event.listen(Session, "after_commit", lambda session: session.info.update(flushed=False))
event.listen(Session, "after_rollback", lambda session: session.info.update(flushed=False))


class Browser(FlaskClient):
    """A client whose requests come from the shop's own pages, as a browser says."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        headers = dict(kwargs.pop("headers", None) or {})
        for name, value in SAME_ORIGIN.items():
            headers.setdefault(name, value)
        kwargs["headers"] = {name: value for name, value in headers.items() if value is not None}
        forget_the_last_request()
        try:
            answer = super().open(*args, **kwargs)
        finally:
            forget_the_last_request()
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert cookie.split("=", 1)[0] in cookies.names(), f"not in the registry: {cookie}"
        return answer


def forget_the_last_request() -> None:
    """Tests stand inside an application context, which requests share; each begins afresh."""
    if has_app_context():
        for name in list(g):
            g.pop(name)


@contextmanager
def a_database(name: str, folder: Path) -> Iterator[str]:
    """SQLite in a file of its own, or a PostgreSQL database `…_name` when one is configured."""
    configured = os.environ.get("TEST_DATABASE_URL")
    if not configured:
        yield f"sqlite:///{folder / f'{name}.db'}"
        return
    from sqlalchemy import create_engine

    url = make_url(configured)
    own = f"{url.database}_{name}"
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{own}"'))
    yield url.set(database=own).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """The database of this worker's tests."""
    with a_database(worker_id, tmp_path_factory.mktemp("db")) as url:
        yield url


@pytest.fixture(scope="session")
def deployment(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    return Deployment(
        demo=True,
        port=8000,
        public_url=PUBLIC_URL,
        secret_keys=(SECRET,),
        trusted_proxies=0,
        database_url=database_url,
        queue_url="memory:",
        media_url=f"file://{tmp_path_factory.mktemp('media')}",
        mail_url="outbox:",
        sms_url="outbox:",
        provider_url="http://127.0.0.1:8001",
        provider_secret="demo-provider-on-loopback",
    )


@pytest.fixture(scope="session")
def shop(deployment: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with an empty schema; made once."""
    app = create_app(deployment, TESTING=True, PROPAGATE_EXCEPTIONS=None, QUICK_HASHES=True)
    app.test_client_class = Browser
    app.after_request(no_work_left_unsaved)
    make_schema(app, tmp_path_factory.mktemp("empty"))
    return app


def make_schema(app: Flask, folder: Path) -> None:
    """Every table, and on SQLite a copy of the empty file to begin each test with."""
    with app.app_context():
        db.create_all()
        db.session.remove()
        db.engine.dispose()
        url = db.engine.url
        if url.get_backend_name() == "sqlite":
            empty = folder / "shop.db"
            shutil.copy(str(url.database), empty)
            app.extensions["empty_database"] = empty


@pytest.fixture
def app(shop: Flask, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A shop with no rows, inside its application context; nothing slow holds its write lock."""
    with shop.app_context():
        empty(shop)
        with watched(db.engine, monkeypatch) as watch:
            shop.extensions["watch"] = watch
            yield shop
        db.session.remove()
        db.engine.dispose()


def empty(app: Flask) -> None:
    """No rows are left from the test before."""
    db.session.remove()
    if db.engine.url.get_backend_name() == "sqlite":
        db.engine.dispose()
        target = Path(str(db.engine.url.database))
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        shutil.copy(app.extensions["empty_database"], target)
        return
    filled = " UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")"
        for table in db.metadata.sorted_tables
    )
    tables = ", ".join(f'"{name}"' for name in db.session.scalars(text(filled)))
    if tables:
        db.session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    db.session.commit()


@pytest.fixture
def bank(shop: Flask) -> Bank:
    """The provider that tests talk to."""
    shop.extensions["gateway"] = Bank()
    return shop.extensions["gateway"]


@pytest.fixture
def open_shop(app: Flask) -> Flask:
    """A shop that may sell: the operator is known, the holidays are on file."""
    builders.an_open_shop()
    return app


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """Somebody with a fresh browser."""
    return app.test_client()


@pytest.fixture
def shopper(open_shop: Flask) -> FlaskClient:
    """Elif, a member, logged in."""
    person = builders.a_shopper()
    return builders.logged_in(open_shop, "shopper", person.id)


@pytest.fixture
def staff(open_shop: Flask) -> Callable[..., FlaskClient]:
    """Staff with these rights, logged in: `staff("orders")`."""

    def make(*rights: str) -> FlaskClient:
        return builders.logged_in(open_shop, "member", builders.a_member(rights=list(rights)).id)

    return make


@pytest.fixture
def team(open_shop: Flask) -> Callable[..., FlaskClient]:
    """Somebody of a supplier's team, logged in: `team(supplier)`, `team(supplier, "shipper")`."""

    def make(supplier: Any, role: str = "owner") -> FlaskClient:
        person = builders.a_member(supplier=supplier, role=role)
        return builders.logged_in(open_shop, "member", person.id)

    return make


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the moment at the shop: `today("2026-03-16")` is noon, or give the time too."""

    def set_moment(iso: str) -> None:
        aware = moment_at_the_shop(iso)
        monkeypatch.setattr(clock, "now", lambda: aware)

    return set_moment


def moment_at_the_shop(iso: str) -> datetime:
    """ "2026-03-16" is noon there; or the time is given too."""
    moment = datetime.fromisoformat(iso)
    if len(iso) == 10:
        moment = moment.replace(hour=12)
    return moment.replace(tzinfo=clock.SHOP_ZONE).astimezone(UTC)


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            assert address[0] in {"127.0.0.1", "::1", "localhost"}, f"{address} is elsewhere"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
