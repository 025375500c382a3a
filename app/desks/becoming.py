"""What a request turns into when staff read it as another kind of case (machine 4.11a)."""

from app.helpdesk import queries
from app.helpdesk.events import RequestMeansWithdrawal
from app.helpdesk.services import answering
from app.returns.services import statements
from app.returns.services.statements import Words


def withdrawal(event: RequestMeansWithdrawal) -> None:
    """A withdrawal written as a request keeps the request's own time (DC-11.2.a)."""
    request = queries.request_of(event.number)
    said = [entry.words for entry in request.entries if entry.what in {"sent", "replied"}]
    words = Words(
        name=request.name,
        email=request.email,
        order_text=request.order.reference if request.order else request.order_text,
        goods_text="",
        message="\n\n".join(filter(None, said))[:2000],
        language=request.language,
        nonce=request.number,
        channel="request",
        received_at=request.received_at,
    )
    statement, _token = statements.declare(words, request.order)
    answering.note_what_it_became(request, statement.number, event.by)
