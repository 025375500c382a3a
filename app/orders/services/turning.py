"""Goods on their way that nobody awaits any more: the carrier is asked to bring them back."""

from app.kernel import clock
from app.orders import pieces, rules
from app.orders.messages import troubles
from app.orders.models import Shipment, SubOrder
from app.orders.services import trouble_letters


def ask_back(suborder: SubOrder) -> list[Shipment]:
    """Ask for every parcel under way in which nothing is kept; the seller sees it as a task.

    Asking changes nothing else: goods that reach the shopper all the same are returned as usual
    (machine 4.5).
    """
    asked = [
        parcel
        for parcel in suborder.shipments
        if parcel.turn_back_asked_at is None
        and parcel.state in rules.MOVING
        and all(pieces.undelivered(part.line) == 0 for part in parcel.lines)
    ]
    for parcel in asked:
        parcel.turn_back_asked_at = clock.now()
        trouble_letters.to_supplier(
            suborder,
            "turn-back",
            troubles.turn_back(suborder, parcel.tracking_number or parcel.carrier),
            str(parcel.id),
        )
    return asked
