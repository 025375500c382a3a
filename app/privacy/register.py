"""The register of personal data: read from the models, so that it cannot say anything else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import MetaData

from app.extensions import db
from app.law.inventory import DATA
from app.law.personal_data import Activity, Class, Datum, Ground, Group, Mark, Recipient, mark_of
from app.privacy.rooms import PLAIN


@dataclass(frozen=True, slots=True)
class Entry:
    """One column that says something about a person."""

    table: str
    column: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the inventory: one datum with everything that its columns say about it."""

    datum: Datum
    entries: tuple[Entry, ...]

    @property
    def activities(self) -> tuple[Activity, ...]:
        """By which activities it comes, in the order of the inventory."""
        return tuple(dict.fromkeys(entry.mark.activity for entry in self.entries))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Whose it is."""
        return tuple(dict.fromkeys(group for one in self.activities for group in one.groups))

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Who else receives it."""
        return tuple(dict.fromkeys(who for one in self.activities for who in one.recipients))

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """On which grounds it is used."""
        return tuple(dict.fromkeys(activity.ground for activity in self.activities))

    @property
    def purposes(self) -> tuple[str, ...]:
        """For which purposes it is used, by the key of the activity."""
        return tuple(activity.key for activity in self.activities)

    @property
    def classes(self) -> tuple[Class, ...]:
        """Which classes keep it."""
        return tuple(sorted({entry.mark.kept for entry in self.entries}, key=_number))


def _number(kept: Class) -> int:
    return int(kept.value[1:])


def entries(metadata: MetaData | None = None) -> list[Entry]:
    """Every marked column, by table and place."""
    tables = (metadata or db.metadata).sorted_tables
    return [
        Entry(table.name, column.name, mark)
        for table in sorted(tables, key=lambda table: table.name)
        for column in table.columns
        if (mark := mark_of(column.info)) is not None
    ]


def rows(group: Group | None = None) -> list[Row]:
    """The inventory in the order of its numbers; of one group, if named."""
    known = [entry for entry in entries() if group is None or group in entry.mark.activity.groups]
    found = [Row(datum, tuple(e for e in known if e.mark.datum == datum)) for datum in DATA]
    return [row for row in found if row.entries]


def undecided(
    metadata: MetaData | None = None, rooms: Iterable[Mapping[str, str]] = PLAIN
) -> list[str]:
    """What keeps the register from being whole, one sentence each; empty when it is (PR-1.4).

    A column must be marked in its model or named in its room's `personal_data.PLAIN`: neither,
    both, and names that no longer exist are told.
    """
    plain = {
        f"{table}.{column}" for room in rooms for table, names in room.items()
        for column in names.split()
    }  # fmt: skip
    tables = (metadata or db.metadata).tables.values()
    columns = {f"{t.name}.{c.name}": mark_of(c.info) is not None for t in tables for c in t.columns}
    marked = {name for name, is_marked in columns.items() if is_marked}
    return [
        *(
            f"{name} says nothing about persons: mark it in its model with personal(…), "
            "or name it in its room's personal_data.py"
            for name in sorted(columns.keys() - marked - plain)
        ),
        *(f"{name} is marked and called plain" for name in sorted(marked & plain)),
        *(f"{name} is called plain and does not exist" for name in sorted(plain - columns.keys())),
    ]
