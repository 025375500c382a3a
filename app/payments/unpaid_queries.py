"""Orders whose contract stands although the provider refused to take the money."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, select

from app.extensions import db
from app.orders.models import Order
from app.payments import rules
from app.payments.models import CommandKind, PaymentAttempt, PaymentCommand, Refund

REFUSED = "refused"


def refused_of(order_id: int) -> list[PaymentAttempt]:
    """The payments of an order whose capture the provider refused, in order."""
    return list(
        db.session.scalars(
            select(PaymentAttempt)
            .join(PaymentCommand, PaymentCommand.attempt_id == PaymentAttempt.id)
            .where(
                PaymentAttempt.order_id == order_id,
                PaymentCommand.kind == CommandKind.CAPTURE,
                PaymentCommand.outcome == REFUSED,
            )
            .order_by(PaymentAttempt.number)
        )
    )


def is_unpaid(order: Order) -> bool:
    """Whether the contract of this order stands and its money was refused, and not paid since."""
    return bool(among({order.id}))


def among(order_ids: Collection[int]) -> set[int]:
    """Those of these orders that are formed and unpaid, in one statement."""
    return set(db.session.scalars(select(Order.id).where(Order.id.in_(order_ids), _unpaid())))


def unpaid_orders() -> list[Order]:
    """Every formed order whose money was refused, the oldest first."""
    return list(
        db.session.scalars(select(Order).where(_unpaid()).order_by(Order.formed_at, Order.id))
    )


def _unpaid() -> ColumnElement[bool]:
    refused = (
        select(PaymentAttempt.order_id)
        .join(PaymentCommand, PaymentCommand.attempt_id == PaymentAttempt.id)
        .where(PaymentCommand.kind == CommandKind.CAPTURE, PaymentCommand.outcome == REFUSED)
    )
    late = select(Refund.attempt_id).where(
        Refund.kind == "late_money", Refund.attempt_id.is_not(None)
    )
    paid = select(PaymentAttempt.order_id).where(
        PaymentAttempt.state.in_(list(rules.PAID)), PaymentAttempt.id.not_in(late)
    )
    return and_(Order.formed_at.is_not(None), Order.id.in_(refused), Order.id.not_in(paid))
