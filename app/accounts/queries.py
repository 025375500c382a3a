from sqlalchemy import select

from app.accounts.models import Address, Audience, LoginSession, Member
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound


def sessions_of(audience: Audience, account_id: int) -> list[LoginSession]:
    """The browsers in which somebody is logged in, the latest first."""
    return list(
        db.session.scalars(
            select(LoginSession)
            .where(
                LoginSession.audience == audience,
                LoginSession.account_id == account_id,
                LoginSession.ended_at.is_(None),
                LoginSession.ends_at > clock.now(),
            )
            .order_by(LoginSession.seen_at.desc())
        )
    )


def address_of(shopper_id: int, address_id: int) -> Address:
    """A shopper's own address. Raises NotFound."""
    found = db.session.get(Address, address_id)
    if found is None or found.shopper_id != shopper_id:
        raise NotFound
    return found


def staff() -> list[Member]:
    """Everybody who works here or did."""
    return list(db.session.scalars(select(Member).order_by(Member.left_at, Member.email_key)))


def member(member_id: int) -> Member:
    """One of them. Raises NotFound."""
    found = db.session.get(Member, member_id)
    if found is None:
        raise NotFound
    return found


def staff_with(*rights: str) -> list[Member]:
    """The people on the staff now who hold one of these rights."""
    people = db.session.scalars(select(Member).where(Member.left_at.is_(None)).order_by(Member.id))
    return [member for member in people if any(member.may(right) for right in rights)]
