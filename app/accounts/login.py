"""Who is asking: two kinds of accounts, two sessions side by side in one signed cookie."""

from datetime import timedelta

from flask import Request, g, request, session
from flask_login import AnonymousUserMixin
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.accounts.models import Audience, LoginSession, Member, Shopper
from app.extensions import db, login_manager
from app.kernel import clock, ids

LASTS = {Audience.SHOPPER: timedelta(days=30), Audience.MEMBER: timedelta(hours=12)}
IDLE = {Audience.SHOPPER: timedelta(days=30), Audience.MEMBER: timedelta(minutes=60)}
TOUCH_EVERY = timedelta(minutes=5)
PROVEN_FOR = timedelta(minutes=10)
DESKS = ("/supplier", "/admin", "/team")


class Visitor(AnonymousUserMixin):
    """Nobody we know."""

    is_shopper = is_supplier = is_staff = False
    id = None

    def may(self, right: str) -> bool:
        return False


login_manager.anonymous_user = Visitor


def audience_of(path: str) -> Audience:
    """Desks know members, the shop knows shoppers."""
    parts = tuple(f"{desk}/" for desk in DESKS)
    return Audience.MEMBER if path in DESKS or path.startswith(parts) else Audience.SHOPPER


@login_manager.request_loader
def load(_request: Request) -> Shopper | Member | None:
    """The account whose session this is; an ended session or account is nobody at once."""
    if "session" not in request.cookies:
        return None
    audience = audience_of(request.path)
    found = current_session(audience)
    if found is None:
        return None
    account: Shopper | Member | None
    if audience is Audience.MEMBER:
        account = db.session.get(Member, found.account_id)
        alive = account is not None and account.left_at is None
    else:
        account = db.session.get(Shopper, found.account_id)
        alive = account is not None and account.closed_at is None
    if not alive:
        return None
    _touch(found)
    return account


def current_session(audience: Audience) -> LoginSession | None:
    """The valid session of this browser."""
    token = session.get(str(audience))
    if not token:
        return None
    now = clock.now()
    return db.session.scalar(
        select(LoginSession).where(
            LoginSession.token_hash == ids.token_hash(token),
            LoginSession.audience == audience,
            LoginSession.ended_at.is_(None),
            LoginSession.ends_at > now,
            LoginSession.seen_at > now - IDLE[audience],
        )
    )


def _touch(found: LoginSession) -> None:
    """Note the visit, at most every 5 minutes, and never wait for a writer (rule 5)."""
    if clock.now() - found.seen_at < TOUCH_EVERY or g.get("touched"):
        return
    g.touched = True
    session_id = found.id
    if request.method not in {"GET", "HEAD"}:
        found.seen_at = clock.now()
        db.session.flush()
        return
    try:
        with Session(db.engine) as apart:
            if apart.get_bind().dialect.name == "sqlite":
                apart.connection().exec_driver_sql("PRAGMA busy_timeout=0")
            apart.execute(
                update(LoginSession)
                .where(LoginSession.id == session_id)
                .values(seen_at=clock.now())
            )
            apart.commit()
    except OperationalError:
        return


def begin(audience: Audience, account_id: int, device: str) -> None:
    """Log in here: a new token, so that an old one known to somebody is worth nothing."""
    token = ids.token()
    now = clock.now()
    db.session.add(
        LoginSession(
            token_hash=ids.token_hash(token),
            audience=audience,
            account_id=account_id,
            device=device[:60],
            started_at=now,
            seen_at=now,
            proven_at=now,
            ends_at=now + LASTS[audience],
        )
    )
    db.session.flush()
    session[str(audience)] = token


def end_here(audience: Audience) -> None:
    """Log out in this browser."""
    found = current_session(audience)
    if found is not None:
        found.ended_at = clock.now()
        db.session.flush()
    session.pop(str(audience), None)
    session.pop("orders", None)


def end_everywhere(audience: Audience, account_id: int) -> None:
    """Log out in every browser, at their next request."""
    db.session.execute(
        update(LoginSession)
        .where(
            LoginSession.audience == audience,
            LoginSession.account_id == account_id,
            LoginSession.ended_at.is_(None),
        )
        .values(ended_at=clock.now())
    )


def end_one(audience: Audience, account_id: int, session_id: int) -> None:
    """Log out another browser of the same account."""
    db.session.execute(
        update(LoginSession)
        .where(
            LoginSession.id == session_id,
            LoginSession.audience == audience,
            LoginSession.account_id == account_id,
        )
        .values(ended_at=clock.now())
    )


def device_name() -> str:
    """What this browser calls itself, in two words at most."""
    agent = request.user_agent.string
    system = next(
        (s for s in ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux") if s in agent), ""
    )
    browser = next((b for b in ("Firefox", "Edg", "Chrome", "Safari") if b in agent), "")
    return " ".join(part for part in (browser.replace("Edg", "Edge"), system) if part) or "?"
