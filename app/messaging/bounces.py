"""Reading delivery reports (RFC 3464): whatever comes in, only our own address moves a message."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from functools import partial
from pathlib import Path

from sqlalchemy import update

from app.extensions import db
from app.kernel import clock, transactions
from app.messaging import course, return_path
from app.messaging.models import Message, MessageState

MOST_BYTES = 10 * 1024 * 1024
FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n")


@dataclass(frozen=True, slots=True)
class Report:
    """A server could not deliver a message for good, in its own words."""

    message_id: int
    words: str


def letters_in(raw: bytes) -> list[bytes]:
    """The letters of an mbox; anything else is one letter."""
    if not raw.startswith(b"From "):
        return [raw] if raw.strip() else []
    return [part for part in FROM_LINE.split(raw) if part.strip()]


def letters_at(path: Path) -> Iterator[bytes]:
    """The letters of an mbox file, or the new ones of a Maildir; those are marked as seen once
    what they report stands."""
    if not path.is_dir():
        yield from letters_in(path.read_bytes())
        return
    for file in sorted((path / "new").iterdir()):
        transactions.after_commit(partial(_mark_seen, file, path / "cur"))
        yield file.read_bytes()[:MOST_BYTES]


def _mark_seen(file: Path, seen: Path) -> None:
    seen.mkdir(exist_ok=True)
    file.rename(seen / f"{file.name}:2,S")


def read(letters: Iterable[bytes]) -> tuple[int, int]:
    """Note every report of a failure; returns how many messages bounced and how many were read."""
    bounced = count = 0
    for count, raw in enumerate(letters, start=1):  # noqa: B007
        report = report_in(raw)
        bounced += report is not None and note(report)
    return bounced, count


def report_in(raw: bytes) -> Report | None:
    """The failure that these bytes report of a message of ours; None for everything else.

    Delays, successes, out-of-office answers, forged or broken reports are no failure. Never raises.
    """
    try:
        mail = message_from_bytes(raw[:MOST_BYTES])
        words = _failure(mail)
        head = b"\n".join(f"{name}: {value}".encode() for name, value in mail.items())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # the library's parser trips over what no mail program ever wrote
    if words is None:
        return None
    message_id = return_path.message_in(head) or return_path.message_in(raw[:MOST_BYTES])
    return None if message_id is None else Report(message_id, words)


def _failure(mail: Mail) -> str | None:
    """What the first failed recipient's server said, if this is a report of RFC 3464."""
    if mail.get_content_type() != "multipart/report":
        return None
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in (b for b in blocks if isinstance(b, Mail)):
            status = str(block.get("Status", "")).strip()
            if str(block.get("Action", "")).strip().lower() == "failed" and status[:1] == "5":
                said = " ".join(str(block.get("Diagnostic-Code", "")).split())
                return f"{status[:12]} {said}".replace("\x00", "").strip()[:300]
    return None


def note(report: Report) -> bool:
    """A message that a server had taken did not arrive; it goes back to the desk. Idempotent."""
    moved = db.session.execute(
        update(Message)
        .where(Message.id == report.message_id, Message.state == MessageState.HANDED_OVER)
        .values(
            state=MessageState.BOUNCED,
            last_error=report.words,
            done_at=clock.now(),
            settled_at=None,
        )
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if moved is None:
        return False
    course.note(report.message_id, "bounced", report.words)
    return True
