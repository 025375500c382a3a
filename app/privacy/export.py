"""What we hold of a person, for the person: by row of the inventory, as JSON and to read (PR-6.b).

Secrets are named and never shown; what is encrypted is shown in part; letters to others and the
names of staff and sellers' people stay out (PR-6.4).
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template
from flask_babel import gettext as _

from app.kernel import clock, crypto
from app.law.personal_data import Person
from app.privacy import persons, register, words
from app.privacy.persons import Found
from app.privacy.register import Entry, Row

SECRET = frozenset({"secrets"})
OTHERS = frozenset({"acts", "access"})  # who of the staff: told by role, on a page of its own
LAST = 4


@dataclass(frozen=True, slots=True)
class Value:
    """One value that is held, and where."""

    table: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Held:
    """A row of the inventory with everything held under it."""

    row: Row
    values: tuple[Value, ...]


def held_of(person: Person) -> list[Held]:
    """Everything held of a person, in the order of the inventory."""
    found = persons.rows_of(person)
    addresses = person.email_keys | {
        str(row["email"]).lower() for row in found.get("orders", {}).values()
    }
    kept = [(row, tuple(_values(row, found, addresses))) for row in register.rows()]
    return [Held(_as_held(row, values), values) for row, values in kept if values]


def _as_held(row: Row, values: tuple[Value, ...]) -> Row:
    """The row as far as it is this person's: why and how long is said of what is held alone."""
    places = {(value.table, value.column) for value in values}
    return Row(row.datum, tuple(e for e in row.entries if (e.table, e.column) in places))


def _values(row: Row, found: Found, addresses: frozenset[str]) -> Iterator[Value]:
    if row.datum.key in OTHERS:
        return
    seen = set()
    for entry in row.entries:
        for record in found.get(entry.table, {}).values():
            told = _told(entry, record, addresses)
            if told and (entry.table, entry.column, told) not in seen:
                seen.add((entry.table, entry.column, told))
                yield Value(entry.table, entry.column, told)


def _told(entry: Entry, record: Mapping[str, object], addresses: frozenset[str]) -> str:
    value = record[entry.column]
    if value in (None, "", {}, []) or entry.column.endswith("_index"):
        return ""
    if entry.table == "messages" and str(record["recipient"]).lower() not in addresses:
        return ""
    if entry.mark.datum.key in SECRET:
        return _("held, and shown to nobody")
    if entry.column.endswith("_cipher"):
        return "•••• " + crypto.decrypt(str(value))[-LAST:]
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def packed(person: Person) -> bytes:
    """A ZIP with `data.json` and `data.html`: the same content, for machines and for people."""
    held = held_of(person)
    out = io.BytesIO()
    now = clock.now().astimezone(clock.SHOP_ZONE)
    page = render_template("privacy/export.html", held=held, words=words, moment=now)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in (("data.json", _as_json(held)), ("data.html", page.encode())):
            place = zipfile.ZipInfo(name, now.timetuple()[:6])
            place.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(place, body)
    return out.getvalue()


def _as_json(held: list[Held]) -> bytes:
    rows = [
        {
            "number": one.row.datum.row,
            "what": str(words.DATA[one.row.datum.key]),
            "category": str(words.CATEGORIES[one.row.datum.category]),
            "purposes": [str(words.PURPOSES[activity.key]) for activity in one.row.activities],
            "grounds": [str(words.GROUNDS[ground]) for ground in one.row.grounds],
            "recipients": [str(words.RECIPIENTS[who]) for who in one.row.recipients],
            "kept": {kept.value: str(words.KEPT[kept]) for kept in one.row.classes},
            "values": [
                {"table": value.table, "column": value.column, "value": value.value}
                for value in one.values
            ],
        }
        for one in held
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
