"""Letters when goods do not come as promised: to the shopper and, at once, to the seller."""

from app.messaging import services as messaging
from app.messaging.letters import Letter
from app.orders.messages import troubles
from app.orders.models import Ending, Setback, SubOrder
from app.orders.services.links import give_link


def _to_shopper(suborder: SubOrder, kind: str, letter: Letter, key: str) -> int:
    order = suborder.order
    return messaging.promise(
        kind,
        letter,
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"{kind}:{key}",
        statutory=True,
    ).id


def to_supplier(suborder: SubOrder, kind: str, letter: Letter, key: str) -> None:
    """A letter to the seller about a sub-order, once per key."""
    messaging.promise(
        kind,
        letter,
        to=suborder.supplier.email,
        language=suborder.supplier.language,
        about=suborder.reference,
        key=f"{kind}:{key}",
        statutory=True,
    )


def tell_termination(ending: Ending) -> None:
    """Acknowledge the termination at once, and tell the seller in the same transaction."""
    suborder = ending.suborder
    letter = troubles.terminated(ending, give_link(suborder.order))
    messaging.soon(_to_shopper(suborder, "terminated", letter, ending.number))
    to_supplier(
        suborder,
        "terminated-supplier",
        troubles.terminated_for_supplier(ending),
        ending.number,
    )


def tell_impossibility(ending: Ending) -> None:
    """The seller's word reaches the shopper at once (art. 16(4))."""
    suborder = ending.suborder
    letter = troubles.impossible(ending, give_link(suborder.order))
    messaging.soon(_to_shopper(suborder, "impossible", letter, ending.number))


def tell_setback(setback: Setback) -> None:
    """Ask the shopper what shall happen now."""
    suborder = setback.suborder
    letter = troubles.setback_told(setback, give_link(suborder.order))
    _to_shopper(suborder, "setback", letter, setback.number)


def tell_choice(setback: Setback) -> None:
    """Tell the seller what the shopper chose."""
    to_supplier(
        setback.suborder,
        "setback-chosen",
        troubles.choice_for_supplier(setback),
        setback.number,
    )
