"""New passwords by link. Who asks learns nothing: the request does the same for every address.

It only notes the wish; whether there is such an account is looked up by the worker.
"""

from datetime import timedelta

from flask import request
from sqlalchemy import delete, select

from app.accounts import login, messages, passwords, throttle
from app.accounts.models import Audience, Member, ResetWish, Shopper
from app.accounts.services import key_of, new_token, promise, use_token
from app.extensions import db
from app.kernel import clock, ids, transactions
from app.messaging.services import wake
from app.web import language as languages
from app.web.logs import log

RESET_FOR = timedelta(hours=1)
PURPOSE = {Audience.SHOPPER: "reset", Audience.MEMBER: "reset-team"}
PAGE = {Audience.SHOPPER: "accounts.reset", Audience.MEMBER: "team.reset"}


def ask(audience: Audience, email: str) -> None:
    """Note that somebody wants a new password for this address. Raises TooMany."""
    throttle.count(PURPOSE[audience], key_of(email), 5, 60)
    throttle.count("reset-from", request.remote_addr or "", 20, 60)
    db.session.add(
        ResetWish(
            audience=audience,
            email=email,
            language=languages.current(),
            asked_at=clock.now(),
        )
    )
    db.session.flush()
    wake()


def answer_wishes() -> None:
    """Send a link to each address that has an account; forget the others (worker)."""
    with transactions.reading():
        waiting = list(db.session.scalars(select(ResetWish.id).order_by(ResetWish.id)))
        db.session.rollback()
    for wish_id in waiting:
        try:
            _answer(wish_id)
            transactions.save()
        except Exception:  # one wish's fault must not hold up the others or the mail
            db.session.rollback()
            log.warning("a wish for a new password waits", exc_info=True)


def _answer(wish_id: int) -> None:
    taken = db.session.execute(
        delete(ResetWish)
        .where(ResetWish.id == wish_id)
        .returning(ResetWish.audience, ResetWish.email, ResetWish.language)
    ).one_or_none()
    if taken is None:  # another worker was quicker
        return
    audience, email, language = taken
    account = _account(audience, email)
    if account is None:
        return
    token = new_token(PURPOSE[audience], audience, account.id, RESET_FOR)
    letter = messages.reset(PAGE[audience], token, language)
    promise("reset", letter, account.email, language, f"reset:{ids.token_hash(token)[:24]}")


def _account(audience: Audience, email: str) -> Shopper | Member | None:
    if audience is Audience.MEMBER:
        return db.session.scalar(
            select(Member).where(Member.email_key == key_of(email), Member.left_at.is_(None))
        )
    return db.session.scalar(
        select(Shopper).where(Shopper.email_key == key_of(email), Shopper.closed_at.is_(None))
    )


def reset(audience: Audience, token: str, password: str) -> None:
    """A new password by link; every session ends. Raises LinkOver."""
    secret = passwords.hashed(password)
    row = use_token(token, PURPOSE[audience])
    account: Shopper | Member
    if audience is Audience.SHOPPER:
        account = db.session.get_one(Shopper, row.account_id)
    else:
        account = db.session.get_one(Member, row.account_id)
    account.password_hash = secret
    account.confirmed_at = account.confirmed_at or clock.now()
    login.end_everywhere(audience, account.id)
    db.session.flush()
