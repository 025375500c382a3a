"""Write down what somebody chose, with the words that they saw (KVKK arts. 3, 5)."""

import hashlib

from sqlalchemy import select

from app.consents.models import Action, Consent, ConsentText
from app.extensions import db
from app.kernel import clock
from app.web import language as languages


def record(
    subject: str, purpose: str, action: Action, *, channel: str, version: str, shown: str
) -> Consent:
    """Append one act. `shown` is the HTML that stood before the person; it is stored once."""
    row = Consent(
        subject=subject,
        purpose=purpose,
        action=action,
        text_version=version,
        language=languages.current(),
        channel=channel,
        at=clock.now(),
        proof_sha256=_kept(purpose, version, shown),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _kept(purpose: str, version: str, shown: str) -> str:
    digest = hashlib.sha256(shown.encode()).hexdigest()
    if db.session.get(ConsentText, digest) is None:
        text = ConsentText(
            sha256=digest,
            purpose=purpose,
            version=version,
            language=languages.current(),
            html=shown,
            stored_at=clock.now(),
        )
        db.session.add(text)
        db.session.flush()
    return digest


def last_act(subject: str, purpose: str) -> Consent | None:
    """The act that holds now: the last one."""
    return db.session.scalar(
        select(Consent)
        .where(Consent.subject == subject, Consent.purpose == purpose)
        .order_by(Consent.id.desc())
        .limit(1)
    )
