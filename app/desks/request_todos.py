"""Requests on the due lists: taken up, then answered, each by its day."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from app.conversations import queries as conversations
from app.desks.todo import Todo
from app.helpdesk import queries, words
from app.helpdesk.models import Request, RequestKind, RequestState
from app.kernel import clock


def of_staff() -> list[Todo]:
    """Every open request."""
    return [_todo(request, "admin_requests.show") for request in queries.for_desk("open")]


def of_supplier(supplier_id: int) -> list[Todo]:
    """Complaints a supplier may answer; money and records are the cooperative's."""
    return [
        _todo(request, "supplier_requests.show")
        for request in queries.of_supplier(supplier_id, open_only=True)
        if request.kind is RequestKind.COMPLAINT
    ]


def messages_of_supplier(supplier_id: int) -> list[Todo]:
    """Buyers who wrote about an order and have no answer yet."""
    return [
        Todo(
            clock.day_of(talk.last.at) + timedelta(days=1),
            _("A buyer writes: %(number)s", number=talk.suborder.reference),
            talk.last.words[:120] or _("A photo"),
            _("Answer"),
            url_for("supplier_messages.show", reference=talk.suborder.reference),
        )
        for talk in conversations.unanswered(supplier_id)
        if talk.last is not None
    ]


def _todo(request: Request, endpoint: str) -> Todo:
    waits = request.state is RequestState.RECEIVED
    return Todo(
        request.take_by if waits else request.answer_by,
        _("Request %(number)s", number=request.number),
        words.kind(request.kind),
        _("Answer"),
        url_for(endpoint, number=request.number),
    )
