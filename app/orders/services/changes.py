"""The one way in which an order or sub-order changes its state: under its row's lock."""

from flask_babel import gettext as _
from sqlalchemy import update

from app.extensions import db
from app.kernel import clock, transactions
from app.kernel.errors import Conflict
from app.orders import periods, pieces, rules
from app.orders.models import Order, OrderLine, SubOrder, SubOrderState


class NotNow(Conflict):
    """This cannot follow from where the order stands."""


class NotSoMany(Conflict):
    """So many pieces are no longer kept."""


def locked(order: Order) -> Order:
    """The order as it is now, with all that hangs on it, held until the transaction ends."""
    return transactions.locked(order)


def refreshed(suborder: SubOrder) -> SubOrder:
    """A sub-order with its lines and parcels as they are now, its order locked."""
    locked(suborder.order)
    return suborder


def move(order: Order, event: str) -> None:
    """Apply an event to a locked order. Raises NotNow for one it does not listen to."""
    following = rules.ORDER.get((order.state, event))
    if following is None:
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    order.state = following
    db.session.flush()


def listens(suborder: SubOrder, event: str) -> bool:
    """Whether a sub-order in its present state hears this event."""
    return suborder.state in rules.SUBORDER[event][0]


def move_suborder(suborder: SubOrder, event: str) -> None:
    """Apply an event whose state does not follow from the lines (accept, ready). Raises NotNow."""
    if not listens(suborder, event):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    (following,) = rules.SUBORDER[event][1]
    suborder.state = following
    db.session.flush()


def settle(suborder: SubOrder, event: str | None = None) -> None:
    """Give a sub-order the state that its remaining lines show (machine 4.4), its order locked.

    With `event`: only if it hears it now and the result may follow. Raises NotNow.
    """
    if event is not None and not listens(suborder, event):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    pieces.recount(suborder)
    last = suborder.endings[-1].cause if suborder.endings else None
    following = rules.standing([pieces.of(line) for line in suborder.lines], suborder.state, last)
    if event is not None and following not in rules.SUBORDER[event][1]:
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    suborder.state = following
    if following in rules.ENDED:
        suborder.ended_on = suborder.ended_on or clock.today()
    else:
        suborder.ended_on = None
    if following is SubOrderState.DELIVERED:
        days = [line.received_on for line in suborder.lines if line.received_on]
        suborder.delivered_on = max(days) if days else suborder.delivered_on
    periods.keep(suborder.order)
    db.session.flush()


def give_up(line: OrderLine, quantity: int) -> None:
    """Pieces of a line that will never come; never more than is kept (rule 11). NotSoMany."""
    db.session.flush()
    moved = db.session.execute(
        update(OrderLine)
        .where(
            OrderLine.id == line.id,
            OrderLine.ordered - OrderLine.cancelled - OrderLine.returning - OrderLine.returned
            >= quantity,
        )
        .values({OrderLine.cancelled: OrderLine.cancelled + quantity})
        .returning(OrderLine.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if quantity < 1 or moved is None:
        raise NotSoMany(_("So many pieces are no longer part of this order. Look again."))
    db.session.refresh(line)
    line.ended_on = clock.today()
