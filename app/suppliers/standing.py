"""A supplier's standing after the contract: suspended, selling again, closed (4.1)."""

from collections.abc import Mapping

from flask_babel import gettext as _

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Conflict, Refused
from app.kernel.transactions import locked
from app.law import deadlines
from app.messaging import services as messaging
from app.suppliers import messages
from app.suppliers.applying.course import holidays
from app.suppliers.events import ShopChanged, SupplierClosed
from app.suppliers.models import Supplier, SupplierState

REVIEW_DAYS = 10
RIGHT = "legal"
COURSE: Mapping[tuple[SupplierState, str], SupplierState] = {
    (SupplierState.ACTIVE, "suspend"): SupplierState.SUSPENDED,
    (SupplierState.SUSPENDED, "lift"): SupplierState.ACTIVE,
    (SupplierState.ACTIVE, "close"): SupplierState.CLOSED,
    (SupplierState.SUSPENDED, "close"): SupplierState.CLOSED,
}


class NoReason(Refused):
    """Suspending and closing need a written reason."""


class NotNow(Conflict):
    """This does not fit the supplier's standing."""


class StillOpen(Conflict):
    """Something with this supplier is open: an order, a refund, money to be settled."""


def suspend(supplier: Supplier, reason: str, by: Member) -> None:
    """Nothing is sold, open orders go on; looked at again within ten business days. NoReason."""
    _needs(reason)
    _move(supplier, "suspend", reason, by)
    supplier.review_by = deadlines.business_day(clock.today(), REVIEW_DAYS, holidays())
    _tell(supplier)


def lift(supplier: Supplier, by: Member) -> None:
    """The supplier sells again. Raises NotNow."""
    _move(supplier, "lift", "", by)
    supplier.review_by = None
    _tell(supplier)


def close(supplier: Supplier, reason: str, by: Member) -> None:
    """Closed for good, by the supplier or by us. Raises NoReason, NotNow, StillOpen."""
    _needs(reason)
    _move(supplier, "close", reason, by)
    supplier.review_by = None
    events.publish(SupplierClosed(supplier.id))
    _tell(supplier)


def _needs(reason: str) -> None:
    if len(reason) < 10:
        raise NoReason(_("Write the reason in a sentence; it stays on record."))


def _move(supplier: Supplier, event: str, reason: str, by: Member) -> None:
    locked(supplier)
    after = COURSE.get((supplier.state, event))
    if after is None:
        raise NotNow(_("That does not fit: the supplier's standing has changed."))
    supplier.state, supplier.standing_reason = after, reason or None
    db.session.flush()
    role = "ADM" if by.may(RIGHT) else "SU"
    evidence.record(
        f"supplier:{supplier.id}", f"supplier_{event}", {"reason": reason}, role, str(by.id)
    )
    events.publish(ShopChanged(supplier.id))


def _tell(supplier: Supplier) -> None:
    db.session.flush()
    messaging.promise(
        "supplier-standing",
        messages.standing(supplier),
        to=supplier.email,
        language=supplier.language,
        about=f"supplier:{supplier.id}",
        key=f"supplier-standing:{supplier.id}:{clock.now().isoformat()}",
    )
