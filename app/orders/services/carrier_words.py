"""What a carrier's word does to a parcel and to what is owed (machine 4.5)."""

import hashlib
from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue import services as catalogue
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Refused
from app.orders import rules
from app.orders.events import ParcelCameBack, ParcelLost, ParcelRefused
from app.orders.gateway import CarrierWord
from app.orders.models import (
    CarrierEvent,
    ReceiptSource,
    SetbackKind,
    Shipment,
    ShipmentState,
)
from app.orders.services import fulfilment, notices, setbacks
from app.orders.services.actors import Actor
from app.orders.services.changes import NotNow, refreshed, settle


class ImpossibleMoment(Refused):
    """A parcel's day lies between its dispatch and now."""


def note(shipment: Shipment, word: CarrierWord, source: str, actor: Actor) -> bool:
    """Take a carrier's word on a parcel; False when it is known already.

    Raises ImpossibleMoment, and NotNow for what cannot follow from where the parcel is.
    """
    refreshed(shipment.suborder)
    key = _key(shipment, word)
    if db.session.scalar(select(CarrierEvent.id).where(CarrierEvent.key == key)):
        return False
    if not clock.day_of(shipment.handed_over_at) <= clock.day_of(word.at) or word.at > clock.now():
        raise ImpossibleMoment(_("Choose a day between the dispatch and today."))
    kind = _meaning(shipment, word)
    history = _is_history(shipment, word, kind)
    if not history and not _may_follow(shipment, kind):
        raise NotNow(_("This cannot follow from where the parcel is now."))
    shipment.events.append(_row(shipment, word, source, actor))
    db.session.flush()
    _record(shipment, word, source, actor)
    if not history:
        shipment.last_scan_at = max(shipment.last_scan_at or word.at, word.at)
        FOLLOWS[kind](shipment, word, actor)
        db.session.flush()
    return True


def _row(shipment: Shipment, word: CarrierWord, source: str, actor: Actor) -> CarrierEvent:
    return CarrierEvent(
        key=_key(shipment, word),
        kind=word.kind,
        at=word.at,
        source=source,
        to_whom=word.to_whom if word.kind == "delivered" else None,
        proof=word.proof,
        file=word.file,
        reason=word.reason,
        recorded_at=clock.now(),
        recorded_by=str(actor),
    )


def _key(shipment: Shipment, word: CarrierWord) -> str:
    at = word.at.replace(second=0, microsecond=0).astimezone(clock.SHOP_ZONE).isoformat()
    return hashlib.sha256(f"{shipment.id}|{word.kind}|{at}".encode()).hexdigest()


def _meaning(shipment: Shipment, word: CarrierWord) -> str:
    """Left with somebody whom the shopper did not name, a parcel only waits there (art. 9(4))."""
    if word.kind != "delivered" or word.to_whom == "shopper":
        return word.kind
    named = word.to_whom == "named" and shipment.suborder.named_receiver
    return "delivered" if named else "at_branch"


def _is_history(shipment: Shipment, word: CarrierWord, kind: str) -> bool:
    """An older scan that a report repeats: kept, and nothing follows from it."""
    seen = shipment.last_scan_at
    return kind != "delivered" and seen is not None and word.at < seen and bool(shipment.events)


def _may_follow(shipment: Shipment, kind: str) -> bool:
    again = kind == "delivered" and shipment.state is ShipmentState.DELIVERED
    return again or (shipment.state, kind) in rules.SHIPMENT


