"""A whole, consistent copy of the database, and the way back, for both kinds."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import Engine, text

TOOLS = ("pg_dump", "pg_restore")


class Failed(Exception):
    """The database could not be copied or brought back; the sentence says why."""


def dump(engine: Engine, target: Path) -> None:
    """Write a copy of the database as it is this moment, while the shop goes on."""
    if engine.dialect.name == "sqlite":
        _copy_sqlite(str(engine.url.database), str(target))
    else:
        _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def restore(engine: Engine, source: Path) -> None:
    """Put a copy in the place of the database. The shop must stand still."""
    engine.dispose()
    if engine.dialect.name == "sqlite":
        _copy_sqlite(str(source), str(engine.url.database))
        return
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database = str(engine.url.database)
    _run(engine, "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={database}", str(source))
    engine.dispose()


def is_empty(engine: Engine) -> bool:
    """Whether no table stands in it yet."""
    query = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
        if engine.dialect.name == "sqlite"
        else "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    )
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar_one() == 0


def _copy_sqlite(source: str, target: str) -> None:
    with sqlite3.connect(source) as here, sqlite3.connect(target) as there:
        here.backup(there)
    there.close()
    here.close()


def _run(engine: Engine, tool: str, *arguments: str) -> None:
    if shutil.which(tool) is None:
        raise Failed(f"{tool} is not on this machine; install PostgreSQL's client programs")
    url = engine.url
    places = {
        "PGHOST": url.host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }
    environment = os.environ | {name: value for name, value in places.items() if value}
    done = subprocess.run(  # noqa: S603  # a fixed tool of the database's own
        [tool, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(done.stderr.strip().splitlines()[-1] if done.stderr else f"{tool} failed")
