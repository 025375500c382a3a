"""Accounts: made, confirmed, entered, left. Passwords are hashed before the first statement."""

from datetime import timedelta

import pyotp
from flask import request
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts import login, messages, passwords, rules, throttle
from app.accounts.events import LoggedIn
from app.accounts.models import AccountToken, Approval, Audience, Member, Shopper
from app.extensions import db
from app.kernel import clock, crypto, events, ids
from app.kernel.errors import Refused
from app.messaging import services as messaging
from app.settings import queries as settings
from app.web import language as languages

CONFIRM_FOR = timedelta(hours=24)
RESET_FOR = timedelta(hours=1)
INVITE_FOR = timedelta(days=7)
STEP_SECONDS = 30


class WrongLogIn(Refused):
    """This address and password (and code) do not go together."""


class LinkOver(Refused):
    """The link has been used or is too old."""


class NotYet(Refused):
    """A second person must agree, or the same one after a day."""


def key_of(email: str) -> str:
    """How an address is compared: without case or spaces around it."""
    return email.strip().casefold()


def register(email: str, name: str, password: str) -> None:
    """Open an account, or tell its owner that there is one: the page is the same."""
    throttle.count("register", request.remote_addr or "", 20, 60)
    secret = passwords.hashed(password)
    known = db.session.scalar(select(Shopper).where(Shopper.email_key == key_of(email)))
    language = languages.current()
    if known is not None:
        _promise(
            "already-registered",
            messages.already_registered(known, language),
            known.email,
            language,
            f"already-registered:{known.id}:{clock.now():%Y%m%d%H}",
        )
        return
    shopper = Shopper(
        email=email,
        email_key=key_of(email),
        name=name,
        password_hash=secret,
        language=language,
        created_at=clock.now(),
    )
    db.session.add(shopper)
    db.session.flush()
    token = _token("confirm", Audience.SHOPPER, shopper.id, CONFIRM_FOR)
    _promise(
        "confirm",
        messages.confirm(shopper, token, language),
        email,
        language,
        f"confirm:{ids.token_hash(token)[:24]}",
    )


def _promise(kind: str, letter: "messages.Letter", to: str, language: str, key: str) -> None:
    messaging.promise(kind, letter, to=to, language=language, about="account", key=key)


def _token(purpose: str, audience: Audience, account_id: int, lasts: timedelta) -> str:
    token = ids.token()
    db.session.add(
        AccountToken(
            token_hash=ids.token_hash(token),
            purpose=purpose,
            audience=audience,
            account_id=account_id,
            created_at=clock.now(),
            ends_at=clock.now() + lasts,
        )
    )
    db.session.flush()
    return token


def _use(token: str, purpose: str) -> AccountToken:
    row = db.session.get(AccountToken, ids.token_hash(token), with_for_update=True)
    if row is None or row.purpose != purpose or row.used_at or row.ends_at < clock.now():
        raise LinkOver(_("This link has been used or is too old. Ask for a new one."))
    row.used_at = clock.now()
    return row


def confirm(token: str) -> None:
    """The address is the person's own. Raises LinkOver."""
    row = _use(token, "confirm")
    shopper = db.session.get_one(Shopper, row.account_id)
    shopper.confirmed_at = shopper.confirmed_at or clock.now()
    db.session.flush()


def log_in(email: str, password: str) -> Shopper:
    """Let a shopper in. Raises WrongLogIn, TooMany."""
    throttle.count("log-in", key_of(email), 8, 15)
    throttle.count("log-in-from", request.remote_addr or "", 60, 15)
    kept = db.session.execute(
        select(Shopper.id, Shopper.password_hash).where(
            Shopper.email_key == key_of(email), Shopper.closed_at.is_(None)
        )
    ).one_or_none()
    db.session.rollback()
    right = passwords.matches(kept.password_hash if kept else None, password)
    fresh = passwords.hashed(password) if right and kept and passwords.is_old(kept[1]) else None
    shopper = db.session.get(Shopper, kept.id) if kept and right else None
    if shopper is None:
        raise WrongLogIn(_("This e-mail and password do not go together."))
    if shopper.confirmed_at is None:
        raise WrongLogIn(
            _("Confirm your e-mail address first: the link is in the message we sent you.")
        )
    if fresh:
        shopper.password_hash = fresh
    throttle_done(key_of(email))
    login.begin(Audience.SHOPPER, shopper.id, login.device_name())
    events.publish(LoggedIn(shopper.id))
    return shopper


def throttle_done(who: str) -> None:
    """A success ends the counting against this address."""
    throttle.forget("log-in", who)


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


def request_reset(email: str) -> None:
    """Send a link for a new password, if we know the address: the page is the same."""
    throttle.count("reset", key_of(email), 5, 60)
    shopper = db.session.scalar(
        select(Shopper).where(Shopper.email_key == key_of(email), Shopper.closed_at.is_(None))
    )
    if shopper is None:
        return
    token = _token("reset", Audience.SHOPPER, shopper.id, RESET_FOR)
    language = languages.current()
    _promise(
        "reset",
        messages.reset(shopper, token, language),
        shopper.email,
        language,
        f"reset:{ids.token_hash(token)[:24]}",
    )


def reset(token: str, password: str) -> None:
    """A new password by link; every session ends. Raises LinkOver."""
    secret = passwords.hashed(password)
    row = _use(token, "reset")
    shopper = db.session.get_one(Shopper, row.account_id)
    shopper.password_hash = secret
    shopper.confirmed_at = shopper.confirmed_at or clock.now()
    login.end_everywhere(Audience.SHOPPER, shopper.id)
    db.session.flush()


def change_password(shopper: Shopper, old: str, new: str) -> None:
    """A new password for who knows the old one; other browsers are logged out."""
    kept, shopper_id = shopper.password_hash, shopper.id
    db.session.rollback()
    if not passwords.matches(kept, old):
        raise WrongLogIn(_("The present password is not right."))
    secret = passwords.hashed(new)
    account = db.session.get_one(Shopper, shopper_id)
    account.password_hash = secret
    login.end_everywhere(Audience.SHOPPER, shopper_id)
    login.begin(Audience.SHOPPER, shopper_id, login.device_name())


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
    token = _token("invite", Audience.MEMBER, member.id, INVITE_FOR)
    _promise(
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
    row = _use(token, "invite")
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


def staff_exists() -> bool:
    """Whether anybody works here yet."""
    return bool(db.session.scalar(select(func.count(Member.id))))
