"""Begin an application, and come back to one by a link that proves the address."""

from collections.abc import Sequence
from datetime import timedelta

from flask import request
from flask_babel import gettext as _

from app.accounts import throttle
from app.accounts.services import key_of
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Refused
from app.messaging import services as messaging
from app.messaging.letters import Enclosure, Letter
from app.settings import texts
from app.suppliers.applying import course, messages, queries, rules
from app.suppliers.applying.models import Application, ApplicationLink, ApplicationState
from app.web import language as languages

LINK_LASTS = timedelta(days=100)


class LinkOver(Refused):
    """The link is too old, was taken back, or never was one."""

    status = 404


def count(email: str) -> None:
    """At most ten letters an hour to an address, thirty from a place. Call it first. TooMany."""
    throttle.count("apply", key_of(email), 10, 60)
    throttle.count("apply-from", request.remote_addr or "", 30, 60)


def start(contact_person: str, email: str) -> Application:
    """A new draft; the notice in force was shown beside the form (PR-4.1). Mails the link."""
    language = languages.current()
    application = Application(
        number=ids.reference("S"),
        state=ApplicationState.DRAFT,
        state_since=clock.now(),
        due_on=rules.last_day(ApplicationState.DRAFT, clock.today()),
        language=language,
        notice_version=texts.version("privacy", language),
        started_at=clock.now(),
        contact_person=contact_person,
        email=email,
        email_key=key_of(email),
        saved=[],
        reopened=[],
        no_shows=0,
    )
    db.session.add(application)
    db.session.flush()
    course.record(application, "started", course.CANDIDATE, notice=application.notice_version)
    tell(application, "application-started", messages.started(application, new_link(application)))
    return application


def send_links(email: str) -> None:
    """Mail a fresh link for each open application of this address, if there is any."""
    for application in queries.open_by_email(key_of(email)):
        link = new_link(application)
        tell(application, "application-link", messages.come_back(application, link), link)


def new_link(application: Application) -> str:
    """A link's token, stored hashed; earlier ones work until they end."""
    token = ids.token()
    db.session.add(
        ApplicationLink(
            token_hash=ids.token_hash(token),
            application_id=application.id,
            created_at=clock.now(),
            ends_at=clock.now() + LINK_LASTS,
        )
    )
    db.session.flush()
    return token


def open_by(token: str) -> Application:
    """The application that a link opens. Raises LinkOver."""
    found = queries.by_link(token)
    if found is None:
        raise LinkOver(_("This link is too old, or has been taken back. Ask for a new one."))
    return found


def confirm(token: str) -> Application:
    """Whoever follows the link reads that address: it is confirmed. Raises LinkOver."""
    application = course.held(open_by(token))
    if application.email_confirmed_at is None:
        application.email_confirmed_at = clock.now()
        course.record(application, "email_confirmed", course.CANDIDATE)
    return application


def tell(
    application: Application,
    kind: str,
    letter: Letter,
    once: str = "",
    enclosures: Sequence[Enclosure] = (),
) -> None:
    """Promise the applicant a message; `once` tells apart messages of one kind."""
    key = once or application.state_since.isoformat()
    messaging.promise(
        kind,
        letter,
        to=application.email,
        language=application.language,
        about=application.number,
        key=f"{kind}:{application.number}:{ids.token_hash(key)[:16]}",
        enclosures=enclosures,
    )
