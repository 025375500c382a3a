"""Where sub-orders and parcels stand, in words, with tone and icon."""

from flask_babel import gettext as _

from app.orders.models import ShipmentState, SubOrderState

LOOK = {
    SubOrderState.NEW: ("sea", "clock"),
    SubOrderState.PREPARING: ("sea", "box"),
    SubOrderState.READY: ("amber", "pin"),
    SubOrderState.PARTLY_DISPATCHED: ("sea", "truck"),
    SubOrderState.DISPATCHED: ("sea", "truck"),
    SubOrderState.PARTLY_DELIVERED: ("sea", "truck"),
    SubOrderState.DELIVERED: ("kelp", "check"),
    SubOrderState.CANCELLED: ("coral", "x"),
    SubOrderState.IMPOSSIBLE: ("coral", "x"),
    SubOrderState.TERMINATED: ("coral", "x"),
    SubOrderState.COMING_BACK: ("amber", "back"),
    SubOrderState.RETURNED: ("kelp", "back"),
}


def status_of(state: SubOrderState) -> tuple[str, str, str]:
    """A sub-order's state in words, with tone and icon."""
    said = {
        SubOrderState.NEW: _("Order placed"),
        SubOrderState.PREPARING: _("Being prepared"),
        SubOrderState.READY: _("Ready to be collected"),
        SubOrderState.PARTLY_DISPATCHED: _("Partly on its way"),
        SubOrderState.DISPATCHED: _("On its way"),
        SubOrderState.PARTLY_DELIVERED: _("Partly delivered"),
        SubOrderState.DELIVERED: _("Delivered"),
        SubOrderState.CANCELLED: _("Cancelled"),
        SubOrderState.IMPOSSIBLE: _("Cannot be delivered"),
        SubOrderState.TERMINATED: _("Contract ended"),
        SubOrderState.COMING_BACK: _("Going back to the maker"),
        SubOrderState.RETURNED: _("Back with the maker"),
    }[state]
    return (said, *LOOK[state])


def parcel_said(state: ShipmentState) -> str:
    """A parcel's state in words."""
    return {
        ShipmentState.HANDED_OVER: _("Handed to the carrier"),
        ShipmentState.IN_TRANSIT: _("On its way"),
        ShipmentState.AT_BRANCH: _("Waiting at the carrier's branch"),
        ShipmentState.DELIVERED: _("Received"),
        ShipmentState.REFUSED: _("Not taken at the door"),
        ShipmentState.COMING_BACK: _("Going back to the maker"),
        ShipmentState.RETURNED: _("Back with the maker"),
        ShipmentState.LOST: _("Lost on the way"),
    }[state]
