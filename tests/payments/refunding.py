"""What tests of money share: pieces end, refunds are looked up, the clock of commands is turned."""

from datetime import date, timedelta

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, events, transactions
from app.orders.events import LinesEnded
from app.orders.models import Order, SubOrder
from app.payments.models import PaymentCommand, Refund
from app.payments.services import delivery


def end(
    suborder: SubOrder, cause: str, notice_on: str, quantity: int | None = None, number: str = "E-1"
) -> None:
    """Pieces of a sub-order will never come; their quantities are moved as fulfilment does."""
    quantities = {}
    for line in suborder.lines:
        pieces = line.kept if quantity is None else quantity
        line.cancelled += pieces
        quantities[line.id] = pieces
    db.session.flush()
    events.publish(
        LinesEnded(suborder.reference, number, cause, quantities, date.fromisoformat(notice_on))
    )
    transactions.save()


def refunds_of(order: Order) -> list[Refund]:
    """Every refund of an order as it stands now."""
    db.session.rollback()
    db.session.expire_all()
    return list(
        db.session.scalars(select(Refund).where(Refund.order_id == order.id).order_by(Refund.id))
    )


def carry_commands() -> None:
    """What waits for the provider and is due by the clock is carried."""
    delivery.deliver_due()
    db.session.expire_all()


def hurry_commands() -> None:
    """What waits for the provider is due now."""
    for command in db.session.scalars(select(PaymentCommand)):
        command.run_at = clock.now() - timedelta(seconds=1)
        command.lease_until = None
    transactions.save()
    carry_commands()
