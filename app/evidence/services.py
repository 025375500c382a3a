"""Append facts to the chain of an order. Nothing here changes or deletes one."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.evidence.models import DestructionPermit, Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import clock, crypto
from app.kernel.errors import Conflict

PURPOSE = "evidence"
START = "0" * 64


def canonical(body: Mapping[str, object]) -> str:
    """JSON in one form only: sorted keys, no spaces, UTF-8 (so that its hash means something)."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def record(
    subject: str,
    kind: str,
    body: Mapping[str, object],
    actor_role: str,
    actor_id: str | None = None,
) -> Evidence:
    """Append one fact to the chain of `subject` (an order's reference, 0.5).

    The chain's row is locked first, so that two writers never take the same place.
    """
    chain = _locked_chain(subject)
    text = canonical(body)
    digest = hashlib.sha256(text.encode()).hexdigest()
    _add_once(EvidenceBody, sha256=digest, body=text)
    row = Evidence(
        chain_id=chain.id,
        seq=chain.length + 1,
        kind=kind,
        actor_role=actor_role,
        actor_id=actor_id,
        at=clock.now(),
        body_sha256=digest,
        key_id=crypto.key_id(),
    )
    row.link = crypto.sign(PURPOSE, link_text(chain.head_hash, row))
    chain.length, chain.head_hash = row.seq, row.link
    chain.closed_at = chain.retain_until = None  # something happens again: the time restarts
    db.session.add(row)
    db.session.flush()
    return row


def close(subject: str, retain_until: date) -> None:
    """The transaction is over: its records are kept through this day (art. 20, DC-20.1).

    Whatever is recorded later opens the chain again; closing it once more never shortens.
    """
    chain = _locked_chain(subject)
    chain.closed_at, chain.retain_until = clock.now(), retain_until
    db.session.flush()


class KeptLonger(Conflict):
    """The time of these records is not over; nothing may destroy them (art. 20)."""


def permit_destruction(subject: str, run: str, documents: Collection[str] = ()) -> None:
    """Let a destruction run take a chain's bodies and rows, and these documents. KeptLonger."""
    chain = _locked_chain(subject)
    if chain.retain_until is None or chain.retain_until >= clock.today():
        raise KeptLonger(_("The records of %(subject)s must still be kept.", subject=subject))
    for document in (None, *documents):
        db.session.add(
            DestructionPermit(
                chain_id=chain.id, document_sha256=document, run=run, granted_on=clock.today()
            )
        )
    db.session.flush()


def link_text(previous: str, row: Evidence) -> bytes:
    """What a link of the chain signs: the link before it and every word of its own row."""
    words = (row.seq, row.kind, row.actor_role, row.actor_id, row.at, row.body_sha256, row.key_id)
    return "\n".join((previous, *(_written(word) for word in words))).encode()


def _written(word: object) -> str:
    return word.isoformat() if isinstance(word, datetime) else str(word or "")


def _locked_chain(subject: str) -> EvidenceChain:
    found = _chain(subject)
    if found is None:
        _add_once(EvidenceChain, subject=subject, head_hash=START, length=0)
        found = _chain(subject)
        assert found is not None
    return found


def _chain(subject: str) -> EvidenceChain | None:
    return db.session.scalar(
        select(EvidenceChain)
        .where(EvidenceChain.subject == subject)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _add_once(model: type[EvidenceBody | EvidenceChain], **values: object) -> None:
    """Add a row unless it stands already, also when another adds it at the same moment."""
    on_postgresql = db.engine.dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    db.session.execute(insert(model).values(**values).on_conflict_do_nothing())
