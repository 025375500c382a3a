"""People who work with us: entering with two keys, invited, given rights, leaving (PR-4.7)."""

from datetime import timedelta

import pyotp
from flask import request
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts import login, messages, passwords, rules, throttle
from app.accounts.models import Approval, Audience, Member
from app.accounts.services import WrongLogIn, key_of, new_token, promise, use_token
from app.extensions import db
from app.kernel import clock, crypto, ids
from app.kernel.errors import Refused
from app.settings import queries as settings

INVITE_FOR = timedelta(days=7)
STEP_SECONDS = 30


class NotYet(Refused):
    """A second person must agree, or the same one after a day."""


def log_in_member(email: str, password: str, code: str) -> Member:
    """Let staff or a supplier's person in; staff always with a TOTP code (RFC 6238)."""
    throttle.count("team", key_of(email), 8, 15)
    throttle.count("team-from", request.remote_addr or "", 60, 15)
    kept = db.session.execute(
        select(Member.id, Member.password_hash).where(
            Member.email_key == key_of(email), Member.left_at.is_(None)
        )
    ).one_or_none()
    db.session.rollback()
    right = passwords.matches(kept.password_hash if kept else None, password)
    member = db.session.get(Member, kept.id, with_for_update=True) if kept and right else None
    if member is None or (member.is_staff and not _code_fits(member, code)):
        raise WrongLogIn(_("This e-mail, password and code do not go together."))
    throttle.forget("team", key_of(email))
    login.begin(Audience.MEMBER, member.id, login.device_name())
    return member


def _code_fits(member: Member, code: str) -> bool:
    """The code of now, or of 30 seconds before or after; each only once."""
    if not member.totp_cipher:
        return False
    totp = pyotp.TOTP(crypto.decrypt(member.totp_cipher))
    step_now = int(clock.now().timestamp()) // STEP_SECONDS
    digits = "".join(c for c in code if c.isdigit())
    for step in (step_now - 1, step_now, step_now + 1):
        if totp.verify(digits, for_time=step * STEP_SECONDS) and step > (
            member.totp_last_step or 0
        ):
            member.totp_last_step = step
            db.session.flush()
            return True
    return False


def prove_again(member: Member, password: str) -> None:
    """Who is logged in types the password once more. Call it before the first write.

    Raises WrongLogIn, TooMany.
    """
    kept, who = member.password_hash, str(member.id)
    throttle.count("again", who, 8, 15)
    if not passwords.matches(kept, password):
        raise WrongLogIn(_("This is not your password."))


def add_member(
    email: str, name: str, rights: tuple[str, ...], password_hash: str = "", language: str = "tr"
) -> tuple[Member, str]:
    """A person who works with us; returns them and their TOTP seed (base32)."""
    seed = pyotp.random_base32()
    member = Member(
        email=email,
        email_key=key_of(email),
        name=name,
        rights=list(rights),
        password_hash=password_hash,
        totp_cipher=crypto.encrypt(seed),
        language=language,
        created_at=clock.now(),
    )
    db.session.add(member)
    db.session.flush()
    return member, seed


def invite(email: str, name: str, rights: tuple[str, ...], by: Member) -> Member:
    """Invite somebody to the staff by a link to set a password. Raises Refused when known."""
    if db.session.scalar(select(Member.id).where(Member.email_key == key_of(email))):
        raise Refused(_("Somebody with this address works here already."))
    member, _seed = add_member(email, name, rights)
    token = new_token("invite", Audience.MEMBER, member.id, INVITE_FOR)
    promise(
        "invite",
        messages.invite(member, token, by.language),
        email,
        by.language,
        f"invite:{ids.token_hash(token)[:24]}",
    )
    return member


def accept_invitation(token: str, password: str) -> tuple[Member, str]:
    """Set the first password; returns the member and the TOTP seed to note. Raises LinkOver."""
    secret = passwords.hashed(password)
    row = use_token(token, "invite")
    member = db.session.get_one(Member, row.account_id)
    member.password_hash = secret
    member.confirmed_at = clock.now()
    db.session.flush()
    return member, crypto.decrypt(member.totp_cipher or "")


def change_rights(member: Member, rights: tuple[str, ...]) -> None:
    """Other rights from the next request on."""
    member.rights = list(rights)
    db.session.flush()


def leave(member: Member) -> None:
    """Somebody leaves: nothing is theirs from the next request on (PR-4.7)."""
    member.left_at = clock.now()
    member.rights = []
    login.end_everywhere(Audience.MEMBER, member.id)
    db.session.flush()


def approve(purpose: str, subject: str, member: Member, right: str, reason: str) -> bool:
    """Give one's word on something that needs two; True once both are given (PR-5.7a).

    The first word is kept and answers False. Raises NotYet for the same person too soon.
    """
    first = db.session.scalar(
        select(Approval)
        .where(Approval.purpose == purpose, Approval.subject == subject)
        .order_by(Approval.id)
        .limit(1)
    )
    single = False
    if first is not None:
        verdict = rules.may_confirm(
            first_by=first.member_id,
            first_at=first.at,
            second_by=member.id,
            second_at=clock.now(),
            holders=holders_of(right),
            mode=settings.text("second_person"),
            reason=reason,
        )
        if not verdict.allowed:
            raise NotYet(
                _(
                    "A second person must agree. If you are alone with this right, you may "
                    "confirm yourself after 24 hours, with a written reason."
                )
            )
        single = verdict.single_person
    db.session.add(
        Approval(
            purpose=purpose,
            subject=subject,
            member_id=member.id,
            at=clock.now(),
            reason=reason or None,
            single_person=single,
        )
    )
    db.session.flush()
    return first is not None


def holders_of(right: str) -> int:
    """How many people hold a right of staff now."""
    people = db.session.scalars(select(Member).where(Member.left_at.is_(None)))
    return sum(1 for member in people if member.may(right))
