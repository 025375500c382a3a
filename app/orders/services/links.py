"""Links that open one order without a log-in (rule 14)."""

from datetime import timedelta

from sqlalchemy import update

from app.extensions import db
from app.kernel import clock, ids
from app.orders.models import Order, OrderLink

AT_MOST = timedelta(days=15 * 366)


def give_link(order: Order, purpose: str = "order") -> str:
    """A new token for this order, kept hashed.

    It works until the records of the order may go (DC-20.1), which nobody knows before it closes.
    """
    token = ids.token()
    db.session.add(
        OrderLink(
            token_hash=ids.token_hash(token),
            order_id=order.id,
            purpose=purpose,
            created_at=clock.now(),
            ends_at=clock.now() + AT_MOST,
        )
    )
    db.session.flush()
    return token


def revoke_links(order: Order) -> None:
    """Close every link of an order, for a shopper who lost a mailbox."""
    db.session.execute(
        update(OrderLink)
        .where(OrderLink.order_id == order.id, OrderLink.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )
