"""A new key for what is encrypted: every cipher and blind index, table by table.

Put the new key first in `SECRET_KEYS` and leave the old one behind it; after the run nothing
encrypted needs the old one. Evidence was signed under it and is never signed anew: as long as such
rows are kept, the old key stays in the list.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Table, func, select, update

from app.evidence.models import Evidence
from app.extensions import db
from app.kernel import crypto
from app.kernel.transactions import unit_of_work

CIPHER, INDEX = "_cipher", "_index"
AT_ONCE = 200


def rotate() -> list[tuple[str, int]]:
    """Rotate every column, a few rows at a time; returns how many were changed, by column.

    Each portion is saved by itself: a run that was stopped goes on where it was.
    """
    return [
        (f"{table.name}.{column.name}", _rotate(table, column)) for table, column in _encrypted()
    ]


def _encrypted() -> Iterator[tuple[Table, Column[str]]]:
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith(CIPHER):
                yield table, column


def _rotate(table: Table, column: Column[str]) -> int:
    changed, last = 0, None
    while True:
        rows = _portion(table, column, last)
        if not rows:
            return changed
        changed += sum(done for _key, done in rows)
        last = rows[-1][0]


@unit_of_work
def _portion(table: Table, column: Column[str], after: object | None) -> list[tuple[object, bool]]:
    """The next rows: their keys, and whether each was changed."""
    key = next(iter(table.primary_key))
    query = select(key, column).where(column.is_not(None)).order_by(key).limit(AT_ONCE)
    done: list[tuple[object, bool]] = []
    for row, cipher in db.session.execute(query if after is None else query.where(key > after)):
        fresh = crypto.rotated(cipher)
        if fresh is not None:
            values = {column.name: fresh} | _index(table, column, cipher)
            db.session.execute(update(table).where(key == row).values(values))
        done.append((row, fresh is not None))
    return done


def _index(table: Table, column: Column[str], cipher: str) -> dict[str, str]:
    name = column.name.removesuffix(CIPHER)
    if name + INDEX not in table.columns:
        return {}
    return {name + INDEX: crypto.blind(name, crypto.decrypt(cipher))}


def signed_by_older_keys() -> list[tuple[str, int]]:
    """The keys but the newest under which rows of evidence stand, with their number."""
    rows = db.session.execute(
        select(Evidence.key_id, func.count())
        .where(Evidence.key_id != crypto.key_id())
        .group_by(Evidence.key_id)
        .order_by(Evidence.key_id)
    )
    return [(key, count) for key, count in rows]
