"""Which applications the browser that asks may see: those proven by their link.

Whoever begins one may write on it at once, but only until the address is confirmed: the owner of
the address may be somebody else.
"""

from flask import session

from app.kernel.errors import NotFound
from app.suppliers.applying import queries
from app.suppliers.applying.models import Application

KEPT = 5


def seen_here(number: str) -> Application:
    """The application, for the browser that followed its link or has just begun it. NotFound."""
    if number in session.get("applications", []):
        return queries.by_number(number)
    if number in session.get("drafts", []):
        application = queries.by_number(number)
        if application.email_confirmed_at is None:
            return application
    raise NotFound


def let_see(application: Application) -> None:
    """Remember in this browser that the link of this application was followed."""
    _remember("applications", application.number)


def let_begin(application: Application) -> None:
    """Remember in this browser that this application was begun here."""
    _remember("drafts", application.number)


def _remember(what: str, number: str) -> None:
    seen = [*session.get(what, []), number]
    session[what] = list(dict.fromkeys(seen))[-KEPT:]
