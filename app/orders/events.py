from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """The order button was pressed; stock is held and money is asked for."""

    reference: str


@dataclass(frozen=True, slots=True)
class OrderFormed:
    """The contracts are concluded, once, however often we are told of the payment."""

    reference: str


@dataclass(frozen=True, slots=True)
class OrderNotFormed:
    """The hold is over without payment; the stock is free again."""

    reference: str


@dataclass(frozen=True, slots=True)
class SubOrderDispatched:
    """A supplier handed a parcel to the carrier."""

    suborder_reference: str
    shipment_id: int


@dataclass(frozen=True, slots=True)
class ReceiptRecorded:
    """A parcel reached the shopper: the withdrawal period may run (art. 9(2))."""

    suborder_reference: str
