"""What may follow what (machines 4.3 and 4.4). No state here refuses a withdrawal."""

from app.orders.models import OrderState, SubOrderState

ORDER: dict[tuple[OrderState, str], OrderState] = {
    (OrderState.REVIEWING, "confirm"): OrderState.INFO_CONFIRMED,
    (OrderState.REVIEWING, "lapse"): OrderState.LAPSED,
    (OrderState.INFO_CONFIRMED, "lapse"): OrderState.LAPSED,
    (OrderState.INFO_CONFIRMED, "place"): OrderState.PAYMENT_PENDING,
    (OrderState.PAYMENT_PENDING, "authorised"): OrderState.FORMED,
    (OrderState.PAYMENT_PENDING, "hold_over"): OrderState.NOT_FORMED,
    (OrderState.NOT_FORMED, "authorised_late"): OrderState.FORMED,
    (OrderState.FORMED, "ended"): OrderState.CLOSED,
}

SUBORDER: dict[tuple[SubOrderState, str], SubOrderState] = {
    (SubOrderState.NEW, "accept"): SubOrderState.PREPARING,
    (SubOrderState.NEW, "all_cancelled"): SubOrderState.CANCELLED,
    (SubOrderState.PREPARING, "all_cancelled"): SubOrderState.CANCELLED,
    (SubOrderState.READY, "all_cancelled"): SubOrderState.CANCELLED,
    (SubOrderState.PREPARING, "part_handed_over"): SubOrderState.PARTLY_DISPATCHED,
    (SubOrderState.PARTLY_DISPATCHED, "part_handed_over"): SubOrderState.PARTLY_DISPATCHED,
    (SubOrderState.PREPARING, "last_handed_over"): SubOrderState.DISPATCHED,
    (SubOrderState.PARTLY_DISPATCHED, "last_handed_over"): SubOrderState.DISPATCHED,
    (SubOrderState.PARTLY_DISPATCHED, "part_received"): SubOrderState.PARTLY_DELIVERED,
    (SubOrderState.DISPATCHED, "part_received"): SubOrderState.PARTLY_DELIVERED,
    (SubOrderState.PARTLY_DELIVERED, "part_received"): SubOrderState.PARTLY_DELIVERED,
    (SubOrderState.PARTLY_DELIVERED, "part_handed_over"): SubOrderState.PARTLY_DELIVERED,
    (SubOrderState.PARTLY_DELIVERED, "last_handed_over"): SubOrderState.PARTLY_DELIVERED,
    (SubOrderState.DISPATCHED, "last_received"): SubOrderState.DELIVERED,
    (SubOrderState.PARTLY_DISPATCHED, "last_received"): SubOrderState.DELIVERED,
    (SubOrderState.PARTLY_DELIVERED, "last_received"): SubOrderState.DELIVERED,
    (SubOrderState.PREPARING, "ready"): SubOrderState.READY,
    (SubOrderState.READY, "collected"): SubOrderState.DELIVERED,
}


def may(state: OrderState, event: str) -> bool:
    """Whether an order in this state listens to this event."""
    return (state, event) in ORDER
