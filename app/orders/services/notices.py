"""Letters to the shopper about parcels."""

from datetime import timedelta

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.messaging import services as messaging
from app.orders import rules
from app.orders.messages import parcels
from app.orders.models import Shipment, SubOrder
from app.orders.services import collection
from app.orders.services.actors import Actor
from app.orders.services.links import give_link
from app.settings import queries as settings


def tell_dispatched(shipment_id: int) -> None:
    """A parcel is on its way."""
    shipment = db.session.get_one(Shipment, shipment_id)
    order = shipment.suborder.order
    messaging.promise(
        "dispatched",
        parcels.dispatched(shipment, give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"dispatched:{shipment.id}",
    )


def tell_at_branch(shipment: Shipment, place: str) -> None:
    """A parcel waits at a branch or with somebody else: that is no receipt (art. 9(4))."""
    order = shipment.suborder.order
    messaging.promise(
        "at-branch",
        parcels.at_branch(shipment, place, give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"at-branch:{shipment.id}:{clock.today().isoformat()}",
    )


def announce_ready(suborder: SubOrder, actor: Actor) -> None:
    """The goods can be collected: the shopper gets a code of six digits."""
    collection.make_ready(suborder, actor)
    order = suborder.order
    messaging.promise(
        "ready",
        parcels.ready(suborder, collection.code_of(suborder), give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"ready:{suborder.reference}",
    )


def ask_arrival() -> int:
    """Ask "Did it arrive?" three days after dispatch, then every four, until somebody says."""
    first = timedelta(days=settings.number("arrival_first_ask_days"))
    again = timedelta(days=settings.number("arrival_next_ask_days"))
    now = clock.now()
    waiting = db.session.scalars(
        select(Shipment).where(
            Shipment.state.in_(rules.MOVING),
            Shipment.ended_at.is_(None),
            Shipment.handed_over_at <= now - first,
        )
    )
    asked = 0
    for shipment in waiting:
        if shipment.asked_at is not None and shipment.asked_at > now - again:
            continue
        shipment.asked_at = now
        order = shipment.suborder.order
        messaging.promise(
            "arrived",
            parcels.arrived(shipment, give_link(order)),
            to=order.email,
            language=order.language,
            about=order.reference,
            key=f"arrived:{shipment.id}:{clock.today().isoformat()}",
        )
        asked += 1
    db.session.flush()
    return asked
