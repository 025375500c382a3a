"""The seller of record attaches a tax document; a wrong one is replaced, none is lost (IN-2)."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import update

from app.evidence import services as evidence
from app.extensions import db
from app.invoices import messages, queries, rules
from app.invoices.models import InvoiceDocument, InvoiceRequest
from app.kernel import clock
from app.kernel.errors import Refused
from app.media.papers import Paper
from app.messaging import services as messaging
from app.orders.models import SubOrder
from app.orders.services.actors import Actor
from app.orders.services.changes import locked
from app.orders.services.links import give_link
from app.web.filters import date_long


class WrongDay(Refused):
    """No invoice of this order can bear this day."""


class KnownNumber(Refused):
    """The number stands on another sub-order of this seller."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the seller says of a document: its number and civil day, and the file that is kept."""

    number: str
    issued_on: date
    paper: Paper


def attach(suborder: SubOrder, cause: str, written: Written, actor: Actor) -> InvoiceDocument:
    """The next version of the invoice (empty cause) or of what corrects it; the shopper is told.

    The same again changes nothing. Raises NotFound for what is not owed, WrongDay, KnownNumber.
    """
    order = locked(suborder.order)
    suborder = next(part for part in order.suborders if part.reference == suborder.reference)
    before = queries.duty_of(suborder, cause).document
    if before is not None and _same(before, written):
        return before
    _refuse_wrong(suborder, written)
    paper = written.paper
    document = InvoiceDocument(
        suborder=suborder,
        cause=cause,
        version=before.version + 1 if before else 1,
        number=written.number,
        issued_on=written.issued_on,
        name=paper.name,
        media_type=paper.media_type,
        sha256=paper.sha256,
        size=paper.size,
        source=str(actor),
        at=clock.now(),
    )
    db.session.add(document)
    db.session.flush()
    db.session.execute(
        update(InvoiceRequest)
        .where(
            InvoiceRequest.suborder_id == suborder.id,
            InvoiceRequest.cause == cause,
            InvoiceRequest.done_at.is_(None),
        )
        .values(done_at=clock.now())
    )
    _prove(document, before, actor)
    _tell(document)
    return document


def _same(before: InvoiceDocument, written: Written) -> bool:
    return (before.number, before.issued_on, before.sha256) == (
        written.number,
        written.issued_on,
        written.paper.sha256,
    )


def _refuse_wrong(suborder: SubOrder, written: Written) -> None:
    formed = suborder.order.formed_at
    first = clock.day_of(formed) if formed else clock.today()
    if not rules.may_bear(written.issued_on, first, clock.today()):
        raise WrongDay(
            _("Choose a day from that of the order, %(day)s, to today.", day=date_long(first))
        )
    other = queries.same_number(suborder, written.number)
    if other is not None:
        raise KnownNumber(
            _(
                "This number stands on %(reference)s already. Look at it once more.",
                reference=other.suborder.reference,
            )
        )


def _prove(document: InvoiceDocument, before: InvoiceDocument | None, actor: Actor) -> None:
    evidence.record(
        document.suborder.order.reference,
        "invoice_replaced" if before else "invoice_attached",
        {
            "suborder": document.suborder.reference,
            "cause": document.cause,
            "version": document.version,
            "number": document.number,
            "issued_on": document.issued_on.isoformat(),
            "file_sha256": document.sha256,
        },
        actor.role,
        actor.id,
    )


def _tell(document: InvoiceDocument) -> None:
    order = document.suborder.order
    messaging.promise(
        "invoice-correction" if document.corrects else "invoice-attached",
        messages.attached(document, give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"invoice:{document.id}",
    )
