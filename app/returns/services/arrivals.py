"""What came back: counted per line, looked at, back on the shelf (machine 4.6.3, DC-13.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue import services as catalogue
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.returns import rules
from app.returns.models import Case, DamageState, GoodsReturn, GoodsReturnState, Inspection
from app.returns.services import goods, quantities
from app.returns.services.telling import NotNow, record


class CountsDoNotFit(Refused):
    """What arrived must add up to what was announced."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Of a line: pieces good again, pieces not resellable, pieces that did not arrive."""

    good: int
    not_resellable: int
    not_arrived: int

    @property
    def counts(self) -> tuple[int, int, int]:
        """The three numbers in order."""
        return (self.good, self.not_resellable, self.not_arrived)


def may_arrive(back: GoodsReturn) -> bool:
    """Whether these goods can still be counted: also before approval, and only once."""
    if back.state is GoodsReturnState.RECEIVED:
        return not is_counted(back)
    return back.received_at is None and back.state in {
        GoodsReturnState.AWAITING_APPROVAL,
        GoodsReturnState.APPROVED_GOODS_BACK,
        GoodsReturnState.SENT,
    }


def is_counted(back: GoodsReturn) -> bool:
    """Whether the seller has counted what came back."""
    return all(part.good is not None for part in back.case.lines)


def record_arrival(case: Case, arrivals: Mapping[int, Arrival], by: str) -> None:
    """The seller counts what arrived per line; only the resellable goes back on the shelf.

    A missing piece never lowers the refund. What arrives before the approval waits for it.
    Raises CountsDoNotFit, NotNow.
    """
    back = goods.of(case)
    if not may_arrive(back):
        raise NotNow(_("This return has moved on meanwhile. Please look at it again."))
    for part in case.lines:
        arrival = arrivals.get(part.id)
        if arrival is None or min(arrival.counts) < 0 or sum(arrival.counts) != part.dispatched:
            raise CountsDoNotFit(
                _("For each thing the three numbers must add up to the pieces announced.")
            )
    shelf: dict[int, int] = {}
    for part in case.lines:
        part.good, part.not_resellable, part.not_arrived = arrivals[part.id].counts
        variant = part.order_line.variant_id
        shelf[variant] = shelf.get(variant, 0) + arrivals[part.id].good
    quantities.take_as_returned(case)
    catalogue.give_back(shelf)
    record(
        case, "goods_arrived", by, {"lines": {str(k): list(v.counts) for k, v in arrivals.items()}}
    )
    if back.received_at is None:
        goods.received(case, clock.today())


def came_back(case: Case, on: date) -> None:
    """The carrier brought the parcel back to the seller, who still has to count (4.5)."""
    back = goods.of(case)
    if back.received_at is None:
        record(case, "parcel_came_back", "SYS", {"day": on.isoformat()})
        goods.received(case, on)


def inspect(case: Case, verdict: Inspection, by: str) -> None:
    """As new, or used as it may be: nothing further (DC-13.2). Damage has its own way."""
    back = goods.of(case)
    goods.move(back, "inspected")
    back.inspection = verdict
    back.inspected_at, back.inspected_by = clock.now(), by
    record(case, "inspected", by, {"verdict": str(verdict)})
    goods.close_if_done(case)


def inspect_undecided() -> int:
    """Nobody looked within three business days: in order (timer `cases`).

    A damage that no second person confirmed by then is dropped.
    """
    waiting = db.session.scalars(
        select(GoodsReturn).where(
            GoodsReturn.state == GoodsReturnState.RECEIVED,
            GoodsReturn.inspect_by < clock.today(),
        )
    ).all()
    for back in waiting:
        damage = back.case.damage
        if damage is not None and damage.state is DamageState.PROPOSED:
            damage.state = rules.DAMAGE[(damage.state, "disagree")]
            damage.decision = "unconfirmed"
        inspect(back.case, Inspection.OK, "SYS")
    return len(waiting)
