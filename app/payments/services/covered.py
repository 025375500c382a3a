"""No money goes back twice: what a card scheme has taken for the buyer is not sent again."""

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.payments import queries, unpaid_queries
from app.payments.disputes import queries as disputes
from app.payments.models import Dispute, Refund, RefundState
from app.payments.services import booking
from app.payments.services.machine import move
from app.web.filters import money

NOT_LEFT = frozenset(
    {
        RefundState.COMPUTED,
        RefundState.RELEASED,
        RefundState.FAILED,
        RefundState.IBAN_ASKED,
        RefundState.OTHER_INSTRUMENT_ASKED,
        RefundState.UNCLAIMED,
    }
)


class TakenByDispute(Conflict):
    """The card scheme has taken this money back for the buyer already."""


class NeverTaken(Conflict):
    """The buyer's payment was refused: there is no money that could go back."""


def taken_already(refund: Refund) -> int:
    """Kuruş of this refund that a dispute has taken; 0 when all of it may go."""
    if refund.attempt is None or not refund.principal_minor:
        return 0
    taken = queries.taken_by_disputes(refund.attempt.id)
    if not taken:
        return 0
    gone = disputes.gone_back(refund.attempt.id, but=refund.id)
    return max(0, taken + gone + refund.principal_minor - refund.attempt.captured_minor)


def refuse_twice(refund: Refund) -> None:
    """Raises TakenByDispute where the payment would be paid back twice, NeverTaken without one."""
    if refund.principal_minor and unpaid_queries.is_unpaid(refund.order):
        raise NeverTaken(_("The buyer's payment was never taken; there is nothing to pay back."))
    twice = taken_already(refund)
    if twice:
        raise TakenByDispute(
            _(
                "A card dispute has taken %(amount)s of this already; it is not paid twice.",
                amount=money(twice),
            )
        )


def drop_paid_by_scheme(dispute: Dispute) -> None:
    """A dispute is lost for good: refunds of the same money that have not left are dropped."""
    for refund in queries.refunds_of(dispute.order_id):
        if refund.attempt_id != dispute.attempt_id or refund.state not in NOT_LEFT:
            continue
        if not taken_already(refund):
            continue
        for command in queries.open_commands_of(refund.id):
            command.done_at, command.lease_until = clock.now(), None
            command.outcome = "paid by dispute"
        move(refund, "paid_by_scheme")
        refund.blocked = None
        booking.cancelled(refund)
        db.session.flush()
        evidence.record(
            dispute.order.reference,
            "refund_cancelled",
            {"refund": refund.number, "why": f"paid by the card scheme, {dispute.number}"},
            "SYS",
        )
