"""From the money to the contract, exactly once (machine 4.3, second half)."""

from app.catalogue import services as catalogue
from app.catalogue.services import SoldOut
from app.evidence import queries as evidence_of
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.orders import rules
from app.orders.events import OrderFormed, OrderNotFormed
from app.orders.lines import pieces_of
from app.orders.models import Order, OrderState
from app.orders.services.changes import locked, move


def form(order: Order, provider: str, provider_ref: str, amount_minor: int) -> bool:
    """The provider holds the money: the contracts are formed. True if they stand afterwards.

    Told twice, it changes nothing. Told after the hold was over, the order is formed if the goods
    can still be had; never by transfer. Otherwise False, and the money goes back (DC-7.1, 4.3).
    """
    order = locked(order)
    if order.state in {OrderState.FORMED, OrderState.CLOSED}:
        return True
    if amount_minor != order.total_minor or not _is_confirmed(order):
        return False
    if order.state is OrderState.NOT_FORMED and order.means != "transfer":
        return _form_late(order, provider, provider_ref)
    if order.state not in rules.UNPAID:
        return False
    move(order, "authorised")
    _conclude(order, provider, provider_ref)
    return True


def _is_confirmed(order: Order) -> bool:
    """Art. 7(1): without the confirmation of this very document there is no contract."""
    return any(
        body["document"] == order.information_sha256
        for body in evidence_of.bodies_of(order.reference, "preinfo_confirmed")
    )


def _form_late(order: Order, provider: str, provider_ref: str) -> bool:
    try:
        with db.session.begin_nested():
            catalogue.take(pieces_of(order))
    except SoldOut:
        return False
    order.stock_held = True
    move(order, "authorised_late")
    _conclude(order, provider, provider_ref)
    return True


def _conclude(order: Order, provider: str, provider_ref: str) -> None:
    order.formed_at = clock.now()
    order.hold_until = None
    order.stock_held = False  # sold now, no longer only held
    evidence.record(
        order.reference,
        "order_formed",
        {
            "provider": provider,
            "payment": provider_ref,
            "total": order.total_minor,
            "document": order.information_sha256,
        },
        "SYS",
    )
    events.publish(OrderFormed(order.reference))


def give_up(order: Order, event: str = "hold_over") -> bool:
    """Nobody paid, or it is called off: the stock is free again. True if it was given up now."""
    order = locked(order)
    if order.state not in rules.UNPAID:
        return False
    move(order, event)
    if order.stock_held:
        catalogue.give_back(pieces_of(order))
        order.stock_held = False
    evidence.record(order.reference, "order_not_formed", {"total": order.total_minor}, "SYS")
    events.publish(OrderNotFormed(order.reference, event == "called_off"))
    return True
