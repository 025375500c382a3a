"""Statements that came while the shop was closed for work: one file each, registered afterwards.

Neither the page that takes them nor this folder needs the database (art. 12/A).
"""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from flask import current_app

from app.accounts.services import key_of
from app.kernel import clock, ids, transactions
from app.orders import queries as orders
from app.orders.models import Order
from app.returns.models import Statement
from app.returns.services import statements
from app.returns.services.statements import Words
from app.web.logs import log


class NotReadable(RuntimeError):
    """Files that are no statements; their names stand in the timer's row and on the desk."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement as it was written, with the number it was given and its own time."""

    name: str
    email: str
    order_text: str
    goods_text: str
    message: str
    language: str
    nonce: str
    number: str = ""
    received_at: str = ""

    @property
    def moment(self) -> datetime:
        """When it reached us."""
        return datetime.fromisoformat(self.received_at)


def folder() -> Path:
    """Where they wait; only we may read it."""
    path = Path(str(current_app.config["VAR_FOLDER"])) / "statements"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(waiting: Waiting) -> Waiting:
    """Write a statement down for good; returns it with number and time.

    It is on the disk when this returns. The same submission twice is one statement.
    """
    mark = hashlib.sha256(f"{waiting.order_text}\n{waiting.nonce}".encode()).hexdigest()
    target = folder() / f"{mark}.json"
    whole = replace(waiting, number=ids.reference("R"), received_at=clock.now().isoformat())
    part = target.with_suffix(f".{secrets.token_hex(8)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(whole), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, target)  # one of two who write the same at once comes second
    except FileExistsError:
        whole = read(target)
    finally:
        part.unlink()
    _sync(target.parent)
    return whole


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(path: Path) -> Waiting:
    """A statement from its file. Raises ValueError, TypeError for anything else."""
    waiting = Waiting(**json.loads(path.read_text(encoding="utf-8")))
    if ids.read_reference("R", waiting.number) is None or waiting.moment.tzinfo is None:
        raise ValueError(path.name)
    return waiting


def take_in() -> int:
    """Register everything that waits, each with its own time and number; returns how many.

    A file goes only after its statement stands. Raises NotReadable at the end for strange files,
    which are kept beside.
    """
    strange: list[str] = []
    count = 0
    for path in sorted(folder().glob("*.json"), key=lambda p: p.stat().st_mtime):
        try:
            waiting = read(path)
        except (ValueError, TypeError):
            path.rename(path.with_suffix(".strange"))
            strange.append(path.name[:12])
            continue
        _register(waiting)
        transactions.save()
        path.unlink()
        count += 1
    if strange:
        log.error("statements not readable", files=strange)
        raise NotReadable(", ".join(strange))
    return count


def _register(waiting: Waiting) -> Statement:
    words = Words(
        name=waiting.name,
        email=waiting.email,
        order_text=waiting.order_text,
        goods_text=waiting.goods_text,
        message=waiting.message,
        language=waiting.language,
        nonce=waiting.nonce,
        channel="maintenance",
        received_at=waiting.moment,
        number=waiting.number,
    )
    statement, _token = statements.declare(words, _order_of(waiting))
    return statement


def _order_of(waiting: Waiting) -> Order | None:
    reference = ids.read_reference("M", waiting.order_text)
    return orders.order_by_email(reference, key_of(waiting.email)) if reference else None
