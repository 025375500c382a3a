"""Asking for the money of an order."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.extensions import db
from app.kernel import clock, crypto, ids
from app.kernel.errors import Conflict
from app.orders import rules as order_rules
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import gateway, unpaid_queries
from app.payments.models import (
    AttemptState,
    CommandKind,
    PaymentAttempt,
    PaymentCommand,
    Refund,
)
from app.payments.services import delivery
from app.web.logs import log


class HoldOver(Conflict):
    """The goods are no longer kept for this order."""


class MoreThanShown(Conflict):
    """No more is taken than the sum shown before the order (art. 5(3))."""


class StillOpen(Conflict):
    """An attempt is going on; a second one could take the money twice."""


def start_attempt(order: Order) -> tuple[PaymentAttempt, str]:
    """Write one attempt and the command that opens it; returns it with its return token.

    The command is delivered right after the commit. Raises HoldOver, StillOpen.
    """
    order = locked(order)
    if not _is_kept(order) and not unpaid_queries.is_unpaid(order):
        raise HoldOver(_("The goods are no longer kept for this order. Your cart is still here."))
    if _has_live_attempt(order):
        raise StillOpen(_("A payment for this order is already going on."))
    token = ids.token()
    count = select(func.count()).where(PaymentAttempt.order_id == order.id)
    attempt = PaymentAttempt(
        order_id=order.id,
        number=(db.session.scalar(count) or 0) + 1,
        provider=gateway.for_order(order.means).name,
        return_hash=ids.token_hash(token),
        return_cipher=crypto.encrypt(token),
        amount_minor=order.total_minor,
        started_at=clock.now(),
    )
    db.session.add(attempt)
    db.session.flush()
    command(attempt, CommandKind.START, order.total_minor)
    return attempt, token


def _is_kept(order: Order) -> bool:
    """Whether the hold of an order not formed yet runs long enough to begin a payment."""
    soon = clock.now() + timedelta(seconds=30)
    return order.state in order_rules.UNPAID and bool(order.hold_until and order.hold_until > soon)


def _has_live_attempt(order: Order) -> bool:
    live = (
        AttemptState.STARTING,
        AttemptState.OPEN,
        AttemptState.AUTHORISED,
        AttemptState.CAPTURED,
    )
    return bool(
        db.session.scalar(
            select(func.count()).where(
                PaymentAttempt.order_id == order.id, PaymentAttempt.state.in_(live)
            )
        )
    )


def command(
    attempt: PaymentAttempt, kind: CommandKind, amount_minor: int, refund: Refund | None = None
) -> PaymentCommand:
    """Write what we want of the provider, once; it is delivered after the commit (rule 7).

    Raises MoreThanShown for a capture above the sum of the information (DC-5.3).
    """
    if kind is CommandKind.CAPTURE and amount_minor > attempt.order.total_minor:
        log.error("a capture above what was shown", order=attempt.order.reference)
        raise MoreThanShown(_("No more can be taken than the sum shown before the order."))
    subject = f"{refund.number}" if refund else f"{attempt.id}"
    key = f"{kind}:{attempt.order.reference if attempt.order else attempt.order_id}:{subject}"
    known = db.session.scalar(select(PaymentCommand).where(PaymentCommand.key == key))
    if known is not None:
        return known
    row = PaymentCommand(
        key=key,
        run_at=clock.now(),
        attempt_id=attempt.id,
        kind=kind,
        amount_minor=amount_minor,
        refund_id=refund.id if refund else None,
    )
    db.session.add(row)
    db.session.flush()
    delivery.soon(row.id)
    return row
