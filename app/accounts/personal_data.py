"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from sqlalchemy import or_

from app.accounts.models import (
    AccessLogEntry,
    Approval,
    Audience,
    LoginSession,
    Member,
    ResetWish,
    Shopper,
)
from app.extensions import Where
from app.law.personal_data import Person, Plain

PLAIN: Plain = {
    "access_log": "id at what",
    "account_tokens": "token_hash purpose audience account_id created_at ends_at used_at",
    "addresses": "id shopper_id",
    "approvals": "id purpose subject at single_person",
    "login_sessions": (
        "id token_hash audience account_id started_at seen_at proven_at ends_at ended_at"
    ),
    "members": "id language rights totp_last_step created_at confirmed_at left_at",
    "reset_wishes": "id audience language asked_at",
    "shoppers": "id language created_at confirmed_at closed_at",
    "throttles": "bucket window_at count",
}


def roots(person: Person) -> tuple[Where, ...]:
    """The account, the browsers logged in, and who of the staff looked."""
    return (
        (Shopper, or_(Shopper.id == person.shopper_id, Shopper.email_key.in_(person.email_keys))),
        (
            LoginSession,
            or_(
                (LoginSession.audience == Audience.SHOPPER)
                & (LoginSession.account_id == person.shopper_id),
                (LoginSession.audience == Audience.MEMBER)
                & (LoginSession.account_id == person.member_id),
            ),
        ),
        (ResetWish, ResetWish.email.in_(person.email_keys)),
        (Member, Member.id == person.member_id),
        (Approval, Approval.subject.in_(person.references)),
        (AccessLogEntry, AccessLogEntry.subject.in_(person.references)),
    )
