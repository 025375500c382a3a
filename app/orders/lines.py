"""What the lines of an order are to each other: stock, followers, boxes and their deliveries."""

from collections.abc import Iterable, Mapping
from datetime import date

from app.kernel import clock
from app.orders.models import Order, OrderLine, Shipment, SubOrder
from app.suppliers.tariffs import Parcel, Tariff, flat, read_bands


def lines_of(order: Order) -> list[OrderLine]:
    """Every line of an order, whoever sells it."""
    return [line for suborder in order.suborders for line in suborder.lines]


def extras_minor(order: Order) -> int:
    """What was ticked beside the goods, in kuruş."""
    return sum(
        line.unit_price_minor * line.ordered for line in lines_of(order) if line.parent is not None
    )


def pieces_of(order: Order) -> dict[int, int]:
    """How many of each variant an order takes off the shelf; two wishes are two lines of one."""
    taken: dict[int, int] = {}
    for line in lines_of(order):
        taken[line.variant_id] = taken.get(line.variant_id, 0) + line.ordered
    return taken


def with_followers(
    suborder: SubOrder, quantities: Mapping[int, int], kept: Mapping[int, int] | None = None
) -> dict[int, int]:
    """These pieces, and of each extra and warranty bought with them as many (art. 14, C-24).

    `kept`: what is still kept of each line, where it has been changed already.
    """
    whole = dict(quantities)
    for line in suborder.lines:
        if line.parent_id is None or line.parent_id not in quantities:
            continue
        here = kept[line.id] if kept else line.kept
        pieces = min(here, max(whole.get(line.id, 0), quantities[line.parent_id]))
        if pieces > 0:
            whole[line.id] = pieces
    return whole


def fee_of_kept(suborder: SubOrder) -> int:
    """The delivery fee, by the contract's tariff, for what is still kept (C-24): kuruş.

    Each later delivery of a box is a parcel of its own; goods travel with the first.
    """
    return tariff_of(suborder).fee_over(
        [parcel for parcel in parcels_of(suborder.lines) if parcel.worth_minor]
    )


def tariff_of(suborder: SubOrder) -> Tariff:
    """The tariff as it was at the contract; the supplier's later changes do not touch it."""
    bands = (
        read_bands(suborder.delivery_bands)
        if suborder.delivery_bands
        else flat(suborder.delivery_tariff_minor)
    )
    return Tariff(bands, suborder.delivery_free_from_minor)


def parcels_of(lines: Iterable[OrderLine]) -> list[Parcel]:
    """What each delivery of the kept goods is worth and weighs, the first first."""
    pieces: dict[int, list[tuple[int, OrderLine]]] = {}
    for line in lines:
        if not line.travels:
            continue
        if line.deliveries == 1:
            pieces.setdefault(0, []).append((line.kept, line))
            continue
        boxes = line.ordered // line.deliveries
        for number in range(-(-line.kept // boxes)):
            here = min(boxes, line.kept - number * boxes)
            pieces.setdefault(number, []).append((here, line))
    return [
        Parcel(
            sum(count * line.unit_price_minor for count, line in pieces[number]),
            sum(count * line.weight_g for count, line in pieces[number]),
        )
        for number in sorted(pieces)
    ]


def first_received_on(line: OrderLine) -> date | None:
    """The day on which the first delivery of a box reached the buyer (art. 9(3)(c))."""
    days = [
        max(receipt.received_on for receipt in shipment.receipts)
        for shipment in line.suborder.shipments
        if shipment.receipts and any(part.line_id == line.id for part in shipment.lines)
    ]
    return min(days) if days else None


def delivery_number(shipment: Shipment, line: OrderLine) -> int:
    """Which of a box's deliveries this parcel is, the first being 1."""
    own = [s for s in line.suborder.shipments if any(part.line_id == line.id for part in s.lines)]
    return own.index(shipment) + 1


def is_performed(line: OrderLine) -> bool:
    """Downloaded; or begun, with the buyer's own word on record, before now (15(1)(ğ), (h))."""
    if line.performed_at is not None:
        return True
    begun = line.starts_at is not None and line.starts_at <= clock.now()
    return begun and line.asked_at is not None
