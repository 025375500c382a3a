"""Lost parcels of which nothing is owed any more: found again, they go back to the seller (4.5)."""

from collections.abc import Iterable

from app.extensions import db
from app.kernel import clock
from app.orders import pieces
from app.orders.models import SetbackKind, Shipment, ShipmentState, SubOrder
from app.orders.services import setbacks
from app.orders.services.changes import settle


def close(suborder: SubOrder, parcels: Iterable[Shipment]) -> None:
    """End those in which nothing is kept or still decided on; nothing is left to choose there."""
    for parcel in parcels:
        waits = any(pieces.undelivered(part.line) or part.line.returning for part in parcel.lines)
        if parcel.state is ShipmentState.LOST and not waits:
            parcel.ended_at = parcel.ended_at or clock.now()
            setbacks.answered_by_the_parcel(parcel, "withdrawn")
    db.session.flush()
    settle(suborder)


def ask_again(suborder: SubOrder) -> None:
    """Pieces are kept after all: of a lost parcel the shopper chooses what becomes of them."""
    for parcel in suborder.shipments:
        if parcel.state is ShipmentState.LOST:
            setbacks.parcel_gone_wrong(parcel, SetbackKind.LOST)
