"""Who bears a refund, frozen on it when it is opened (5.3)."""

from collections.abc import Mapping

from app.extensions import db
from app.law import bearing as law
from app.law.bearing import Bearing
from app.orders.models import OrderLine
from app.payments.models import Refund, RefundLine
from app.payments.services import booking, terms
from app.suppliers.models import Supplier

AGAINST_OBJECTION = "against_objection"


def freeze(refund: Refund, quantities: Mapping[int, int], against_objection: bool) -> None:
    """Write down who bears goods, carriage, commission and fee, each line's share, and book it."""
    supplier = db.session.get(Supplier, refund.supplier_id)
    held_by = supplier.carrier_contract if supplier else "supplier"
    bears = _write_down(refund, held_by, against_objection)
    for line_id, pieces in quantities.items():
        line = db.session.get_one(OrderLine, line_id)
        share = RefundLine(
            order_line_id=line_id,
            quantity=pieces,
            goods_minor=pieces * line.unit_price_minor,
            bearer=str(bears.goods),
        )
        terms.share_commission(share, refund)
        refund.lines.append(share)
        db.session.flush()
    booking.opened(refund)


def freeze_anew(refund: Refund) -> None:
    """The seller had objected to paying back without the goods: it is the house's from now on.

    What was booked by the first freezing is moved back; the commission that falls stays the same.
    """
    held_by = refund.bearing.get("carrier_contract", "supplier")
    frozen = int(refund.bearing.get("frozen", "1"))
    bears = _write_down(refund, held_by, True, frozen + 1)
    for share in refund.lines:
        share.bearer = str(bears.goods)
    db.session.flush()
    booking.borne_anew(refund)


def is_against_objection(refund: Refund) -> bool:
    """Whether it was paid back without the goods although the seller objected."""
    return refund.bearing.get("why") == AGAINST_OBJECTION


def _write_down(refund: Refund, held_by: str, against_objection: bool, frozen: int = 1) -> Bearing:
    bears = law.who_bears(refund.kind, held_by, against_objection=against_objection)
    refund.bearing = {
        "goods": str(bears.goods),
        "carriage": str(bears.carriage),
        "commission": str(bears.commission),
        "provider_fee": str(bears.provider_fee),
        "carrier_contract": held_by,
    }
    if against_objection:
        refund.bearing = {**refund.bearing, "why": AGAINST_OBJECTION}
    if frozen > 1:
        refund.bearing = {**refund.bearing, "frozen": str(frozen)}
    return bears
