"""Sub-orders of which something may go wrong: late, not collected, complained of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.helpdesk import queries as requests
from app.helpdesk.models import RequestKind
from app.kernel import clock
from app.orders import desk_queries
from app.orders.models import (
    Order,
    OrderState,
    Setback,
    SetbackKind,
    Shipment,
    ShipmentState,
    SubOrder,
    SubOrderState,
)
from app.orders.services import delivery_watch


class Danger(StrEnum):
    LATE = "late"
    UNCOLLECTED = "uncollected"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Risk:
    """One sub-order with what threatens it, and the day since when or by when."""

    danger: Danger
    suborder: SubOrder
    day: date | None
    request: str = ""


def all_open() -> list[Risk]:
    """Every risk, the earliest day first."""
    found = [*_late(), *_uncollected(), *_complaints()]
    return sorted(found, key=lambda risk: (risk.day or date.max, risk.suborder.reference))


def _late() -> Iterator[Risk]:
    """Promised for a day that has passed, and not all with the buyer."""
    for suborder in delivery_watch.owed():
        waits = suborder.state is SubOrderState.READY
        if suborder.promised_by and suborder.promised_by < clock.today() and not waits:
            yield Risk(Danger.LATE, suborder, suborder.promised_by)


def _uncollected() -> Iterator[Risk]:
    """Ready since the promised day or asked about at the point; or five days at a branch."""
    point = db.session.scalars(
        select(SubOrder)
        .join(Order)
        .where(
            Order.state == OrderState.FORMED,
            SubOrder.state == SubOrderState.READY,
            (SubOrder.promised_by < clock.today())
            | SubOrder.setbacks.any(
                (Setback.kind == SetbackKind.UNCOLLECTED) & Setback.choice.is_(None)
            ),
        )
        .options(selectinload(SubOrder.order))
        .limit(desk_queries.MOST)
    )
    for suborder in point:
        yield Risk(Danger.UNCOLLECTED, suborder, suborder.promised_by)
    for parcel in delivery_watch.unscanned(delivery_watch.ASK_AFTER):
        if parcel.state is ShipmentState.AT_BRANCH and parcel.ended_at is None:
            yield Risk(Danger.UNCOLLECTED, parcel.suborder, _since(parcel))


def _since(parcel: Shipment) -> date:
    return clock.day_of(parcel.last_scan_at or parcel.handed_over_at)


def _complaints() -> Iterator[Risk]:
    """Open complaints, of a part or of every part of an order."""
    for asked in requests.for_desk("open", RequestKind.COMPLAINT):
        parts = [asked.suborder] if asked.suborder else asked.order.suborders if asked.order else []
        for part in parts:
            yield Risk(Danger.COMPLAINT, part, asked.answer_by, asked.number)
