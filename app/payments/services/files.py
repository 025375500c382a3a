"""Refunds by transfer handed to the bank in one file, and what became of each line (4.7)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Conflict
from app.orders.services.changes import locked
from app.payments import bank_queries
from app.payments.models import PaymentFile, PaymentFileLine, Refund, RefundState
from app.payments.services import covered, interest
from app.payments.services.machine import move


class NothingToPay(Conflict):
    """No released transfer waits for a file."""


def make(member_id: int) -> PaymentFile:
    """Put every released transfer into a new file, with the sum owed today. NothingToPay, NoRate.

    Two at once: the second finds them taken.
    """
    file = PaymentFile(
        number=ids.reference("F"), made_on=clock.today(), made_at=clock.now(), member_id=member_id
    )
    for refund in bank_queries.ready_for_file():
        locked(refund.order)
        if covered.taken_already(refund):
            continue
        if refund.state is RefundState.RELEASED and refund.iban_cipher:
            file.lines.append(_line(refund))
            move(refund, "put_in_file")
            evidence.record(
                refund.order.reference,
                "refund_in_file",
                {"refund": refund.number, "file": file.number},
                "ADM",
                str(member_id),
            )
    if not file.lines:
        raise NothingToPay(_("No transfer waits for a file."))
    db.session.add(file)
    db.session.flush()
    return file


def _line(refund: Refund) -> PaymentFileLine:
    sheet = interest.on_top_of(refund, clock.today())
    assert refund.iban_cipher is not None
    return PaymentFileLine(
        refund_id=refund.id,
        amount_minor=refund.amount_minor + (sheet.interest_minor if sheet else 0),
        iban_cipher=refund.iban_cipher,
        holder=refund.holder or refund.order.name,
    )


def note_outcome(refund: Refund, outcome: str) -> None:
    """What the bank did with the line that is open for this refund, if any."""
    line = db.session.scalar(
        select(PaymentFileLine).where(
            PaymentFileLine.refund_id == refund.id, PaymentFileLine.outcome.is_(None)
        )
    )
    if line is not None:
        line.outcome = outcome
        db.session.flush()
