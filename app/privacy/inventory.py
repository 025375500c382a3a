"""The controller's inventory as a table (by-law on the register of controllers, art. 4)."""

from collections.abc import Iterable

from flask_babel import LazyString
from flask_babel import gettext as _

from app.imports import writers
from app.privacy import register, words
from app.privacy.register import Entry


def file() -> bytes:
    """CSV, one line for each column that holds personal data."""
    return writers.written("csv", _headers(), [_line(entry) for entry in register.entries()])


def _headers() -> list[str]:
    return [
        _("Number"),
        _("Table"),
        _("Column"),
        _("Category"),
        _("What"),
        _("Whose"),
        _("When and how"),
        _("Purpose"),
        _("Ground"),
        _("Recipients"),
        _("Class"),
        _("How long"),
        _("Critical"),
        _("Destruction"),
    ]


def _line(entry: Entry) -> list[str]:
    datum, activity, kept = entry.mark.datum, entry.mark.activity, entry.mark.kept
    return [
        datum.row,
        entry.table,
        entry.column,
        str(words.CATEGORIES[datum.category]),
        str(words.DATA[datum.key]),
        _joined(words.GROUPS[group] for group in activity.groups),
        str(words.WHEN[activity.key]),
        str(words.PURPOSES[activity.key]),
        str(words.GROUNDS[activity.ground]),
        _joined(words.RECIPIENTS[who] for who in activity.recipients),
        kept.value,
        str(words.KEPT[kept]),
        _("yes") if datum.critical else _("no"),
        str(words.METHODS[datum.method]),
    ]


def _joined(several: Iterable[LazyString]) -> str:
    return "; ".join(str(one) for one in several)
