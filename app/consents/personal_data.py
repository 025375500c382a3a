"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import or_

from app.consents.models import Consent
from app.extensions import Where
from app.law.personal_data import Person, Plain

PLAIN: Plain = {
    "consent_texts": "sha256 purpose version language html stored_at",
    "consents": "id text_version language channel at proof_sha256",
}


def roots(person: Person) -> tuple[Where, ...]:
    """What they agreed to and refused, by account and by address."""
    addresses = [f"email:{key}" for key in person.email_keys]
    return (
        (
            Consent,
            or_(
                Consent.subject == f"shopper:{person.shopper_id}",
                Consent.subject.in_(addresses),
            ),
        ),
    )
