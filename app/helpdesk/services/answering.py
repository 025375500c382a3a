"""Answering requests: taking them up, an outcome with reasons, what follows a reply or silence."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.helpdesk import messages
from app.helpdesk.events import RequestMeansWithdrawal
from app.helpdesk.models import Request, RequestKind, RequestState
from app.helpdesk.services import course
from app.helpdesk.services.receiving import holidays, link_token, sellers_of, tell_sellers
from app.kernel import clock, events
from app.kernel.errors import Conflict
from app.law import requests as law
from app.messaging import services as messaging
from app.orders.models import Order
from app.orders.services.changes import locked as locked_order

OUTCOMES = ("explained", "refund", "begun", "refused")


class HasItsOrder(Conflict):
    """A request that has found its order keeps it."""


def take(request: Request, by: str) -> None:
    """A person takes it up. Raises MovedOn."""
    request = course.locked(request)
    course.move(request, "take")
    request.taken_by = by
    course.write(request, "ADM", by, "taken")


def answer(
    request: Request,
    words: str,
    outcome: str,
    led_to: str,
    by: str | None,
    role: str = "ADM",
    file_at: str = "",
) -> None:
    """Answer with an outcome and reasons; one nobody took yet is taken up with it.

    `led_to` names what began: a return, a termination, a refund; `file_at` is where the records
    asked for lie. Raises MovedOn.
    """
    request = course.locked(request)
    if request.state is RequestState.RECEIVED:
        course.move(request, "take")
        request.taken_by = by
    course.move(request, "answer")
    request.answered_at = clock.now()
    request.outcome = outcome
    request.led_to = led_to or None
    course.write(request, role, by, "answered", words)
    told = len([e for e in request.entries if e.what == "answered"])
    messaging.promise(
        "request-answered",
        messages.answered(request, words, link_token(request), file_at),
        to=request.email,
        language=request.language,
        about=request.number,
        key=f"request-answered:{request.number}:{told}",
        statutory=True,
    )


def reply(request: Request, words: str) -> None:
    """The person says something more; what was answered or closed is open again."""
    request = course.locked(request)
    course.move(request, "reply")
    request.closed_at = None
    if request.answered_at is not None:
        request.answered_at = None
        request.answer_by = law.answer_by(clock.today(), records=False, holidays=holidays())
    course.write(request, "SH", None, "replied", words)
    tell_sellers_again(request, words)


def tell_sellers_again(request: Request, words: str) -> None:
    """The sellers hear of every further word too (AM-12A.2)."""
    said = len([e for e in request.entries if e.what == "replied"])
    for supplier in sellers_of(request):
        messaging.promise(
            "request-for-supplier",
            messages.for_supplier(request, supplier, words),
            to=supplier.email,
            language=supplier.language,
            about=request.number,
            key=f"request-for-supplier:{request.number}:{supplier.id}:{said}",
            statutory=True,
        )


def match(request: Request, order: Order, by: str) -> None:
    """Staff find the order that a request means; its own time stays. Raises HasItsOrder."""
    locked_order(order)
    request = course.locked(request)
    if request.order_id is not None:
        raise HasItsOrder(_("This request has its order already."))
    request.order_id = order.id
    db.session.flush()
    db.session.refresh(request)
    course.write(request, "ADM", by, "matched", order.reference)
    tell_sellers(request, request.entries[0].words)


def convert(request: Request, kind: RequestKind, by: str) -> None:
    """Staff read it as another kind; number and original time stay, its days are counted anew."""
    request = course.locked(request)
    if request.kind is kind or not request.is_open:
        raise course.MovedOn(_("This request has moved on meanwhile. Please look at it again."))
    request.kind = kind
    request.answer_by = law.answer_by(
        clock.day_of(request.received_at),
        records=kind is RequestKind.RECORD,
        holidays=holidays(),
    )
    course.write(request, "ADM", by, "converted", str(kind))


def read_as_withdrawal(request: Request, by: str) -> None:
    """It was a withdrawal all along: it becomes one, with its own time (HC, DC-11.2.a)."""
    request = course.locked(request)
    course.move(request, "convert")
    request.outcome = "converted"
    request.closed_at = clock.now()
    db.session.flush()
    events.publish(RequestMeansWithdrawal(request.number, by))


def words_of(request: Request) -> str:
    """Everything the person wrote, as one text."""
    said = [entry.words for entry in request.entries if entry.what in {"sent", "replied"}]
    return "\n\n".join(filter(None, said))[:2000]


def note_what_it_became(request: Request, number: str, by: str) -> None:
    """Name what a converted request became."""
    request.led_to = number
    course.write(request, "ADM", by, "converted", number)


def close_silent() -> int:
    """Answered and silent for fourteen days: closed; any word opens it again (timer `expiries`)."""
    silent = [
        request
        for request in db.session.scalars(
            select(Request).where(
                Request.state == RequestState.ANSWERED,
                Request.answered_at < clock.now() - timedelta(days=law.SILENT_DAYS - 1),
            )
        )
        if request.answered_at is not None
        and law.silent_until(clock.day_of(request.answered_at)) < clock.today()
    ]
    for request in silent:
        held = course.locked(request)
        course.move(held, "silent")
        held.closed_at = clock.now()
        course.write(held, "SYS", None, "closed")
    return len(silent)
