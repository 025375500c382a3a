from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.conversations.models import OrderMessage, Side
from app.extensions import db
from app.kernel.errors import NotFound
from app.orders import desk_queries
from app.orders.models import SubOrder

MOST = 200


@dataclass(frozen=True, slots=True)
class Talk:
    """The messages of a sub-order, oldest first, and whether more may be written."""

    suborder: SubOrder
    messages: list[OrderMessage]
    is_open: bool

    @property
    def last(self) -> OrderMessage | None:
        """What was written last."""
        return self.messages[-1] if self.messages else None


def is_open(suborder: SubOrder) -> bool:
    """While the order runs and `supplier_view_days` after it closed (PR-3.4)."""
    return desk_queries.may_see_address(suborder)


def talk_of(suborder: SubOrder) -> Talk:
    """Everything buyer and maker wrote about a sub-order."""
    written = select(OrderMessage).where(OrderMessage.suborder_id == suborder.id)
    messages = list(db.session.scalars(written.order_by(OrderMessage.id)))
    return Talk(suborder, messages, is_open(suborder))


def talk_seen_by_maker(suborder: SubOrder) -> Talk:
    """The same for the maker, who sees nothing once the order is closed for long (PR-3.4)."""
    return talk_of(suborder) if is_open(suborder) else Talk(suborder, [], False)


def photo_of(talk: Talk, message_id: int) -> str:
    """The name of the picture of a message of this very talk. Raises NotFound."""
    for message in talk.messages:
        if message.id == message_id and message.photo:
            return message.photo
    raise NotFound


def talks_of_supplier(supplier_id: int) -> list[Talk]:
    """A maker's talks that are still shown, the newest word first."""
    written = (
        select(OrderMessage)
        .join(SubOrder)
        .where(SubOrder.supplier_id == supplier_id)
        .options(selectinload(OrderMessage.suborder).selectinload(SubOrder.order))
        .order_by(OrderMessage.id.desc())
        .limit(MOST)
    )
    found: dict[int, list[OrderMessage]] = {}
    for message in db.session.scalars(written):
        found.setdefault(message.suborder_id, []).insert(0, message)
    talks = [Talk(rows[-1].suborder, rows, is_open(rows[-1].suborder)) for rows in found.values()]
    return [talk for talk in talks if talk.is_open]


def unanswered(supplier_id: int) -> list[Talk]:
    """A maker's talks in which the buyer has the last word."""
    return [
        talk
        for talk in talks_of_supplier(supplier_id)
        if talk.last is not None and talk.last.side is Side.SHOPPER
    ]


def written_about(order_id: int) -> list[OrderMessage]:
    """Everything written about an order, for its records (DC-20.2)."""
    return list(
        db.session.scalars(
            select(OrderMessage)
            .join(SubOrder)
            .where(SubOrder.order_id == order_id)
            .options(selectinload(OrderMessage.suborder))
            .order_by(OrderMessage.id)
        )
    )
