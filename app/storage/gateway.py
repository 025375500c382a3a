"""Files the shop keeps: a folder on disk (MEDIA_URL=file:///…)."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from flask import current_app


def folder() -> Path:
    """Where files lie; made when missing."""
    parts = urlsplit(str(current_app.config["MEDIA_URL"]))
    path = Path(unquote(parts.path))
    path.mkdir(parents=True, exist_ok=True)
    return path


def put(name: str, body: bytes) -> None:
    """Keep a file whole or not at all: written beside, then moved into place."""
    target = folder() / name
    part = target.with_suffix(target.suffix + f".part{os.getpid()}")
    part.write_bytes(body)
    part.replace(target)


def put_stream(name: str, stream: IO[bytes]) -> None:
    """The same for a file that need not fit into memory."""
    target = folder() / name
    part = target.with_suffix(target.suffix + f".part{os.getpid()}")
    with part.open("wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    part.replace(target)


def read(name: str) -> bytes:
    """The bytes of a file. Raises FileNotFoundError."""
    return (folder() / name).read_bytes()


def has(name: str) -> bool:
    """Whether it is there."""
    return (folder() / name).is_file()


def _apart() -> Path:
    """Where files lie that belong to persons: no address leads there."""
    path = folder() / "apart"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def put_apart(name: str, body: bytes) -> None:
    """Keep a file of a person; the same name is the same bytes."""
    put(f"{_apart().name}/{name}", body)


def read_apart(name: str) -> bytes:
    """The bytes of a file of a person. Raises FileNotFoundError."""
    return (_apart() / name).read_bytes()


def has_apart(name: str) -> bool:
    """Whether such a file is there; a name is letters and digits only."""
    return name.isalnum() and (_apart() / name).is_file()


def names_apart(before: datetime) -> list[str]:
    """The files of persons that were written before this moment."""
    return sorted(
        path.name
        for path in _apart().iterdir()
        if path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    )


def remove_apart(name: str) -> None:
    """This file is needed no longer."""
    (_apart() / name).unlink(missing_ok=True)


def remove(name: str) -> None:
    """A file that is needed no longer."""
    (folder() / name).unlink(missing_ok=True)


def open_file(name: str) -> IO[bytes]:
    """A file to read from piece by piece. Raises FileNotFoundError."""
    return (folder() / name).open("rb")
