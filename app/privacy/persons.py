"""The rows of one person, in every table: from where they begin, down every key that points there.

A new table that hangs on an order by a key is found without anybody's thinking of it; one that
hangs on nothing needs a root in its room's `personal_data.py`, or the build fails (PR-5.4).
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import ColumnElement, Table, or_, select

from app.accounts.models import Shopper
from app.extensions import Model, db
from app.law.personal_data import Person
from app.privacy import register
from app.privacy.rooms import ENDS, NOBODYS, REFERENCES, ROOTS

Row = Mapping[str, object]
Found = dict[str, dict[tuple[object, ...], Row]]
AT_ONCE = 400


def of_shopper(shopper: Shopper) -> Person:
    """A member: the account, and what was ordered with its address."""
    return Person(frozenset({shopper.email_key}), shopper_id=shopper.id)


def rows_of(person: Person) -> Found:
    """Every row of a person: table, key, then column and value.

    First what accounts and addresses tie to them, then what is found by its reference numbers.
    """
    found: Found = {}
    _walk(found, person)
    numbers = frozenset(
        str(row[column])
        for table, column in REFERENCES.items()
        for row in found.get(table, {}).values()
    )
    _walk(found, replace(person, references=person.references | numbers))
    return {table: rows for table, rows in found.items() if rows}


def _walk(found: Found, person: Person) -> None:
    waiting = deque(
        (_table(model), _take(found, _table(model), which))
        for roots in ROOTS
        for model, which in roots(person)
    )
    while waiting:
        parent, rows = waiting.popleft()
        for child, which in _below(parent, rows):
            waiting.append((child, _take(found, child, which)))


def _take(found: Found, table: Table, which: ColumnElement[bool]) -> list[Row]:
    """The rows that nobody had found before."""
    known = found.setdefault(table.name, {})
    fresh = []
    for row in db.session.execute(select(table).where(which)).mappings():
        key = tuple(row[column.name] for column in table.primary_key)
        if key not in known:
            known[key] = dict(row)
            fresh.append(known[key])
    return fresh


def _below(parent: Table, rows: list[Row]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """What points to these rows, in portions that a statement can hold."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        for child in _pointing_to(parent):
            ties = [
                key.parent.in_([row[key.column.name] for row in some])
                for key in child.foreign_keys
                if key.column.table is parent
            ]
            yield child, or_(*ties)


def _pointing_to(parent: Table) -> list[Table]:
    if parent.name in ENDS:
        return []
    return [
        child
        for child in db.metadata.sorted_tables
        if any(key.column.table is parent for key in child.foreign_keys)
    ]


def unreachable() -> list[str]:
    """Tables with personal data that no root leads to; empty when export and destruction are whole.

    Source: KVKK art. 7(3) and the by-law on erasure, which reach every table.
    """
    seen = {_table(model).name for roots in ROOTS for model, _which in roots(Person())}
    waiting = deque(seen)
    while waiting:
        for child in _pointing_to(db.metadata.tables[waiting.popleft()]):
            if child.name not in seen:
                seen.add(child.name)
                waiting.append(child.name)
    return sorted({entry.table for entry in register.entries()} - seen - NOBODYS)


def _table(model: type[Model]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
