"""Which requests the browser that asks may see: of an order it may see, or proven here before."""

from flask import session

from app.helpdesk import queries
from app.helpdesk.models import Request
from app.kernel.errors import NotFound
from app.orders import access as orders

KEPT = 20


def request_seen_here(number: str) -> Request:
    """The request, for who may see its order or has proven the request. Raises NotFound."""
    request = queries.request_of(number)
    if number in session.get("requests", []):
        return request
    if request.order is None:
        raise NotFound
    orders.order_seen_here(request.order.reference)
    return request


def sees_order(request: Request) -> bool:
    """Whether this browser may see the order too, and not the request alone."""
    if request.order is None:
        return False
    try:
        orders.order_seen_here(request.order.reference)
    except NotFound:
        return False
    return True


def let_see(request: Request) -> None:
    """Remember in this browser that this request has been proven."""
    seen = [*session.get("requests", []), request.number]
    session["requests"] = list(dict.fromkeys(seen))[-KEPT:]
