"""Every night: an extra or a donation without the buyer's own word goes back the same day."""

from sqlalchemy import select

from app.evidence import queries as evidence_of
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.orders import periods
from app.orders.models import Order, OrderLine, SubOrder
from app.orders.queries import EXISTS
from app.orders.services.changes import locked
from app.payments.services.amounts import days_for
from app.payments.services.owing import owe
from app.payments.services.refunds import RefundDraft, open_refund

KIND = "unasked_extra"


def extras_audit() -> int:
    """Pay back what stands in an order without `extra_accepted` in its evidence (art. 19(2))."""
    return sum(_audit_line(line) for line in _unchecked()) + sum(
        _audit_donation(order) for order in _given()
    )


def _unchecked() -> list[OrderLine]:
    return list(
        db.session.scalars(
            select(OrderLine)
            .join(SubOrder, SubOrder.id == OrderLine.suborder_id)
            .join(Order, Order.id == SubOrder.order_id)
            .where(
                OrderLine.parent_id.is_not(None),
                OrderLine.consent_checked.is_(False),
                Order.state.in_(EXISTS),
            )
            .order_by(OrderLine.id)
        )
    )


def _audit_line(line: OrderLine) -> int:
    suborder = line.suborder
    locked(suborder.order)
    db.session.refresh(line)
    line.consent_checked = True
    pieces = line.kept
    if pieces == 0 or line.sku in _accepted(suborder.order.reference):
        return 0
    line.cancelled += pieces
    line.ended_on = clock.today()
    periods.keep(suborder.order)
    db.session.flush()
    cause = f"{suborder.reference}-X{line.position}"
    evidence.record(suborder.order.reference, "extra_unasked", {"code": line.sku}, "SYS")
    owe(
        suborder,
        {line.id: pieces},
        cause=cause,
        kind=KIND,
        notice_on=clock.today(),
        release_now=True,
    )
    return 1


def _given() -> list[Order]:
    return list(
        db.session.scalars(
            select(Order).where(
                Order.donation_minor > 0,
                Order.donation_checked.is_(False),
                Order.state.in_(EXISTS),
            )
        )
    )


def _audit_donation(order: Order) -> int:
    order = locked(order)
    order.donation_checked = True
    if "donation" in _accepted(order.reference):
        return 0
    first = order.suborders[0]
    days = days_for(order, clock.today())
    evidence.record(order.reference, "extra_unasked", {"code": "donation"}, "SYS")
    open_refund(
        order,
        RefundDraft(
            suborder_reference=first.reference,
            supplier_id=first.supplier_id,
            cause=f"{order.reference}-XD",
            kind=KIND,
            goods_minor=order.donation_minor,
            delivery_minor=0,
            notice_on=clock.today(),
            due_on=days.due_on,
            release_on=days.release_on,
            inputs={"donation": order.donation_minor},
        ),
        release_now=True,
    )
    return 1


def _accepted(reference: str) -> set[str]:
    """The codes the buyer ticked, as the evidence holds them."""
    return {str(body["code"]) for body in evidence_of.bodies_of(reference, "extra_accepted")}
