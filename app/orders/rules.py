"""What may follow what (machines 4.3 to 4.5). No state here refuses a withdrawal."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.orders.models import OrderState, SetbackKind, ShipmentState, SubOrderState

ORDER: dict[tuple[OrderState, str], OrderState] = {
    (OrderState.REVIEWING, "confirm"): OrderState.INFO_CONFIRMED,
    (OrderState.REVIEWING, "lapse"): OrderState.LAPSED,
    (OrderState.INFO_CONFIRMED, "lapse"): OrderState.LAPSED,
    (OrderState.INFO_CONFIRMED, "place"): OrderState.PAYMENT_PENDING,
    (OrderState.INFO_CONFIRMED, "place_by_transfer"): OrderState.AWAITING_TRANSFER,
    (OrderState.PAYMENT_PENDING, "authorised"): OrderState.FORMED,
    (OrderState.AWAITING_TRANSFER, "authorised"): OrderState.FORMED,
    (OrderState.PAYMENT_PENDING, "hold_over"): OrderState.NOT_FORMED,
    (OrderState.AWAITING_TRANSFER, "hold_over"): OrderState.NOT_FORMED,
    (OrderState.AWAITING_TRANSFER, "called_off"): OrderState.NOT_FORMED,
    (OrderState.NOT_FORMED, "authorised_late"): OrderState.FORMED,
    (OrderState.FORMED, "ended"): OrderState.CLOSED,
}

UNPAID = frozenset({OrderState.PAYMENT_PENDING, OrderState.AWAITING_TRANSFER})

S = SubOrderState
WAITING = frozenset({S.NEW, S.PREPARING, S.READY})
ON_THE_WAY = frozenset({S.PARTLY_DISPATCHED, S.DISPATCHED, S.PARTLY_DELIVERED})
ENDED = frozenset({S.CANCELLED, S.IMPOSSIBLE, S.TERMINATED, S.RETURNED})
ALL = frozenset(S)

# Events concern lines: each is heard only in the states named first, and the sub-order then is
# what its remaining lines show, one of the states named second.
SUBORDER: dict[str, tuple[frozenset[S], frozenset[S]]] = {
    "accept": (frozenset({S.NEW}), frozenset({S.PREPARING})),
    "ready": (frozenset({S.PREPARING}), frozenset({S.READY})),
    "collected": (frozenset({S.READY}), frozenset({S.DELIVERED})),
    "performed": (frozenset({S.NEW, S.PREPARING}), frozenset({S.DELIVERED})),
    "handed_over": (
        frozenset({S.PREPARING, S.COMING_BACK, S.RETURNED, *ON_THE_WAY}),
        ON_THE_WAY,
    ),
    "received": (
        frozenset({S.COMING_BACK, *ON_THE_WAY}),
        frozenset({S.DELIVERED, S.COMING_BACK, *ON_THE_WAY}),
    ),
    "turned_back": (ON_THE_WAY, frozenset({S.COMING_BACK, *ON_THE_WAY})),
    "came_back": (
        frozenset({S.COMING_BACK, *ON_THE_WAY}),
        frozenset({S.COMING_BACK, S.RETURNED, S.DELIVERED, *ON_THE_WAY}),
    ),
    "impossible": (
        frozenset({S.NEW, S.PREPARING, S.READY, S.PARTLY_DISPATCHED, S.DISPATCHED}),
        ALL - {S.CANCELLED, S.TERMINATED},
    ),
    "terminated": (
        frozenset({S.NEW, S.PREPARING, S.READY, *ON_THE_WAY}),
        ALL - {S.CANCELLED, S.IMPOSSIBLE},
    ),
    "cancelled": (WAITING | ON_THE_WAY, ALL),
    "sent_again": (ALL - {S.NEW}, frozenset({S.PREPARING, S.READY, *ON_THE_WAY})),
    "paid_back": (ALL - {S.NEW}, ALL - {S.NEW}),
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the pieces of a line are: of `live` (never cancelled), handed over, received, back.

    `to_send` are still owed and not handed over; `coming_back` and `returned` are in parcels that
    the shopper did not get; `begun`: a part of a piece has been handed over (art. 9(3)(b)).
    """

    live: int
    to_send: int
    dispatched: int
    received: int
    coming_back: int = 0
    returned: int = 0
    begun: bool = False


