"""Files the shop keeps: a folder on disk (MEDIA_URL=file:///…)."""

import os
from pathlib import Path
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


def read(name: str) -> bytes:
    """The bytes of a file. Raises FileNotFoundError."""
    return (folder() / name).read_bytes()


def has(name: str) -> bool:
    """Whether it is there."""
    return (folder() / name).is_file()
