"""Pieces of a line on their way through a case: never more than is kept (rule 11)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from flask_babel import gettext as _
from sqlalchemy import update

from app.catalogue import services as catalogue
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.orders.lines import with_followers
from app.orders.models import Order, OrderLine
from app.orders.services import losses, turning
from app.orders.services.changes import settle
from app.returns.models import Case


class MoreThanKept(Conflict):
    """More is given up than is still kept."""


@dataclass(frozen=True, slots=True)
class Wish:
    """So many of a line, and the answer where art. 15 asks one (`yes`, `no` or none)."""

    quantity: int
    seal: str | None = None


class Wished(Protocol):
    """So many of a line, and an answer where one was asked."""

    @property
    def quantity(self) -> int: ...

    @property
    def seal(self) -> str | None: ...


def everything_kept(order: Order) -> dict[int, Wish]:
    """All that is still kept of an order."""
    return {
        line.id: Wish(line.kept)
        for suborder in order.suborders
        for line in suborder.lines
        if line.kept > 0
    }


def with_what_follows(order: Order, wishes: Mapping[int, Wish]) -> dict[int, Wish]:
    """The wishes, and the extras and warranties that fall with what is given up (art. 14)."""
    whole = dict(wishes)
    for suborder in order.suborders:
        own = {line.id: wishes[line.id].quantity for line in suborder.lines if line.id in wishes}
        for line_id, pieces in with_followers(suborder, own).items():
            if line_id not in own:
                whole[line_id] = Wish(pieces)
            elif pieces != own[line_id]:
                whole[line_id] = replace(whole[line_id], quantity=pieces)
    return whole


def reserve(order: Order, wishes: Mapping[int, Wished]) -> None:
    """Move the quantities, never more than is kept, under simultaneous attempts too."""
    own = {line.id for suborder in order.suborders for line in suborder.lines}
    if not wishes or not set(wishes) <= own:
        raise MoreThanKept(_("Choose at least one thing of this order."))
    for line_id, wish in sorted(wishes.items()):
        moved = db.session.execute(
            update(OrderLine)
            .where(
                OrderLine.id == line_id,
                OrderLine.ordered - OrderLine.cancelled - OrderLine.returning - OrderLine.returned
                >= wish.quantity,
            )
            .values({OrderLine.returning: OrderLine.returning + wish.quantity})
            .returning(OrderLine.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if wish.quantity < 1 or moved is None:
            raise MoreThanKept(
                _("You can give up at most what you still have of each thing. Look again.")
            )
    for suborder in order.suborders:
        for line in suborder.lines:
            db.session.refresh(line)


def cancel_what_was_never_sent(case: Case) -> None:
    """Pieces still with the seller are cancelled and go back on the shelf at once."""
    back: dict[int, int] = {}
    for part in case.lines:
        here = part.quantity - part.dispatched
        line = part.order_line
        line.returning -= here
        line.cancelled += here
        if line.cancelled == line.ordered:
            line.ended_on = clock.today()
        if here:
            back[line.variant_id] = back.get(line.variant_id, 0) + here
    db.session.flush()
    catalogue.give_back(back)
    settle(case.suborder)
    turning.ask_back(case.suborder)


def take_as_returned(case: Case) -> None:
    """The pieces that had left the seller count as returned, whether they arrived or not."""
    for part in case.lines:
        part.order_line.returning -= part.dispatched
        part.order_line.returned += part.dispatched
    db.session.flush()
    losses.close(case.suborder)


def let_go(case: Case) -> None:
    """The pieces stay the shopper's after all."""
    for part in case.lines:
        part.order_line.returning -= part.quantity
    db.session.flush()
    losses.ask_again(case.suborder)


def reserve_again(case: Case) -> None:
    """A refused case is looked at again: as many as are still kept. Raises MoreThanKept."""
    order = case.suborder.order
    reserve(order, {part.order_line_id: Wish(part.quantity, part.seal) for part in case.lines})
