"""Requests on the due lists: taken up, then answered, each by its day."""

from flask import url_for
from flask_babel import gettext as _

from app.desks.todo import Todo
from app.helpdesk import queries, words
from app.helpdesk.models import Request, RequestKind, RequestState


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


def _todo(request: Request, endpoint: str) -> Todo:
    waits = request.state is RequestState.RECEIVED
    return Todo(
        request.take_by if waits else request.answer_by,
        _("Request %(number)s", number=request.number),
        words.kind(request.kind),
        _("Answer"),
        url_for(endpoint, number=request.number),
    )
