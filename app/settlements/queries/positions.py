"""Where a supplier's open money stands, sub-order by sub-order, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.kernel import clock
from app.orders import payable
from app.orders.models import OrderLine, Shipment, SubOrder
from app.settlements.holds import Hold, holds_of
from app.settlements.models import PayoutLine
from app.settlements.queries import amounts
from app.settlements.queries.amounts import Amount
from app.settlements.rules import Standing, standing

WHOLE = (
    joinedload(SubOrder.order),
    selectinload(SubOrder.lines).selectinload(OrderLine.followers),
    selectinload(SubOrder.shipments).options(
        selectinload(Shipment.lines), selectinload(Shipment.receipts)
    ),
)


@dataclass(frozen=True, slots=True)
class Position:
    """Open money of a sub-order: how much, how it stands, from which day, and what holds it.

    `line`: the line of the open payout that holds money of the sub-order, this or another part.
    """

    suborder: SubOrder
    amount: Amount
    standing: Standing
    payable_from: date | None = None
    holds: tuple[Hold, ...] = ()
    line: PayoutLine | None = None

    @property
    def in_payout(self) -> bool:
        """Whether a payout holds money of the sub-order, so that no other may."""
        return self.line is not None

    @property
    def minor(self) -> int:
        """Kuruş; below 0 it is set off."""
        return self.amount.minor


def positions_of(supplier_id: int) -> list[Position]:
    """Every open amount of a supplier; what is in a payout stands apart from the rest of it."""
    still_open = amounts.open_amounts(supplier_id)
    lines = amounts.on_their_way(supplier_id)
    references = still_open.keys() | lines.keys()
    suborders = list(
        db.session.scalars(
            select(SubOrder)
            .where(SubOrder.reference.in_(references), SubOrder.supplier_id == supplier_id)
            .options(*WHOLE)
            .order_by(SubOrder.id)
        )
    )
    holds = holds_of(suborders)
    return [
        position
        for suborder in suborders
        for position in _positions(
            suborder,
            still_open.get(suborder.reference, amounts.NOTHING),
            lines.get(suborder.reference),
            tuple(holds[suborder.reference]),
        )
    ]


def _positions(
    suborder: SubOrder, still_open: Amount, line: PayoutLine | None, holds: tuple[Hold, ...]
) -> Iterable[Position]:
    rest = still_open
    if line is not None:
        moving = Amount(line.goods_minor, line.delivery_minor)
        yield Position(suborder, moving, Standing.IN_TRANSFER, line=line)
        rest = still_open.less(moving)
    if rest.minor:
        day = payable.payable_from(suborder)
        stands = standing(rest.minor, day, len(holds), line is not None, clock.today())
        yield Position(suborder, rest, stands, day, holds, line)
