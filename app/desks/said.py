"""States and sources in the words of the person who reads a desk."""

from flask_babel import gettext as _

from app.desks.risks import Danger
from app.orders.models import ReceiptSource
from app.orders.words import status_of

__all__ = ["danger", "receipt_source", "status_of"]


def receipt_source(source: ReceiptSource) -> str:
    """Who says that a parcel arrived."""
    return {
        ReceiptSource.CARRIER: _("the carrier says so"),
        ReceiptSource.SHOPPER: _("the buyer says so"),
        ReceiptSource.COLLECTION: _("collected with the code"),
    }.get(source, str(source))


def danger(what: Danger) -> str:
    """What threatens a sub-order."""
    return {
        Danger.LATE: _("Late"),
        Danger.UNCOLLECTED: _("Not collected"),
        Danger.COMPLAINT: _("Complaint"),
    }[what]
