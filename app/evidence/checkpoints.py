"""A list of every chain's head and length that leaves the system: whoever keeps it can tell later
whether a last row is missing or a whole chain was written anew."""

import hashlib
import re
from collections.abc import Iterator

from sqlalchemy import select

from app.evidence.models import Evidence, EvidenceChain
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused

TITLE = "imece evidence checkpoint 1"
LINE = re.compile(r"(\S+) (\d+) ([0-9a-f]{64})")


class Unreadable(Refused):
    """This is no whole checkpoint."""


def written() -> str:
    """Every chain: subject, length, head; then the SHA-256 of all lines above it."""
    heads = db.session.execute(
        select(EvidenceChain.subject, EvidenceChain.length, EvidenceChain.head_hash).order_by(
            EvidenceChain.id
        )
    )
    lines = [TITLE, f"made {clock.now().isoformat(timespec='seconds')}"]
    lines += [f"{subject} {length} {head}" for subject, length, head in heads]
    text = "".join(f"{line}\n" for line in lines)
    return f"{text}sha256 {_digest(text)}\n"


def contradicted(checkpoint: str) -> list[str]:
    """The subjects whose chain is not the one of the checkpoint, or its continuation. Unreadable.

    A chain that a permitted run destroyed keeps its head and its length.
    """
    return [
        subject for subject, length, head in _read(checkpoint) if not _holds(subject, length, head)
    ]


def _read(checkpoint: str) -> Iterator[tuple[str, int, str]]:
    text, _sum, digest = checkpoint.replace("\r\n", "\n").strip("\n").rpartition("sha256 ")
    lines = text.splitlines()
    if not lines or lines[0] != TITLE or _digest(text) != digest:
        raise Unreadable("this is no checkpoint, or it was changed")
    for line in lines[2:]:
        found = LINE.fullmatch(line)
        if found is None:
            raise Unreadable("this is no checkpoint, or it was changed")
        yield found[1], int(found[2]), found[3]


def _holds(subject: str, length: int, head: str) -> bool:
    chain = db.session.scalar(select(EvidenceChain).where(EvidenceChain.subject == subject))
    if chain is None or chain.length < length:
        return False
    if chain.length == length:
        return chain.head_hash == head
    if chain.destroyed_by_run is not None:
        return True
    place = select(Evidence.link).where(Evidence.chain_id == chain.id, Evidence.seq == length)
    return db.session.scalar(place) == head


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
