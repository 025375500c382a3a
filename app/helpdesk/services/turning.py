"""A request that in truth is something else becomes it, with its own time (machine 4.11a)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.helpdesk.models import Request
from app.helpdesk.services import answering, course
from app.kernel import clock
from app.kernel.errors import Conflict
from app.orders.models import Ending, SubOrder
from app.orders.services import endings
from app.orders.services.actors import Actor
from app.orders.services.changes import locked as locked_order
from app.returns.models import Kind, Statement
from app.returns.services import desk
from app.returns.services.statements import Words


class OrderNeeded(Conflict):
    """Without its order nothing can end."""


class NotLate(Conflict):
    """When the request came the seller's time had not run out."""


def late_parts(request: Request) -> list[SubOrder]:
    """The contracts that this request could end for non-delivery, on the day it came."""
    if request.order is None:
        return []
    meant: Sequence[SubOrder] = [request.suborder] if request.suborder else request.order.suborders
    day = clock.day_of(request.received_at)
    return [suborder for suborder in meant if endings.may_terminate(suborder, day)]


def into_termination(request: Request, by: str) -> list[Ending]:
    """It was a notice of termination all along (art. 16(2)); refund and interest follow from it.

    Raises OrderNeeded, NotLate, MovedOn.
    """
    if request.order is None:
        raise OrderNeeded(_("Find the order first."))
    locked_order(request.order)
    request = _closed(request)
    late = late_parts(request)
    if not late:
        raise NotLate(
            _(
                "When this came the seller's time had not run out, or nothing is on its way any "
                "more. Take it up as a withdrawal instead."
            )
        )
    day = clock.day_of(request.received_at)
    ended = [endings.terminate(suborder, {}, Actor("ADM", by), day) for suborder in late]
    for ending in ended:
        answering.note_what_it_became(request, ending.number, by)
    return ended


def into_claim(request: Request, kind: Kind, by: str) -> Statement:
    """Something is wrong with the goods: a claim, whose goods are chosen next. Raises MovedOn."""
    if request.order is not None:
        locked_order(request.order)
    request = _closed(request)
    statement = desk.register(
        Words(
            name=request.name,
            email=request.email,
            order_text=request.order.reference if request.order else request.order_text,
            goods_text="",
            message=answering.words_of(request),
            language=request.language,
            nonce=request.number,
            channel="request",
            kind=kind,
            sent_at=request.received_at,
            received_at=request.received_at,
        ),
        by,
    )
    answering.note_what_it_became(request, statement.number, by)
    return statement


def _closed(request: Request) -> Request:
    request = course.locked(request)
    course.move(request, "convert")
    request.outcome = "converted"
    request.closed_at = clock.now()
    return request
