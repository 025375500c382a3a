"""Who may receive the goods in the shopper's place (art. 9(2))."""

from app.evidence import services as evidence
from app.extensions import db
from app.orders.models import SubOrder
from app.orders.services.actors import Actor
from app.orders.services.changes import refreshed


def name(suborder: SubOrder, receiver: str, actor: Actor) -> None:
    """The shopper names a person or a locker, or nobody any more."""
    refreshed(suborder)
    if (suborder.named_receiver or "") == receiver:
        return
    suborder.named_receiver = receiver or None
    evidence.record(
        suborder.order.reference,
        "receiver_named",
        {"suborder": suborder.reference, "receiver": receiver},
        actor.role,
        actor.id,
    )
    db.session.flush()
