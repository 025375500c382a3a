"""The provider refuses to take the money of a contract that stands.

Machine 4.3 knows no way back from `formed`: the capture is only the next command, and the contract
binds both sides. So the smallest lawful answer is taken: the order keeps its state, that it is
unpaid is computed from the refused command and the payments (never stored), the buyer may pay by a
new attempt as in `payment_pending`, and until then nothing is handed over (the seller may wait for
the price, Code of Obligations art. 97). Withdrawal, claims and refunds are open as ever; only money
that was never taken does not leave. What the card still holds of it is let go.
"""

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.kernel.errors import Refused
from app.messaging import services as messaging
from app.orders import queries as orders
from app.orders.events import GoodsCollected, SubOrderDispatched
from app.orders.services.links import give_link
from app.payments import unpaid_letters as letters
from app.payments import unpaid_queries
from app.payments.events import CaptureRefused, PaidAfterAll
from app.payments.models import CommandKind, PaymentAttempt
from app.payments.services import attempts


class NotPaid(Refused):
    """Goods whose price was not taken do not leave."""


def capture_refused(refused: CaptureRefused) -> None:
    """Let go what the card holds; tell the buyer to pay again and each seller not to send."""
    attempt = db.session.get_one(PaymentAttempt, refused.attempt_id)
    order = attempt.order
    evidence.record(
        order.reference,
        "payment_refused",
        {"payment": attempt.provider_ref or "", "amount": attempt.amount_minor, "why": refused.why},
        "PSP",
    )
    attempts.command(attempt, CommandKind.VOID, attempt.amount_minor)
    messaging.promise(
        "payment-refused",
        letters.pay_again(order, give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"payment-refused:{attempt.id}",
    )
    for suborder in order.suborders:
        supplier = suborder.supplier
        messaging.promise(
            "do-not-send",
            letters.do_not_send(suborder),
            to=supplier.email,
            language=supplier.language,
            about=suborder.reference,
            key=f"do-not-send:{attempt.id}:{suborder.reference}",
        )


def paid_after_all(paid: PaidAfterAll) -> None:
    """The money is there: each seller may send."""
    for suborder in orders.order_by_reference(paid.reference).suborders:
        supplier = suborder.supplier
        messaging.promise(
            "may-send",
            letters.may_send(suborder),
            to=supplier.email,
            language=supplier.language,
            about=suborder.reference,
            key=f"may-send:{suborder.reference}",
        )


def refuse_unpaid(left: SubOrderDispatched | GoodsCollected) -> None:
    """Nothing leaves that the buyer has not paid, neither sent nor fetched. Raises NotPaid."""
    order = orders.suborder_by_reference(left.suborder_reference).order
    if unpaid_queries.is_unpaid(order):
        raise NotPaid(
            _("The buyer's payment could not be taken. Do not send anything until it is paid.")
        )
