"""Tables of the orders domain."""

from app.orders.models.endings import (
    Ending,
    EndingLine,
)
from app.orders.models.invoice_parties import BuyerType, InvoiceParty
from app.orders.models.orders import (
    Order,
    OrderLink,
    OrderState,
)
from app.orders.models.setbacks import (
    Setback,
    SetbackKind,
    SetbackLine,
)
from app.orders.models.shipments import (
    CarrierEvent,
    PackedLot,
    ReceiptEvent,
    ReceiptSource,
    Shipment,
    ShipmentLine,
    ShipmentState,
)
from app.orders.models.suborders import (
    AncillaryContract,
    Download,
    OrderLine,
    SubOrder,
    SubOrderState,
)

__all__ = [
    "AncillaryContract",
    "BuyerType",
    "CarrierEvent",
    "Download",
    "Ending",
    "EndingLine",
    "InvoiceParty",
    "Order",
    "OrderLine",
    "OrderLink",
    "OrderState",
    "PackedLot",
    "ReceiptEvent",
    "ReceiptSource",
    "Setback",
    "SetbackKind",
    "SetbackLine",
    "Shipment",
    "ShipmentLine",
    "ShipmentState",
    "SubOrder",
    "SubOrderState",
]
