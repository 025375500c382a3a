from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.evidence.models import EvidenceChain
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders.models import Order, OrderLink, OrderState, SubOrder

WHOLE = (
    selectinload(Order.suborders).selectinload(SubOrder.lines),
    selectinload(Order.suborders).selectinload(SubOrder.supplier),
)
EXISTS = (OrderState.FORMED, OrderState.CLOSED)


def order_by_reference(reference: str) -> Order:
    """The order with this number, whoever asks (for services). Raises NotFound."""
    order = db.session.scalar(select(Order).where(Order.reference == reference).options(*WHOLE))
    if order is None:
        raise NotFound
    return order


def suborder_by_reference(reference: str) -> SubOrder:
    """The sub-order with this number, whoever asks (for services). Raises NotFound."""
    suborder = db.session.scalar(select(SubOrder).where(SubOrder.reference == reference))
    if suborder is None:
        raise NotFound
    return suborder


def order_of_shopper(reference: str, shopper_id: int) -> Order:
    """A member's own order. Raises NotFound for anybody else's."""
    order = order_by_reference(reference)
    if order.shopper_id != shopper_id:
        raise NotFound
    return order


def order_by_email(reference: str, email_key: str) -> Order | None:
    """The formed order that this number and this address prove together."""
    return db.session.scalar(
        select(Order).where(
            Order.reference == reference,
            Order.email_key == email_key,
            Order.state.in_(EXISTS),
        )
    )


def order_by_link(token: str) -> Order | None:
    """The order that a link in a message opens: until its records may go, unless revoked."""
    return db.session.scalar(
        select(Order)
        .join(OrderLink, OrderLink.order_id == Order.id)
        .outerjoin(EvidenceChain, EvidenceChain.subject == Order.reference)
        .where(
            OrderLink.token_hash == ids.token_hash(token),
            OrderLink.revoked_at.is_(None),
            OrderLink.ends_at > clock.now(),
            or_(EvidenceChain.retain_until.is_(None), EvidenceChain.retain_until >= clock.today()),
        )
    )


def orders_of(shopper_id: int) -> list[Order]:
    """A member's orders, newest first."""
    return list(
        db.session.scalars(
            select(Order)
            .where(Order.shopper_id == shopper_id, Order.state.in_(EXISTS))
            .order_by(Order.formed_at.desc())
            .options(*WHOLE)
        )
    )


def suborder_of(reference: str, supplier_id: int) -> SubOrder:
    """A supplier's own sub-order of a formed order. Raises NotFound for another's."""
    suborder = db.session.scalar(
        select(SubOrder)
        .join(Order)
        .where(
            SubOrder.reference == reference,
            SubOrder.supplier_id == supplier_id,
            Order.state.in_(EXISTS),
        )
    )
    if suborder is None:
        raise NotFound
    return suborder


def awaiting_transfers() -> list[Order]:
    """Orders that wait for a bank transfer, the nearest last day first."""
    return list(
        db.session.scalars(
            select(Order)
            .where(Order.state == OrderState.AWAITING_TRANSFER)
            .order_by(Order.hold_until, Order.id)
        )
    )


def order_or_none(reference: str) -> Order | None:
    """The order with this number, if there is one."""
    return db.session.scalar(select(Order).where(Order.reference == reference))


def overdue_holds(state: OrderState) -> list[Order]:
    """Orders in this state of waiting whose hold is over and which nobody paid."""
    return list(
        db.session.scalars(
            select(Order).where(Order.state == state, Order.hold_until < clock.now())
        )
    )


def review_of_cart(cart_id: int) -> Order | None:
    """The newest review or payment of a cart that is still going on."""
    return db.session.scalar(
        select(Order)
        .where(
            Order.cart_id == cart_id,
            Order.state.in_([OrderState.REVIEWING, OrderState.INFO_CONFIRMED]),
            Order.created_at > clock.now() - timedelta(days=1),
        )
        .order_by(Order.id.desc())
        .options(*WHOLE)
        .limit(1)
    )


def proofs_of(suborder: SubOrder) -> set[str]:
    """The names of the files that prove something about a sub-order."""
    said = {ending.proof for ending in suborder.endings}
    said |= {event.file for parcel in suborder.shipments for event in parcel.events}
    return {name for name in said if name}


def part_of(order: Order, reference: str) -> SubOrder:
    """A sub-order of this very order. Raises NotFound."""
    for suborder in order.suborders:
        if suborder.reference == reference:
            return suborder
    raise NotFound
