"""Who bears a refund, frozen on it when it is opened (5.3)."""

from collections.abc import Mapping

from app.extensions import db
from app.law import bearing as law
from app.orders.models import OrderLine
from app.payments.models import Refund, RefundLine
from app.payments.services import booking
from app.suppliers.models import Supplier


def freeze(refund: Refund, quantities: Mapping[int, int], against_objection: bool) -> None:
    """Write down who bears goods, carriage, commission and fee, each line's share, and book it."""
    supplier = db.session.get(Supplier, refund.supplier_id)
    held_by = supplier.carrier_contract if supplier else "supplier"
    bears = law.who_bears(refund.kind, held_by, against_objection=against_objection)
    refund.bearing = {
        "goods": str(bears.goods),
        "carriage": str(bears.carriage),
        "commission": str(bears.commission),
        "provider_fee": str(bears.provider_fee),
        "carrier_contract": held_by,
    }
    for line_id, pieces in quantities.items():
        line = db.session.get_one(OrderLine, line_id)
        share = RefundLine(
            order_line_id=line_id,
            quantity=pieces,
            goods_minor=pieces * line.unit_price_minor,
            bearer=str(bears.goods),
        )
        booking.freeze_commission(share, refund)
        refund.lines.append(share)
        db.session.flush()
    booking.opened(refund)