ENDING_STATES = {"termination": S.TERMINATED, "impossibility": S.IMPOSSIBLE}


def standing(lines: Sequence[Pieces], current: S, last_cause: str | None) -> S:
    """The state that the remaining lines show; lines that ended drop out (machine 4.4)."""
    remaining = [line for line in lines if line.live]
    if not remaining:
        return ENDING_STATES.get(last_cause or "", S.CANCELLED)
    to_send = sum(line.to_send for line in remaining)
    received = sum(line.received for line in remaining)
    back = sum(line.coming_back for line in remaining)
    returned = sum(line.returned for line in remaining)
    on_the_way = sum(line.dispatched for line in remaining) - received - back - returned
    if to_send:
        if received:
            return S.PARTLY_DELIVERED
        if on_the_way or back or any(line.begun for line in remaining):
            return S.PARTLY_DISPATCHED
        return current if current in WAITING else S.PREPARING
    if on_the_way > 0:
        return S.PARTLY_DELIVERED if received else S.DISPATCHED
    if back:
        return S.COMING_BACK
    if received:
        return S.DELIVERED
    return S.RETURNED if returned else current


P = ShipmentState
MOVING = frozenset({P.HANDED_OVER, P.IN_TRANSIT, P.AT_BRANCH})
SHIPMENT: dict[tuple[P, str], P] = {
    (P.HANDED_OVER, "handed_over"): P.HANDED_OVER,
    **{(state, "in_transit"): P.IN_TRANSIT for state in MOVING},
    **{(state, "at_branch"): P.AT_BRANCH for state in MOVING},
    **{(state, "delivered"): P.DELIVERED for state in (*MOVING, P.LOST, P.REFUSED, P.COMING_BACK)},
    **{(state, "refused_at_door"): P.REFUSED for state in MOVING},
    **{(state, "coming_back"): P.COMING_BACK for state in (*MOVING, P.REFUSED, P.LOST)},
    **{(state, "returned"): P.RETURNED for state in (*MOVING, P.REFUSED, P.COMING_BACK, P.LOST)},
    **{(state, "damaged"): state for state in MOVING},
    **{(state, "lost"): P.LOST for state in (*MOVING, P.REFUSED, P.COMING_BACK)},
    (P.LOST, "found"): P.IN_TRANSIT,
    (P.COMING_BACK, "in_transit"): P.COMING_BACK,
    (P.COMING_BACK, "coming_back"): P.COMING_BACK,
}

CHOICES: dict[SetbackKind, tuple[str, ...]] = {
    SetbackKind.LOST: ("resend", "refund"),
    SetbackKind.DAMAGED: ("resend", "refund"),
    SetbackKind.UNCOLLECTED: ("resend", "refund"),
    SetbackKind.STOCK_OUT: ("wait", "substitute", "end"),
    SetbackKind.CANCELLATION: ("agree", "keep"),
}
SELLERS_RISK = (SetbackKind.LOST, SetbackKind.DAMAGED, SetbackKind.UNCOLLECTED)


def lot_key(lot: str) -> str:
    """A lot as it is compared: whatever the case, spaces and signs between ("L 07-a" is L07A)."""
    plain = unicodedata.normalize("NFKD", lot.replace("ı", "i").replace("İ", "I"))
    return "".join(c for c in plain.upper() if c.isalnum())


def may_arrive(state: ShipmentState) -> bool:
    """Whether a parcel can still reach the shopper: one that is with the seller again cannot."""
    return (state, "delivered") in SHIPMENT


def may(state: OrderState, event: str) -> bool:
    """Whether an order in this state listens to this event."""
    return (state, event) in ORDER
