"""The money has been sent: written down, told, and what its lateness costs is owed (4.7)."""

from datetime import date

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.messaging import services as messaging
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import messages, queries, rules
from app.payments.events import RefundConfirmed
from app.payments.models import Refund
from app.payments.services import booking, fees, interest
from app.payments.services.machine import move
from app.payments.services.opening import RefundDraft, open_parts
from app.suppliers.models import Supplier


def confirm(refund: Refund, reference: str, role: str, source: str) -> None:
    """The provider or the bank says the money goes back: only now may we say so (art. 12).

    `reference` is theirs; `source` names the transfer of the ledger.
    """
    order = locked(refund.order)
    move(refund, "executed" if refund.by_transfer else "confirm")
    refund.confirmed_at = clock.now()
    refund.provider_ref = reference
    refund.value_on = refund.value_on or clock.day_of(refund.sent_at or clock.now())
    booking.sent(refund, source)
    if refund.attempt and not refund.by_transfer:
        fees.ask_soon(refund.attempt)
    evidence.record(
        order.reference,
        "refund_confirmed",
        {"refund": refund.number, "amount": refund.amount_minor, "payment": reference},
        role,
    )
    _owe_interest(order, refund)
    events.publish(RefundConfirmed(refund.number, refund.cause))
    _tell(order, refund)
    move(refund, "told")


def _tell(order: Order, refund: Refund) -> None:
    """The buyer and the seller hear that the money has left; once more if it had come back."""
    again = ":again" if "came_back" in refund.inputs else ""
    messaging.promise(
        "refund-sent",
        messages.refund_sent(refund),
        to=order.email,
        language=order.language,
        about=refund.number,
        key=f"refund-sent:{refund.number}{again}",
        statutory=True,
    )
    supplier = db.session.get(Supplier, refund.supplier_id)
    if supplier is not None:
        messaging.promise(
            "refund-sent-supplier",
            messages.refund_sent_to_supplier(refund, supplier.language),
            to=supplier.email,
            language=supplier.language,
            about=refund.number,
            key=f"refund-sent-supplier:{refund.number}{again}",
        )


def _owe_interest(order: Order, refund: Refund) -> None:
    """Interest up to the day on which the last part was sent: a card takes back no more than it
    paid, so it goes to a bank account.
    """
    parts = queries.refunds_for(refund.cause, refund.kind)
    if any(part.by_transfer or part.state not in rules.OVER for part in parts):
        return
    sheets = [interest.on_top_of(part, _sent_on(part)) for part in parts]
    owed = [sheet for sheet in sheets if sheet is not None and sheet.interest_minor]
    if not owed:
        return
    open_parts(
        order,
        RefundDraft(
            suborder_reference=refund.suborder_reference,
            supplier_id=refund.supplier_id,
            cause=refund.cause,
            kind=refund.kind,
            goods_minor=0,
            delivery_minor=0,
            interest_minor=sum(sheet.interest_minor for sheet in owed),
            notice_on=refund.notice_on,
            due_on=refund.due_on,
            release_on=refund.due_on,
            inputs={"interest": [sheet.as_inputs() for sheet in owed]},
        ),
    )
    db.session.flush()


def _sent_on(refund: Refund) -> date:
    return refund.value_on or clock.today()
