"""Addresses of style sheets, scripts and icons that change when their content does."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app


@lru_cache(maxsize=256)
def _mark(path: Path, _changed: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a file in `static/`, with a mark of its content."""
    path = Path(str(current_app.static_folder)) / name
    return f"/static/{name}?v={_mark(path, path.stat().st_mtime)}"  # no language prefix


def register(app: Flask) -> None:
    """Make `asset` known to the templates and let browsers keep what it names for a year."""
    app.add_template_global(asset)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31536000
