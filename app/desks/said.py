"""States and sources in the words of the person who reads a desk."""

from flask_babel import gettext as _

from app.orders.models import OrderState, ReceiptSource
from app.orders.words import status_of

__all__ = ["order_state", "receipt_source", "status_of"]


def order_state(state: OrderState) -> str:
    """How far an order is."""
    return {
        OrderState.REVIEWING: _("being read"),
        OrderState.INFO_CONFIRMED: _("information confirmed"),
        OrderState.LAPSED: _("lapsed"),
        OrderState.PAYMENT_PENDING: _("waits for its payment"),
        OrderState.NOT_FORMED: _("never became an order"),
        OrderState.FORMED: _("formed and paid"),
        OrderState.CLOSED: _("closed"),
    }.get(state, str(state))


def receipt_source(source: ReceiptSource) -> str:
    """Who says that a parcel arrived."""
    return {
        ReceiptSource.CARRIER: _("the carrier says so"),
        ReceiptSource.SHOPPER: _("the buyer says so"),
        ReceiptSource.COLLECTION: _("collected with the code"),
    }.get(source, str(source))
