"""Every hour: is it on its way, is it late, has the carrier gone silent (art. 16, machine 4.5)."""

from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kernel import clock
from app.law import delivery
from app.orders import pieces, rules
from app.orders.gateway import CarrierWord
from app.orders.messages import troubles
from app.orders.models import Order, OrderState, Shipment, SubOrder
from app.orders.services import carrier_words, notices, trouble_letters
from app.orders.services.actors import Actor
from app.web.language import speaking

ASK_AFTER = timedelta(days=5)
LOST_AFTER = timedelta(days=10)
SOON = timedelta(days=2)


def watch() -> None:
    """The timer `delivery_watch`: questions, lost parcels, alerts."""
    notices.ask_arrival()
    lose_the_silent()
    alert_the_late()


def lose_the_silent() -> int:
    """No scan for ten days: the parcel is lost, and the shopper chooses (art. 17)."""
    silent = [parcel for parcel in unscanned(LOST_AFTER) if parcel.ended_at is None]
    for parcel in silent:
        word = CarrierWord("lost", clock.now(), reason="10")
        carrier_words.note(parcel, word, "timer", Actor("SYS"))
    return len(silent)


def unscanned(since: timedelta) -> list[Shipment]:
    """Parcels under way of which the carrier has said nothing for so long."""
    return list(
        db.session.scalars(
            select(Shipment)
            .where(
                Shipment.state.in_(rules.MOVING),
                func.coalesce(Shipment.last_scan_at, Shipment.handed_over_at)
                <= clock.now() - since,
            )
            .order_by(Shipment.id)
        )
    )


def owed() -> list[SubOrder]:
    """Sub-orders of which something has still to reach the shopper, the earliest promise first."""
    open_ones = db.session.scalars(
        select(SubOrder)
        .join(Order)
        .where(
            Order.state == OrderState.FORMED,
            SubOrder.state.in_((*rules.WAITING, *rules.ON_THE_WAY)),
            SubOrder.promised_by.is_not(None),
        )
        .options(
            selectinload(SubOrder.lines),
            selectinload(SubOrder.order),
            selectinload(SubOrder.shipments).selectinload(Shipment.lines),
        )
        .order_by(SubOrder.promised_by)
    )
    return [s for s in open_ones if any(pieces.undelivered(line) for line in s.lines)]


def alert_the_late() -> int:
    """Half of the time, two days before, the promised day, the thirtieth: the seller is told."""
    told = 0
    for suborder in owed():
        due = [(which, day) for which, day in days_of(suborder) if day <= clock.today()]
        if not due:
            continue
        which, _day = due[-1]  # after missed nights only the newest
        if which == "half" and not any(pieces.to_send(line) for line in suborder.lines):
            continue
        with speaking(suborder.supplier.language):
            sentence = _said(which)
        assert suborder.promised_by is not None
        letter = troubles.running_late(suborder, suborder.promised_by, sentence)
        key = f"{suborder.reference}:{which}"
        trouble_letters.to_supplier(suborder, "running-late", letter, key)
        told += 1
    return told


def days_of(suborder: SubOrder) -> list[tuple[str, date]]:
    """The days on which a sub-order not delivered is called to mind, in their order."""
    placed = suborder.order.placed_at or suborder.order.created_at
    promised, latest = suborder.promised_by, suborder.latest_by
    if promised is None or latest is None:
        return []
    days = [
        ("half", delivery.halfway(clock.day_of(placed), suborder.lead_days)),
        ("soon", promised - SOON),
        ("promised", promised),
        ("latest", latest),
    ]
    return sorted(days, key=lambda row: row[1])


def _said(which: str) -> str:
    return {
        "half": _("Half of the time you promised has passed, and the goods are still with you."),
        "soon": _("In two days the goods must be with the buyer."),
        "promised": _(
            "Today is the promised day. From tomorrow on the buyer may end the contract and gets "
            "the money back with interest."
        ),
        "latest": _("Thirty days have passed since the order. The law allows no more."),
    }[which]
