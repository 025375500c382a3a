"""Watches write transactions: what is done while one is open keeps everybody else waiting (rule 6).

A transaction counts as writing from SQLite's `BEGIN IMMEDIATE`, on PostgreSQL from its first
statement that writes or locks. Its own statements are not counted, only what Python does between
them, in CPU seconds of its thread, so that a busy machine accuses nobody.
"""

import smtplib
import socket
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import argon2
import pytest
from PIL import Image
from sqlalchemy import Engine, event

WRITES = ("INSERT", "UPDATE", "DELETE", "LOCK")
SLOW: tuple[tuple[Any, str], ...] = (
    (argon2.PasswordHasher, "hash"),
    (argon2.PasswordHasher, "verify"),
    (Image.Image, "save"),
    (smtplib.SMTP, "__init__"),
    (subprocess, "run"),
    (socket.socket, "connect"),
)


class Watch:
    """The open write transactions of this process, by thread, and how long each kept others."""

    def __init__(self) -> None:
        self.began: dict[int, float] = {}
        self.inside: dict[int, float] = {}
        self.spent: list[tuple[float, str]] = []

    def begin(self, connection: Any) -> None:
        self.began.pop(threading.get_ident(), None)

    def before(self, connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        here = threading.get_ident()
        word = statement.lstrip()[:6].upper()
        writes = statement == "BEGIN IMMEDIATE" or word in WRITES or "FOR UPDATE" in statement
        if writes and here not in self.began:
            self.began[here] = time.thread_time()
        self.inside[here] = time.thread_time()

    def after(self, *_more: Any) -> None:
        here = threading.get_ident()
        if here in self.began:
            self.began[here] += time.thread_time() - self.inside.get(here, time.thread_time())

    def end(self, _connection: Any) -> None:
        began = self.began.pop(threading.get_ident(), None)
        if began is not None:
            where = "".join(traceback.format_stack(limit=12)[:-2])
            self.spent.append((time.thread_time() - began, where))

    @property
    def is_open(self) -> bool:
        return threading.get_ident() in self.began

    def attach(self, engine: Engine) -> Callable[[], None]:
        pairs = (
            ("begin", self.begin),
            ("before_cursor_execute", self.before),
            ("after_cursor_execute", self.after),
            ("commit", self.end),
            ("rollback", self.end),
        )
        for name, listener in pairs:
            event.listen(engine, name, listener, insert=name == "begin")

        def detach() -> None:
            for name, listener in pairs:
                event.remove(engine, name, listener)

        return detach


@contextmanager
def watched(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Refuse a hash, a picture, a program or a connection while this thread holds a write lock."""
    watch = Watch()
    for owner, name in SLOW:
        monkeypatch.setattr(owner, name, _refusing(watch, getattr(owner, name), name))
    detach = watch.attach(engine)
    try:
        yield watch
    finally:
        detach()


def _refusing(watch: Watch, work: Callable[..., Any], name: str) -> Callable[..., Any]:
    def guarded(*arguments: Any, **more: Any) -> Any:
        assert not watch.is_open, f"{name} while a write transaction is open (rule 6)"
        return work(*arguments, **more)

    return guarded