def _moved(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    shipment.state = rules.SHIPMENT[(shipment.state, word.kind)]


def _at_branch(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    shipment.state = ShipmentState.AT_BRANCH
    if shipment.ended_at is None:
        notices.tell_at_branch(shipment, word.reason or word.proof or "")


def _delivered(shipment: Shipment, word: CarrierWord, actor: Actor) -> None:
    fulfilment.record_receipt(
        shipment, ReceiptSource.CARRIER, clock.day_of(word.at), actor, word.proof
    )


def _refused(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    shipment.state = ShipmentState.REFUSED
    _turn(shipment, word, "refused")
    settle(shipment.suborder, "turned_back" if shipment.ended_at is None else None)
    if shipment.ended_at is None:
        events.publish(
            ParcelRefused(
                shipment.suborder.reference, shipment.id, word.at, word.reason or "", word.report
            )
        )


def _coming_back(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    shipment.state = ShipmentState.COMING_BACK
    if shipment.turned_on is None:
        _turn(shipment, word, _why_turned(shipment))
        settle(shipment.suborder, "turned_back" if shipment.ended_at is None else None)
    if shipment.turned_why == "uncollected":
        setbacks.parcel_gone_wrong(shipment, SetbackKind.UNCOLLECTED)


def _why_turned(shipment: Shipment) -> str:
    if shipment.ended_at is not None:
        return "ended"
    return "withdrawn" if shipment.turn_back_asked_at is not None else "uncollected"


def _turn(shipment: Shipment, word: CarrierWord, why: str) -> None:
    shipment.turned_on = clock.day_of(word.at)
    shipment.turned_why = why
    setbacks.answered_by_the_parcel(shipment, "turned")


def _returned(shipment: Shipment, word: CarrierWord, actor: Actor) -> None:
    if shipment.turned_on is None:
        _coming_back(shipment, word, actor)
    shipment.state = ShipmentState.RETURNED
    settle(shipment.suborder, "came_back" if shipment.ended_at is None else None)
    events.publish(ParcelCameBack(shipment.suborder.reference, shipment.id, clock.day_of(word.at)))


def put_back_on_the_shelf(shipment: Shipment, actor: Actor) -> None:
    """The seller finds the goods of a parcel no longer owed as good as new; once. NotNow."""
    refreshed(shipment.suborder)
    known = any(event.kind == "shelved" for event in shipment.events)
    if shipment.ended_at is None or shipment.state is not ShipmentState.RETURNED or known:
        raise NotNow(_("This cannot follow from where the parcel is now."))
    word = CarrierWord("shelved", clock.now())
    shipment.events.append(_row(shipment, word, "form", actor))
    goods: dict[int, int] = {}
    for part in shipment.lines:
        if part.parts is None:
            variant = part.line.variant_id
            goods[variant] = goods.get(variant, 0) + part.quantity
    catalogue.give_back(goods)
    _record(shipment, word, "form", actor)


def _damaged(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    shipment.damaged = True
    shipment.damage_report = word.report or shipment.damage_report
    setbacks.parcel_gone_wrong(shipment, SetbackKind.DAMAGED)


def _lost(shipment: Shipment, _word: CarrierWord, _actor: Actor) -> None:
    shipment.state = ShipmentState.LOST
    if shipment.ended_at is None:
        setbacks.parcel_gone_wrong(shipment, SetbackKind.LOST)
        events.publish(ParcelLost(shipment.suborder.reference, shipment.id))


def _found(shipment: Shipment, word: CarrierWord, _actor: Actor) -> None:
    """Found again it goes on, or back where it has been replaced or paid back already."""
    if shipment.ended_at is None:
        shipment.state = ShipmentState.IN_TRANSIT
        setbacks.answered_by_the_parcel(shipment, "found")
        return
    shipment.state = ShipmentState.COMING_BACK
    _turn(shipment, word, "ended")


FOLLOWS: dict[str, Callable[[Shipment, CarrierWord, Actor], None]] = {
    "handed_over": _moved,
    "in_transit": _moved,
    "at_branch": _at_branch,
    "delivered": _delivered,
    "refused_at_door": _refused,
    "coming_back": _coming_back,
    "returned": _returned,
    "damaged": _damaged,
    "lost": _lost,
    "found": _found,
}


def _record(shipment: Shipment, word: CarrierWord, source: str, actor: Actor) -> None:
    evidence.record(
        shipment.suborder.order.reference,
        "carrier_event",
        {
            "suborder": shipment.suborder.reference,
            "parcel": shipment.id,
            "event": word.kind,
            "at": word.at.isoformat(),
            "to": word.to_whom if word.kind == "delivered" else "",
            "proof": word.proof or "",
            "file": word.file or "",
            "reason": word.reason or "",
            "report": word.report or "",
            "source": source,
        },
        actor.role,
        actor.id,
    )
