from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.helpdesk.models import Request, RequestKind, RequestState
from app.kernel import ids
from app.kernel.errors import NotFound
from app.orders.models import Order, SubOrder

OPEN = (RequestState.RECEIVED, RequestState.IN_WORK)
MOST = 200


def request_of(number: str) -> Request:
    """A request by its number. Raises NotFound."""
    found = db.session.scalar(select(Request).where(Request.number == number))
    if found is None:
        raise NotFound
    return found


def by_email(number: str, email_key: str) -> Request | None:
    """The request that this number and this address prove together."""
    return db.session.scalar(
        select(Request).where(Request.number == number, Request.email_key == email_key)
    )


def by_link(token: str) -> Request | None:
    """The request that the link of its receipt opens."""
    return db.session.scalar(select(Request).where(Request.link_hash == ids.token_hash(token)))


def of_order(order_id: int) -> list[Request]:
    """Every request about an order, newest first."""
    return list(
        db.session.scalars(
            select(Request)
            .where(Request.order_id == order_id)
            .options(selectinload(Request.entries))
            .order_by(Request.id.desc())
        )
    )


def of_shopper(shopper_id: int) -> list[Request]:
    """Every request about a member's orders, newest first."""
    return list(
        db.session.scalars(
            select(Request)
            .join(Order, Order.id == Request.order_id)
            .where(Order.shopper_id == shopper_id)
            .order_by(Request.id.desc())
            .limit(MOST)
        )
    )


def for_desk(wish: str, kind: str = "", query: str = "") -> list[Request]:
    """Requests for the desk: open, answered, closed or all; the nearest last day on top."""
    statement = select(Request).order_by(Request.answer_by, Request.id).limit(MOST)
    states = {
        "open": OPEN,
        "answered": (RequestState.ANSWERED,),
        "closed": (RequestState.CLOSED,),
    }.get(wish)
    if states:
        statement = statement.where(Request.state.in_(states))
    if kind in set(RequestKind):
        statement = statement.where(Request.kind == RequestKind(kind))
    if query:
        statement = statement.outerjoin(Order, Order.id == Request.order_id).where(
            (Request.number == query.upper())
            | (Order.reference == query.upper())
            | (Request.email_key == query.casefold())
        )
    return list(db.session.scalars(statement))


def of_supplier(supplier_id: int, open_only: bool = False) -> list[Request]:
    """What concerns a supplier: of its own part of an order, or of a whole order it is in."""
    own = select(SubOrder.order_id).where(SubOrder.supplier_id == supplier_id)
    mine = select(SubOrder.id).where(SubOrder.supplier_id == supplier_id)
    statement = (
        select(Request)
        .where(
            Request.order_id.in_(own),
            Request.suborder_id.is_(None) | Request.suborder_id.in_(mine),
        )
        .order_by(Request.id.desc())
        .limit(MOST)
    )
    if open_only:
        statement = statement.where(Request.state.in_(OPEN))
    return list(db.session.scalars(statement))


def request_of_supplier(number: str, supplier_id: int) -> Request:
    """A request that concerns this supplier. Raises NotFound for another's."""
    request = request_of(number)
    concerned = (
        [request.suborder]
        if request.suborder is not None
        else (request.order.suborders if request.order else [])
    )
    if supplier_id not in {suborder.supplier_id for suborder in concerned}:
        raise NotFound
    return request
