"""Taking a request in: always, at once, with its number; the seller hears in the same moment."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.services import key_of
from app.extensions import db
from app.helpdesk import messages
from app.helpdesk.events import RecordsRequested
from app.helpdesk.models import Request, RequestKind
from app.helpdesk.services import course
from app.kernel import clock, crypto, events, ids
from app.law import requests as law
from app.law.deadlines import Holidays
from app.messaging import services as messaging
from app.orders.models import Order, SubOrder
from app.orders.services.changes import locked as locked_order
from app.settings import queries as settings
from app.suppliers.models import Supplier


@dataclass(frozen=True, slots=True)
class Words:
    """What the person wrote; `nonce` names this one submission, so that twice is once."""

    kind: RequestKind
    name: str
    email: str
    order_text: str
    message: str
    language: str
    nonce: str
    channel: str = "form"
    received_at: datetime | None = None
    recorded_by: str | None = None


def send(words: Words, order: Order | None, suborder: SubOrder | None = None) -> Request:
    """Take a request in; `order` only where number and address were proven (or staff found it).

    The same submission twice is one request.
    """
    if order is not None:
        order = locked_order(order)
    if known := _known(words):
        return known
    try:
        with db.session.begin_nested():
            request = _row(words, order, suborder)
    except IntegrityError:  # the same submission came in twice at the same moment
        return db.session.scalars(select(Request).where(Request.key == _key(words))).one()
    role = "ADM" if words.recorded_by else "SH"
    course.write(request, role, words.recorded_by, "sent", words.message)
    _acknowledge(request, words.message)
    if order is not None:
        tell_sellers(request, words.message)
    return request


def link_token(request: Request) -> str:
    """The token of the request's page for who has no account: made from the number."""
    return _token(request.number)


def holidays() -> Holidays:
    """The holidays on file."""
    return Holidays(public=settings.public_holidays(), eves=settings.eves())


def tell_sellers(request: Request, message: str) -> None:
    """Every seller concerned hears of it at once (AM-12A.2); records may be given at once too."""
    for supplier in sellers_of(request):
        messaging.promise(
            "request-for-supplier",
            messages.for_supplier(request, supplier, message),
            to=supplier.email,
            language=supplier.language,
            about=request.number,
            key=f"request-for-supplier:{request.number}:{supplier.id}",
            statutory=True,
        )
    if request.kind is RequestKind.RECORD:
        events.publish(RecordsRequested(request.number))


def sellers_of(request: Request) -> list[Supplier]:
    """The seller named, or every seller of the order."""
    if request.suborder is not None:
        return [request.suborder.supplier]
    if request.order is None:
        return []
    return list({s.supplier_id: s.supplier for s in request.order.suborders}.values())


def _row(words: Words, order: Order | None, suborder: SubOrder | None) -> Request:
    received = words.received_at or clock.now()
    number = ids.reference("B")
    day = clock.day_of(received)
    request = Request(
        number=number,
        key=_key(words),
        kind=words.kind,
        channel=words.channel,
        language=words.language,
        order_id=order.id if order else None,
        suborder_id=suborder.id if suborder else None,
        name=words.name,
        email=words.email,
        email_key=key_of(words.email),
        order_text=words.order_text,
        received_at=received,
        take_by=law.take_by(day, holidays()),
        answer_by=law.answer_by(day, records=words.kind is RequestKind.RECORD, holidays=holidays()),
        link_hash=ids.token_hash(_token(number)),
    )
    db.session.add(request)
    db.session.flush()
    return request


def _acknowledge(request: Request, message: str) -> None:
    """The receipt, on a durable medium, to the writer and to the address on file."""
    recipients = {request.email}
    if request.order is not None:
        recipients.add(request.order.email)
    for to in sorted(recipients):
        receipt = messaging.promise(
            "request-received",
            messages.received(request, message, link_token(request)),
            to=to,
            language=request.language,
            about=request.number,
            key=f"request-received:{request.number}:{to}",
            statutory=True,
        )
        messaging.soon(receipt.id)


def _known(words: Words) -> Request | None:
    return db.session.scalar(select(Request).where(Request.key == _key(words)))


def _key(words: Words) -> str:
    return hashlib.sha256(f"{words.order_text}\n{words.nonce}".encode()).hexdigest()


def _token(number: str) -> str:
    return crypto.sign("request", number.encode())[:32]
