from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.suppliers.applying.models import (
    Application,
    ApplicationLink,
    ApplicationPaper,
    ApplicationState,
)
from app.suppliers.applying.rules import OPEN_STATES, REMIND_BEFORE, REVIEWED, WAITS_FOR_APPLICANT
from app.suppliers.models import Supplier

SHOWN: dict[str, tuple[ApplicationState, ...]] = {
    "open": tuple(state for state in OPEN_STATES if state is not ApplicationState.DRAFT),
    "ours": (*REVIEWED, ApplicationState.INTERVIEW_BOOKED),
    "theirs": tuple(WAITS_FOR_APPLICANT),
    "ended": (
        ApplicationState.ACTIVE,
        ApplicationState.REJECTED,
        ApplicationState.EXPIRED,
        ApplicationState.WITHDRAWN,
    ),
}


def by_number(number: str) -> Application:
    """An application. Raises NotFound."""
    found = db.session.scalar(select(Application).where(Application.number == number))
    if found is None:
        raise NotFound
    return found


def by_link(token: str) -> Application | None:
    """The application that a link opens, while the link is good."""
    link = db.session.get(ApplicationLink, ids.token_hash(token))
    if link is None or link.revoked_at or link.ends_at <= clock.now():
        return None
    return link.application


def open_by_email(email_key: str) -> list[Application]:
    """The applications of an address that are not over, newest first."""
    return list(
        db.session.scalars(
            select(Application)
            .where(Application.email_key == email_key, Application.state.in_(OPEN_STATES))
            .order_by(Application.id.desc())
        )
    )


def for_desk(wish: str, query: str = "") -> list[Application]:
    """Applications of a queue, the nearest last day first; searched by number, name or e-mail."""
    rows = (
        select(Application)
        .where(Application.state.in_(SHOWN.get(wish, SHOWN["open"])))
        .order_by(Application.due_on.is_(None), Application.due_on, Application.id)
        .limit(200)
    )
    if query:
        like = f"%{query.casefold()}%"
        rows = rows.where(
            or_(
                func.lower(Application.number).like(like),
                func.lower(Application.name).like(like),
                Application.email_key.like(like),
            )
        )
    return list(db.session.scalars(rows))


def waiting_for_us() -> list[Application]:
    """What a reviewer must do something about, nearest last day first."""
    return [
        application
        for application in for_desk("open")
        if application.state in SHOWN["ours"] or application.wish
    ]


def overdue(today: date) -> list[Application]:
    """Applications whose applicant let the last day pass."""
    return _theirs(Application.due_on < today)


def to_remind(today: date) -> list[Application]:
    """Applications whose applicant has at most seven days left and was not reminded."""
    return _theirs(
        Application.due_on >= today,
        Application.due_on <= today + REMIND_BEFORE,
        Application.reminded_at.is_(None),
    )


def _theirs(*conditions: ColumnElement[bool]) -> list[Application]:
    return list(
        db.session.scalars(
            select(Application)
            .where(Application.state.in_(tuple(WAITS_FOR_APPLICANT)), *conditions)
            .order_by(Application.id)
        )
    )


def paper_of(application: Application, paper_id: int) -> ApplicationPaper:
    """A document of this application. Raises NotFound for another's."""
    found = next((paper for paper in application.papers if paper.id == paper_id), None)
    if found is None:
        raise NotFound
    return found


def paper_hashes() -> set[str]:
    """The files that belong to applications."""
    return set(db.session.scalars(select(ApplicationPaper.sha256)))


def twins_of(application: Application) -> tuple[list[Application], list[Supplier]]:
    """Others with the same national identity or tax number, by their blind indexes."""
    names = [n for n in ("national_id_index", "tax_number_index") if getattr(application, n)]
    if not names:
        return [], []
    others = select(Application).where(
        or_(*(getattr(Application, n) == getattr(application, n) for n in names)),
        Application.id != application.id,
    )
    sellers = select(Supplier).where(
        or_(*(getattr(Supplier, n) == getattr(application, n) for n in names))
    )
    found = [s for s in db.session.scalars(sellers) if s.id != application.supplier_id]
    return list(db.session.scalars(others)), found


def blocked_until(application: Application) -> date | None:
    """The day from which this person may apply again, if an earlier application set one."""
    earlier = select(func.max(Application.again_from)).where(
        Application.id != application.id, Application.email_key == application.email_key
    )
    day = db.session.scalar(earlier)
    return day if day and day > clock.today() else None
