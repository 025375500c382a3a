"""Friendly reminders; none of them changes a right (C-08, DC-13.1; timer `periods`)."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.orders import periods
from app.orders.models import Order, OrderState, SubOrder, SubOrderState
from app.orders.services import links
from app.returns import messages
from app.returns.models import GoodsReturn, GoodsReturnState, Statement
from app.returns.services.telling import tell
from app.settings import queries as settings

BEFORE_DAYS = 3


def of_the_period() -> int:
    """On `reminder_day` after the last receipt: until when one may still withdraw (C-08)."""
    delivered = db.session.scalars(
        select(Order)
        .where(
            Order.state == OrderState.FORMED,
            Order.suborders.any(SubOrder.state == SubOrderState.DELIVERED),
            ~select(Statement.id).where(Statement.order_id == Order.id).exists(),
        )
        .order_by(Order.id)
    ).all()
    return sum(_remind(order) for order in delivered)


def _remind(order: Order) -> int:
    lines = [line for suborder in order.suborders for line in suborder.lines if line.kept]
    days = [line.received_on for line in lines]
    received = [day for day in days if day is not None]
    ends = [periods.last_day(suborder) for suborder in order.suborders]
    last_day = max((day for day in ends if day is not None), default=None)
    if not received or len(received) < len(days) or last_day is None:
        return 0
    day = max(received) + timedelta(days=settings.number("reminder_day"))
    key = f"period-reminder:{order.reference}"
    if not day <= clock.today() <= last_day or messaging.is_promised(key):
        return 0
    messaging.promise(
        "period-reminder",
        messages.period_ends(order, last_day, links.give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=key,
    )
    return 1


def of_sending_back() -> int:
    """Three days before the last day for sending goods back, and on it (DC-13.1)."""
    today = clock.today()
    waiting = db.session.scalars(
        select(GoodsReturn).where(
            GoodsReturn.state == GoodsReturnState.APPROVED_GOODS_BACK,
            GoodsReturn.send_back_by.between(today, today + timedelta(days=BEFORE_DAYS)),
        )
    ).all()
    for back in waiting:
        once = "last" if back.send_back_by == today else "before"
        tell(back.case, "send-back-reminder", messages.send_back(back.case), once)
    return len(waiting)
