"""The one way in which a request changes: under its lock, with a line and evidence."""

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.helpdesk import rules
from app.helpdesk.models import Request, RequestEntry
from app.kernel import clock, transactions
from app.kernel.errors import Conflict


class MovedOn(Conflict):
    """This cannot follow from where the request stands."""


def locked(request: Request) -> Request:
    """The request's row as it is now, held until the transaction ends."""
    return transactions.locked(request)


def move(request: Request, event: str) -> None:
    """Apply an event to a locked request. Raises MovedOn."""
    following = rules.REQUEST.get((request.state, event))
    if following is None:
        raise MovedOn(_("This request has moved on meanwhile. Please look at it again."))
    request.state = following
    db.session.flush()


def write(request: Request, role: str, by: str | None, what: str, words: str = "") -> None:
    """A line of the course, kept as evidence in the chain of the order (art. 12/A)."""
    db.session.add(
        RequestEntry(
            request_id=request.id, at=clock.now(), role=role, by=by, what=what, words=words
        )
    )
    db.session.flush()
    db.session.expire(request, ["entries"])
    evidence.record(
        request.order.reference if request.order else request.number,
        f"request_{what}",
        {
            "request": request.number,
            "kind": str(request.kind),
            "state": str(request.state),
            "words": words,
            "outcome": request.outcome or "",
            "led_to": request.led_to or "",
            "received": request.received_at.isoformat(),
            "channel": request.channel,
        },
        role,
        by,
    )
