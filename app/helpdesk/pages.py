"""What the pages of a request show."""

from dataclasses import dataclass

from app.helpdesk import words
from app.helpdesk.models import Request, RequestEntry, RequestKind
from app.web.filters import datetime_long


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the course of a request."""

    title: str
    moment: str
    words: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as its owner, its sellers and staff follow it."""

    request: Request
    kind: str
    status: str
    tone: str
    outcome: str
    seller: str
    steps: list[Step]


def view_of(request: Request) -> RequestView:
    """A request with its course."""
    return RequestView(
        request=request,
        kind=words.kind(request.kind),
        status=words.state(request.state),
        tone=words.tone(request.state),
        outcome=words.outcome(request.outcome) if request.outcome else "",
        seller=str(request.suborder.seller["name"]) if request.suborder else "",
        steps=[_step(entry) for entry in request.entries],
    )


def _step(entry: RequestEntry) -> Step:
    became = entry.what == "converted" and entry.words in set(RequestKind)
    return Step(
        title=words.step(entry.what, entry.role),
        moment=datetime_long(entry.at),
        words=words.kind(entry.words) if became else entry.words,
    )
