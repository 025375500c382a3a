"""An integrator issues what has left: written down first, asked outside of every transaction."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.extensions import db
from app.invoices import gateway, queries
from app.invoices.gateway import Draft, Issued, Line, NotIssued
from app.invoices.models import InvoiceDocument, InvoiceRequest
from app.invoices.owing import Duty
from app.invoices.services import attaching
from app.invoices.services.attaching import Written
from app.kernel import clock, transactions
from app.kernel.errors import NotFound, Refused
from app.media import papers
from app.orders.models import Order, SubOrder
from app.orders.queries import EXISTS
from app.orders.services.actors import Actor
from app.payments.models import Refund
from app.web.language import speaking

PAUSES = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
LOOKS_BACK = timedelta(days=30)
MOST = 50


def issue_due() -> int:
    """Write down what is to be issued, then ask for it; nothing without an integrator (timer)."""
    source = gateway.source()
    if source is None:
        return 0
    _write_down(source)
    keys = db.session.scalars(
        select(InvoiceRequest.key)
        .where(InvoiceRequest.done_at.is_(None), InvoiceRequest.run_at <= clock.now())
        .order_by(InvoiceRequest.run_at)
        .limit(MOST)
    ).all()
    return sum(_ask(source, key) for key in keys)


def _write_down(source: gateway.InvoiceSource) -> None:
    """Every document that is owed since something left, once (the key is the sub-order's)."""
    known = set(db.session.scalars(select(InvoiceRequest.key)))
    for owed in queries.duties(_lately_left()):
        for duty in owed:
            begun = duty.is_missing and duty.since is not None
            if begun and _key(duty) not in known and source.serves(duty.suborder.seller):
                now = clock.now()
                db.session.add(
                    InvoiceRequest(
                        key=_key(duty),
                        suborder_id=duty.suborder.id,
                        cause=duty.cause,
                        asked_at=now,
                        run_at=now,
                    )
                )
    transactions.save()


def _lately_left() -> list[SubOrder]:
    """Sub-orders that left, or of which money left, in the last thirty days."""
    since = clock.now() - LOOKS_BACK
    paid_back = select(Refund.suborder_reference).where(Refund.released_at > since)
    return list(
        db.session.scalars(
            select(SubOrder)
            .join(Order)
            .where(
                Order.state.in_(EXISTS),
                or_(
                    SubOrder.dispatched_at > since,
                    SubOrder.delivered_on > clock.day_of(since),
                    SubOrder.reference.in_(paid_back),
                ),
            )
            .options(*queries.LOADED)
        )
    )


def _key(duty: Duty) -> str:
    return duty.cause or duty.suborder.reference


def _ask(source: gateway.InvoiceSource, key: str) -> bool:
    """One document: read, ask with nothing held, keep its file, attach it. False: again later."""
    request = db.session.get_one(InvoiceRequest, key)
    try:
        duty = queries.duty_of(request.suborder, request.cause)
    except NotFound:
        return _over(request)
    if not duty.is_missing:
        return _over(request)
    draft = draft_of(duty)
    db.session.rollback()
    try:
        issued = source.issue(draft)
        paper = papers.take(issued.file_name, issued.body, papers.WITH_UBL)
        _attach(source, key, issued, paper)
    except (NotIssued, Refused) as refusal:
        db.session.rollback()
        _again_later(key, str(refusal))
        return False
    transactions.save()
    return True


def _attach(source: gateway.InvoiceSource, key: str, issued: Issued, paper: papers.Paper) -> None:
    request = db.session.get_one(InvoiceRequest, key)
    written = Written(issued.number, issued.issued_on, paper)
    attaching.attach(request.suborder, request.cause, written, Actor("SYS", source.name))


def _over(request: InvoiceRequest) -> bool:
    """A person was quicker, or nothing is owed any more."""
    request.done_at = clock.now()
    transactions.save()
    return False


def _again_later(key: str, problem: str) -> None:
    request = db.session.get_one(InvoiceRequest, key)
    pause = PAUSES[min(request.tries, len(PAUSES) - 1)]
    request.tries, request.problem = request.tries + 1, problem[:200]
    request.run_at = clock.now() + pause
    transactions.save()


def draft_of(duty: Duty) -> Draft:
    """What the integrator is told; a national number only where the shopper gave one (P-19)."""
    suborder, order = duty.suborder, duty.suborder.order
    party = order.invoice_party
    place = " ".join(filter(None, (order.postcode, order.district)))
    with speaking("tr"):
        lines = tuple(
            Line(row.name or _("Delivery"), row.quantity, row.amount_minor, row.vat_bp)
            for row in duty.rows
        )
    return Draft(
        key=_key(duty),
        reference=suborder.reference,
        seller=suborder.seller,
        buyer_title=party.title if party else order.name,
        buyer_address=f"{order.street}, {place}, {order.province}",
        buyer_email=order.email,
        tax_office=(party.tax_office or "") if party else "",
        tax_number=party.tax_number if party else "",
        national_id=party.national_id if party else "",
        lines=lines,
        total_minor=duty.amount_minor,
        corrects=_corrected(duty) if duty.cause else "",
    )


def _corrected(duty: Duty) -> str:
    return (
        db.session.scalar(
            select(InvoiceDocument.number)
            .where(InvoiceDocument.suborder_id == duty.suborder.id, InvoiceDocument.cause == "")
            .order_by(InvoiceDocument.version.desc())
            .limit(1)
        )
        or ""
    )
