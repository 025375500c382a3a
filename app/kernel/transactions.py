"""How work begins and ends: the edge commits once, SQLite writers lock from their first word."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g, has_request_context, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from werkzeug.wrappers import Response

from app.extensions import db

P = ParamSpec("P")
Model = TypeVar("Model", bound=object)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_reading: ContextVar[bool] = ContextVar("reading", default=False)


def prepare_sqlite(dbapi_connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """WAL, foreign keys, patience, and our own BEGIN instead of the driver's."""
    if type(dbapi_connection).__module__ != "sqlite3":
        return
    setattr(dbapi_connection, "isolation_level", None)  # noqa: B010
    cursor = dbapi_connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=20000",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def begin(connection: Connection) -> None:
    """BEGIN IMMEDIATE for whoever may write; a GET begins deferred and never waits for a writer."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _only_reads() else "BEGIN IMMEDIATE")


def _only_reads() -> bool:
    if _reading.get():
        return True
    return has_request_context() and request.method in SAFE_METHODS and not g.get("may_write")


def install(engine: Engine) -> None:
    """Give an engine our way of connecting and beginning, once."""
    if not event.contains(engine, "connect", prepare_sqlite):
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin)


def writes_although_get() -> None:
    """Named exceptions to "GET reads": ends what was begun and lets the rest of it write."""
    db.session.rollback()
    g.may_write = True


def reads_again() -> None:
    """What a named exception wrote stands; the rest of its GET only reads."""
    save()
    g.may_write = False


@contextmanager
def reading() -> Iterator[None]:
    """Work outside a request that only reads and must not take the write lock."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def commits(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, Response]:
    """Save everything the view did if it answers well, nothing if it refuses or fails."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            response = make_response(view(*args, **kwargs))
        except BaseException:
            db.session.rollback()
            raise
        if response.status_code < 400 or g.pop("keeps", False):
            save()
        else:
            db.session.rollback()
        return response

    return wrapped


def keep_although_refused() -> None:
    """What this view wrote stands although it answers 409: a fresh review, a counted try."""
    g.keeps = True


def locked(row: Model) -> Model:
    """The row as it is now, held until the transaction ends (rule 11).

    What this session read before it held the lock may be old: on PostgreSQL another transaction
    can have committed while we waited. So all of it is forgotten and read anew when used. Only
    the row itself is held, not what its query joins: PostgreSQL holds no row that may be absent.
    Whoever adds a row that points to it need not wait (FOR NO KEY UPDATE), or two such would wait
    for each other.
    """
    db.session.flush()
    db.session.expire_all()
    db.session.refresh(row, with_for_update={"of": type(row), "key_share": True})
    return row


@contextmanager
def undone_if_refused() -> Iterator[None]:
    """What was begun here is undone when it is refused: the page that says so shows what stands."""
    with db.session.begin_nested():
        yield


def after_commit(work: Callable[[], None]) -> None:
    """Do this once the present transaction stands; forgotten when it is rolled back."""
    db.session.info.setdefault("after_commit", []).append(work)


def save() -> None:
    """Commit, then do what was waiting for it."""
    db.session.commit()
    waiting: list[Callable[[], None]] = db.session.info.pop("after_commit", [])
    for work in waiting:
        work()


@event.listens_for(Session, "after_rollback")
def _forget_what_waited(session: Session) -> None:
    session.info.pop("after_commit", None)


@contextmanager
def apart() -> Iterator[Session]:
    """A transaction of its own that stands although the answer refuses (a counted attempt).

    On SQLite the present transaction must not hold the write lock: call it first.
    """
    with Session(db.engine) as session:
        yield session
        session.commit()


def unit_of_work(work: Callable[P, Any]) -> Callable[P, Any]:
    """For jobs and commands: commit at the end, roll back when it fails, leave nothing open."""

    @wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            result = work(*args, **kwargs)
            save()
            return result
        except BaseException:
            db.session.rollback()
            raise
        finally:
            db.session.remove()

    return wrapped
