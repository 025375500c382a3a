"""Which tax document is owed for a sub-order, and when; the days are civil days of the shop."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel import clock
from app.suppliers.models import SellerOfRecord


class Owed(StrEnum):
    """The invoice of the sale, one for what is left after a return, or a correction of one."""

    INVOICE = "invoice"
    CHANGED = "changed"
    CORRECTION = "correction"


def sold_by_cooperative(seller: Mapping[str, object]) -> bool:
    """Whether the cooperative is the seller of record of this contract, by its own words (SR-1)."""
    return seller.get("seller_of_record") == SellerOfRecord.COOPERATIVE


def due_on(began: date, days: int) -> date:
    """The day on which a document is missed: shipped 2 March, seven days: 9 March (IN-2)."""
    return began + timedelta(days=days)


def was_invoiced_before(issued_on: date, attached_at: datetime, owed_at: datetime) -> bool:
    """Whether an invoice stood already when this money came to be owed back.

    Then a document must correct it; otherwise the invoice is written for what is left (IN-3).
    """
    return attached_at < owed_at or issued_on < clock.day_of(owed_at)


def may_bear(issued_on: date, first: date, today: date) -> bool:
    """Whether a document may bear this day: not before the order, not in the future."""
    return first <= issued_on <= today
