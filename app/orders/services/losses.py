"""Lost parcels of which nothing is owed any more: found again, they go back to the seller (4.5)."""

from app.extensions import db
from app.kernel import clock
from app.orders import pieces
from app.orders.models import SetbackKind, Shipment, ShipmentState, SubOrder
from app.orders.services import setbacks
from app.orders.services.changes import settle


def close(suborder: SubOrder) -> None:
    """End those in which nothing is kept or still decided on; nothing is left to choose there."""
    for parcel in _given_up(suborder):
        if not any(part.line.returning for part in parcel.lines):
            parcel.ended_at = clock.now()
            setbacks.answered_by_the_parcel(parcel, "withdrawn")
    db.session.flush()
    settle(suborder)


def nothing_to_choose(suborder: SubOrder) -> None:
    """What was given up is paid back: sent again or money is no question any more."""
    for parcel in _given_up(suborder):
        setbacks.answered_by_the_parcel(parcel, "withdrawn")
    db.session.flush()


def _given_up(suborder: SubOrder) -> list[Shipment]:
    lost = (p for p in suborder.shipments if p.state is ShipmentState.LOST and p.ended_at is None)
    return [p for p in lost if not any(pieces.undelivered(part.line) for part in p.lines)]


def ask_again(suborder: SubOrder) -> None:
    """Pieces are kept after all: of a lost parcel the shopper chooses what becomes of them."""
    for parcel in suborder.shipments:
        if parcel.state is ShipmentState.LOST:
            setbacks.parcel_gone_wrong(parcel, SetbackKind.LOST)
