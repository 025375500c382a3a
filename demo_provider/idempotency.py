"""One key, one piece of work, one answer."""

import hashlib
import json
from collections.abc import Callable
from sqlite3 import Connection

from demo_provider.errors import Refused

Answer = tuple[int, dict[str, object]]


def fingerprint(path: str, body: dict[str, object]) -> str:
    """What a key stands for: the address and the JSON, however it was spaced."""
    canonical = json.dumps([path, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def answer_once(
    connection: Connection, key: str, asked: str, work: Callable[[Connection], Answer]
) -> tuple[Answer, bool]:
    """Do the work once and keep its answer, refusals included; the answer and whether it is old."""
    row = connection.execute("SELECT * FROM answers WHERE key = ?", (key,)).fetchone()
    if row is not None:
        if row["fingerprint"] != asked:
            raise Refused(409, "idempotency_key_reused", "This key was used for another request.")
        return (row["status"], json.loads(row["body"])), True
    try:
        status, body = work(connection)
    except Refused as refusal:
        status, body = refusal.status, dict(refusal.as_json())
    connection.execute(
        "INSERT INTO answers (key, fingerprint, status, body) VALUES (?, ?, ?, ?)",
        (key, asked, status, json.dumps(body)),
    )
    return (status, body), False
