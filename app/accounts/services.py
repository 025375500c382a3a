"""Accounts: made, confirmed, entered, left. Passwords are hashed before the first statement."""

from datetime import timedelta

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts import login, messages, passwords, throttle
from app.accounts.events import LoggedIn
from app.accounts.models import AccountToken, Audience, Shopper
from app.extensions import db
from app.kernel import clock, events, ids
from app.kernel.errors import Refused
from app.messaging import services as messaging
from app.web import language as languages

CONFIRM_FOR = timedelta(hours=24)


class WrongLogIn(Refused):
    """This address and password (and code) do not go together."""


class LinkOver(Refused):
    """The link has been used or is too old."""


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
        promise(
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
    token = new_token("confirm", Audience.SHOPPER, shopper.id, CONFIRM_FOR)
    promise(
        "confirm",
        messages.confirm(shopper, token, language),
        email,
        language,
        f"confirm:{ids.token_hash(token)[:24]}",
    )


def promise(kind: str, letter: "messages.Letter", to: str, language: str, key: str) -> None:
    messaging.promise(kind, letter, to=to, language=language, about="account", key=key)


def new_token(purpose: str, audience: Audience, account_id: int, lasts: timedelta) -> str:
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


def use_token(token: str, purpose: str) -> AccountToken:
    row = db.session.get(AccountToken, ids.token_hash(token), with_for_update=True)
    if row is None or row.purpose != purpose or row.used_at or row.ends_at < clock.now():
        raise LinkOver(_("This link has been used or is too old. Ask for a new one."))
    row.used_at = clock.now()
    return row


def confirm(token: str) -> None:
    """The address is the person's own. Raises LinkOver."""
    row = use_token(token, "confirm")
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


def change_password(shopper: Shopper, old: str, new: str) -> None:
    """A new password for who knows the old one; other browsers are logged out.

    Guesses of the old one are counted like those at the door. Raises WrongLogIn, TooMany.
    """
    shopper_id = shopper.id
    throttle.count("old-password", str(shopper_id), 8, 15)
    kept = db.session.get_one(Shopper, shopper_id).password_hash
    db.session.rollback()
    if not passwords.matches(kept, old):
        raise WrongLogIn(_("The present password is not right."))
    secret = passwords.hashed(new)
    account = db.session.get_one(Shopper, shopper_id)
    account.password_hash = secret
    throttle.forget("old-password", str(shopper_id))
    login.end_everywhere(Audience.SHOPPER, shopper_id)
    login.begin(Audience.SHOPPER, shopper_id, login.device_name())
