"""Failures ordered in advance, so that the shop's way out of them can be tried."""

import time
from dataclasses import dataclass
from sqlite3 import Connection

from demo_provider.store import Store

ENDPOINTS = ("create", "status", "capture", "void", "expire", "refund")
FAULTS = ("timeout_after_work", "error_500", "decline")


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and for a time-out how long it takes."""

    kind: str
    seconds: float

    def wait(self) -> None:
        time.sleep(self.seconds)


def order(connection: Connection, endpoint: str, fault: Fault, times: int) -> None:
    """Let the next calls of this endpoint fail."""
    connection.execute(
        "INSERT INTO faults (endpoint, fault, seconds, times) VALUES (?, ?, ?, ?)",
        (endpoint, fault.kind, fault.seconds, times),
    )


def next_fault(store: Store, endpoint: str) -> Fault | None:
    """The fault this call must meet, used up by asking."""
    with store.writing() as connection:
        row = connection.execute(
            "SELECT * FROM faults WHERE endpoint = ? AND times > 0 ORDER BY id", (endpoint,)
        ).fetchone()
        if row is None:
            return None
        connection.execute("UPDATE faults SET times = times - 1 WHERE id = ?", (row["id"],))
    return Fault(row["fault"], row["seconds"])
