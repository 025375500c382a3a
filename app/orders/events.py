from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


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
    """The hold is over without payment, or called off by the shopper; the stock is free again."""

    reference: str
    called_off: bool = False


@dataclass(frozen=True, slots=True)
class SubOrderDispatched:
    """A supplier handed a parcel to the carrier."""

    suborder_reference: str
    shipment_id: int


@dataclass(frozen=True, slots=True)
class GoodsCollected:
    """A supplier gave the buyer the goods at the collection point; a parcel stands for them."""

    suborder_reference: str
    shipment_id: int


@dataclass(frozen=True, slots=True)
class LotsNoted:
    """The lots of a parcel already on its way were written down or corrected."""

    suborder_reference: str
    shipment_id: int


@dataclass(frozen=True, slots=True)
class ReceiptRecorded:
    """A parcel reached the shopper: the withdrawal period may run (art. 9(2))."""

    suborder_reference: str


@dataclass(frozen=True, slots=True)
class LinesEnded:
    """So many pieces of a sub-order will never come, for a reason that is no withdrawal.

    `cause`: cancellation, termination, impossibility, lost, damaged, uncollected or stock_out;
    `number` names this ending once and for all. The quantities (line id to pieces) have been moved
    already; the money is owed from `notice_on`.
    """

    suborder_reference: str
    number: str
    cause: str
    quantities: Mapping[int, int]
    notice_on: date


@dataclass(frozen=True, slots=True)
class ParcelRefused:
    """A carrier reports that the shopper did not take a parcel at the door (C-20, HR-08)."""

    suborder_reference: str
    shipment_id: int
    at: datetime
    reason: str
    report_number: str | None


@dataclass(frozen=True, slots=True)
class ParcelLost:
    """A parcel will reach nobody: what was given up of it can no longer come back (art. 17(1))."""

    suborder_reference: str
    shipment_id: int


@dataclass(frozen=True, slots=True)
class ParcelCameBack:
    """A parcel that was turned back is with the seller again (machine 4.5)."""

    suborder_reference: str
    shipment_id: int
    on: date
