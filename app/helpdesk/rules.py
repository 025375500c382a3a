"""What may follow what with a request (machine 4.11a)."""

from app.helpdesk.models import RequestState

REQUEST: dict[tuple[RequestState, str], RequestState] = {
    (RequestState.RECEIVED, "take"): RequestState.IN_WORK,
    (RequestState.IN_WORK, "answer"): RequestState.ANSWERED,
    (RequestState.RECEIVED, "convert"): RequestState.CLOSED,
    (RequestState.IN_WORK, "convert"): RequestState.CLOSED,
    (RequestState.ANSWERED, "silent"): RequestState.CLOSED,
    (RequestState.ANSWERED, "reply"): RequestState.IN_WORK,
    (RequestState.CLOSED, "reply"): RequestState.IN_WORK,
    (RequestState.RECEIVED, "reply"): RequestState.RECEIVED,
    (RequestState.IN_WORK, "reply"): RequestState.IN_WORK,
}
