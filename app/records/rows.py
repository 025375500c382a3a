"""Rows of the shop as plain data, for a stranger to read."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import inspect

from app.extensions import Model
from app.law.personal_data import mark_of

SECRET = ("_hash", "_cipher", "_code", "key")  # what opens something, and what only machines need
INSIDE = frozenset({"id", "cart_id", "lease", "lease_until", "attempts", "run_at"})


def plain(row: Model) -> dict[str, object]:
    """What a row says: every column but keys and secrets."""
    return {
        column.key: _written(getattr(row, column.key))
        for column in inspect(type(row)).column_attrs
        if not column.key.endswith(SECRET)
        and column.key not in INSIDE
        and not _opens_something(column.columns[0].info)
    }


def _opens_something(info: Mapping[object, object]) -> bool:
    mark = mark_of(info)
    return mark is not None and mark.datum.category == "security"


def as_json(things: object) -> bytes:
    """Readable JSON, UTF-8."""
    return (json.dumps(things, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def listed(rows: Iterable[Model]) -> list[dict[str, object]]:
    """Several rows."""
    return [plain(row) for row in rows]


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
