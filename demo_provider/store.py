"""The bank's books: one SQLite file, one short connection per use, one writer at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS payments (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    captured_minor INTEGER NOT NULL DEFAULT 0,
    refunded_minor INTEGER NOT NULL DEFAULT 0,
    disputed_minor INTEGER NOT NULL DEFAULT 0,
    currency TEXT NOT NULL,
    description TEXT NOT NULL,
    return_url TEXT NOT NULL,
    notify_url TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'authorised', 'captured', 'voided', 'declined', 'expired')),
    expires_at REAL NOT NULL,
    notify_times INTEGER NOT NULL DEFAULT 1 CHECK (notify_times BETWEEN 0 AND 2),
    notify_after INTEGER NOT NULL DEFAULT 0,
    parting TEXT NOT NULL DEFAULT 'now' CHECK (parting IN ('now', 'late', 'never')),
    return_by_post INTEGER NOT NULL DEFAULT 0,
    awaits_code INTEGER NOT NULL DEFAULT 0,
    wrong_codes INTEGER NOT NULL DEFAULT 0,
    CHECK (captured_minor BETWEEN 0 AND amount_minor),
    CHECK (refunded_minor BETWEEN 0 AND captured_minor)
);
CREATE INDEX IF NOT EXISTS payments_open ON payments (expires_at) WHERE state = 'open';
CREATE TABLE IF NOT EXISTS refunds (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    key TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    state TEXT NOT NULL DEFAULT 'succeeded',
    UNIQUE (payment_id, key)
);
CREATE TABLE IF NOT EXISTS disputes (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'needs_answer'
        CHECK (state IN ('needs_answer', 'under_review', 'won', 'lost')),
    taken_minor INTEGER NOT NULL,
    movements INTEGER NOT NULL DEFAULT 1,
    words TEXT NOT NULL DEFAULT '',
    opened_at REAL NOT NULL,
    answer_by REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS fees (
    id TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
);
CREATE TABLE IF NOT EXISTS movements (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'fee', 'dispute')),
    about TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given_up'))
);
CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL,
    fault TEXT NOT NULL,
    seconds REAL NOT NULL,
    times INTEGER NOT NULL
);
"""

# Books that are older than the list of movements begin it with what they know.
FIRST_MOVEMENTS = """
INSERT INTO movements (kind, about, amount_minor, at)
SELECT kind, about, amount_minor, at FROM (
    SELECT 'payment' AS kind, reference AS about, captured_minor AS amount_minor,
        min(expires_at, unixepoch()) AS at FROM payments WHERE captured_minor > 0
    UNION ALL SELECT 'refund', refunds.id, -refunds.amount_minor, min(expires_at, unixepoch())
        FROM refunds JOIN payments ON payments.id = refunds.payment_id
    UNION ALL SELECT 'fee', fees.id, -fees.amount_minor, min(expires_at, unixepoch())
        FROM fees JOIN payments ON payments.id = fees.payment_id
    UNION ALL SELECT 'dispute', reference, -disputed_minor, min(expires_at, unixepoch())
        FROM payments WHERE disputed_minor > 0
) WHERE NOT EXISTS (SELECT 1 FROM movements)
"""


class Store:
    """The books on disk, safe with several threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self.reading() as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)
            known = {row["name"] for row in connection.execute("PRAGMA table_info(payments)")}
            if "disputed_minor" not in known:  # books begun before there were disputes
                connection.execute(
                    "ALTER TABLE payments ADD COLUMN disputed_minor INTEGER NOT NULL DEFAULT 0"
                )
            connection.execute(FIRST_MOVEMENTS)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=15, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that owns the books from its first statement: all of it or nothing."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
