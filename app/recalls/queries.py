from dataclasses import dataclass

from sqlalchemy import func, select

from app.catalogue.models import Product, Variant
from app.extensions import db
from app.kernel.errors import NotFound
from app.orders import rules
from app.orders.models import (
    OrderLine,
    PackedLot,
    Shipment,
    ShipmentLine,
    ShipmentState,
    SubOrder,
)
from app.recalls.models import Recall, RecallState

MOST = 200


@dataclass(frozen=True, slots=True)
class Bought:
    """What a buyer has of the recalled lots: pieces, and which goods of which lots."""

    suborder: SubOrder
    pieces: int
    goods: tuple[tuple[OrderLine, str], ...]

    @property
    def lots(self) -> str:
        """The lots, each once."""
        return ", ".join(dict.fromkeys(lot for _line, lot in self.goods))


def recall_of(number: str) -> Recall:
    """The recall with this number, for staff. Raises NotFound."""
    found = db.session.scalar(select(Recall).where(Recall.number == number))
    if found is None:
        raise NotFound
    return found


def recall_of_supplier(number: str, supplier_id: int) -> Recall:
    """A supplier's own recall. Raises NotFound for another's."""
    found = recall_of(number)
    if found.supplier_id != supplier_id:
        raise NotFound
    return found


def recalls(supplier_id: int | None = None) -> list[Recall]:
    """Recalls of a supplier, or of all, the newest first."""
    statement = select(Recall).order_by(Recall.id.desc()).limit(MOST)
    if supplier_id is not None:
        statement = statement.where(Recall.supplier_id == supplier_id)
    return list(db.session.scalars(statement))


def asked() -> list[Recall]:
    """Recalls that a supplier asked for and nobody has decided."""
    waiting = select(Recall).where(Recall.state == RecallState.ASKED).order_by(Recall.id)
    return list(db.session.scalars(waiting))


def announced(supplier_id: int) -> list[Recall]:
    """The recalls of a supplier that stand."""
    return [r for r in recalls(supplier_id) if r.state is RecallState.ANNOUNCED]


def product_with(sku: str, supplier_id: int) -> Product | None:
    """The product of a supplier that has this article number."""
    return db.session.scalar(
        select(Product).join(Variant).where(Variant.sku == sku, Product.supplier_id == supplier_id)
    )


def buyers_of(recall: Recall) -> list[Bought]:
    """Every sub-order with pieces of the recalled lots that left and did not come back unopened.

    Parcels that nobody took and that are with the seller again reached no buyer.
    """
    keys = {rules.lot_key(lot) for lot in recall.lots}
    rows = db.session.execute(
        select(PackedLot, ShipmentLine, SubOrder)
        .join(Shipment, Shipment.id == PackedLot.shipment_id)
        .join(
            ShipmentLine,
            (ShipmentLine.shipment_id == PackedLot.shipment_id)
            & (ShipmentLine.line_id == PackedLot.line_id),
        )
        .join(SubOrder, SubOrder.id == Shipment.suborder_id)
        .join(OrderLine, OrderLine.id == PackedLot.line_id)
        .where(
            PackedLot.lot_key.in_(keys),
            SubOrder.supplier_id == recall.supplier_id,
            Shipment.state != ShipmentState.RETURNED,
            *([OrderLine.product_id == recall.product_id] if recall.product_id else []),
        )
        .order_by(SubOrder.id, PackedLot.id)
    )
    found: dict[int, list[tuple[PackedLot, ShipmentLine, SubOrder]]] = {}
    for lot, part, suborder in rows:
        found.setdefault(suborder.id, []).append((lot, part, suborder))
    return [_bought(group) for group in found.values()]


def _bought(rows: list[tuple[PackedLot, ShipmentLine, SubOrder]]) -> Bought:
    parts = {(part.shipment_id, part.line_id): part.quantity for _lot, part, _suborder in rows}
    goods = tuple((lot.line, lot.lot) for lot, _part, _suborder in rows)
    return Bought(rows[0][2], sum(parts.values()), goods)


def without_lot(recall: Recall) -> int:
    """Parcels of the recalled product packed without a lot: nobody knows whether they are meant."""
    if recall.product_id is None:
        return 0
    known = select(PackedLot.id).where(
        PackedLot.shipment_id == ShipmentLine.shipment_id, PackedLot.line_id == ShipmentLine.line_id
    )
    return (
        db.session.scalar(
            select(func.count(ShipmentLine.line_id))
            .join(OrderLine, OrderLine.id == ShipmentLine.line_id)
            .where(OrderLine.product_id == recall.product_id, ~known.exists())
        )
        or 0
    )
