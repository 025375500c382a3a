"""What the pages say of an import, its rows and their changes."""

from typing import Any

from flask_babel import gettext as _

from app.imports import shape
from app.imports.columns import FIELDS, label_of
from app.imports.comparing import Change, Outcome
from app.imports.models import ImportState
from app.imports.shelves import Shelves
from app.web import language

SHORT = 60


def state_said(state: ImportState) -> str:
    """Where an import stands."""
    return {
        ImportState.OPEN: _("Waits for you"),
        ImportState.RUNNING: _("Being written"),
        ImportState.DONE: _("Done"),
        ImportState.DROPPED: _("Dropped"),
        ImportState.STOPPED: _("Stopped"),
    }[state]


def outcome_said(outcome: Outcome | str) -> str:
    """What becomes of a row."""
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "same": _("The same"),
        "refused": _("Refused"),
    }[str(outcome)]


TONES = {"new": "kelp", "changed": "sea", "same": "", "refused": "coral"}


def change_said(change: Change, shelves: Shelves) -> str:
    """`Stock: 8 → 10`; of a long text only that it changes."""
    name = label_of(change.field)
    before, after = (_value(change.field, v, shelves) for v in (change.before, change.after))
    if not before:
        return f"{name}: {after}" if len(after) <= SHORT else name
    if len(before) > SHORT or len(after) > SHORT:
        return name
    return f"{name}: {before} → {after}"


def _value(field: str, value: Any, shelves: Shelves) -> str:
    if value is None:
        return ""
    if field == "category":
        names = shelves.names.get(shelves.slugs.get(value, ""), {})
        return names.get(language.current()) or names.get("tr", "")
    column = shape.PRODUCT.get(field) or shape.VARIANT[field]
    return column.write(value, language.current())


def fields_said(fields: list[str]) -> str:
    """The names of the fields that changed."""
    return ", ".join(label_of(field) for field in fields if field in FIELDS)


def waits_said() -> str:
    """What becomes of the legal content of goods on sale."""
    return _("The new words wait for review; the old version sells on until then.")
