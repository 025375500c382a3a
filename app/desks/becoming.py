"""What a request turns into when staff read it as another kind of case (machine 4.11a)."""

from flask_babel import gettext as _

from app.helpdesk import queries
from app.helpdesk.events import RecordsRequested, RequestMeansWithdrawal
from app.helpdesk.services import answering
from app.orders.services import links
from app.returns.services import statements
from app.returns.services.statements import Words
from app.web.language import speaking
from app.web.links import external


def withdrawal(event: RequestMeansWithdrawal) -> None:
    """A withdrawal written as a request keeps the request's own time (DC-11.2.a)."""
    request = queries.request_of(event.number)
    words = Words(
        name=request.name,
        email=request.email,
        order_text=request.order.reference if request.order else request.order_text,
        goods_text="",
        message=answering.words_of(request),
        language=request.language,
        nonce=request.number,
        channel="request",
        received_at=request.received_at,
    )
    statement, _token = statements.declare(words, request.order)
    answering.note_what_it_became(request, statement.number, event.by)


def answered_records(event: RecordsRequested) -> None:
    """Records of a proven order are given at once, by a link to all of them (DC-20.2)."""
    request = queries.request_of(event.number)
    order = request.order
    assert order is not None
    with speaking(request.language):
        words = _(
            "Your records are ready: the information you confirmed, the contracts, every message, "
            "parcel and payment, with a list that proves each. They are made afresh whenever you "
            "download them, here or on the page of your order."
        )
    file_at = external("records.linked", request.language, token=links.give_link(order))
    answering.answer(request, words, "explained", "", None, "SYS", file_at)
