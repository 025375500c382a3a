"""What moved on the shop's balance, in order: payments taken, refunds, disputes, fees."""

from datetime import UTC, datetime
from sqlite3 import Connection

from demo_provider import clock


def record(connection: Connection, kind: str, about: str, amount_minor: int) -> None:
    """Write down a movement, once it has happened; `amount_minor` is signed."""
    connection.execute(
        "INSERT INTO movements (kind, about, amount_minor, at) VALUES (?, ?, ?, ?)",
        (kind, about, amount_minor, clock.now().timestamp()),
    )


def since(connection: Connection, moment: float) -> list[dict[str, object]]:
    """Everything that moved since a moment, in seconds."""
    rows = connection.execute(
        "SELECT * FROM movements WHERE at >= ? ORDER BY id", (moment,)
    ).fetchall()
    return [
        {
            "id": f"mov_{row['id']}",
            "kind": row["kind"],
            "about": row["about"],
            "amount_minor": row["amount_minor"],
            "at": datetime.fromtimestamp(row["at"], UTC).isoformat(),
        }
        for row in rows
    ]
