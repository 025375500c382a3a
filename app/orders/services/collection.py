"""Goods collected by the buyer: a code of six digits, typed in at the hand-over, is the receipt."""

import secrets
from collections.abc import Mapping

from flask_babel import gettext as _

from app.accounts import throttle
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, crypto, events
from app.kernel.errors import Refused
from app.orders import pieces
from app.orders.events import GoodsCollected
from app.orders.models import ReceiptSource, Shipment, ShipmentLine, SubOrder, SubOrderState
from app.orders.services import fulfilment, lots
from app.orders.services.actors import Actor
from app.orders.services.changes import NotNow, listens, move_suborder, refreshed
from app.orders.services.lots import Packed

DIGITS = 6
TRIES = 5
MINUTES = 15


class WrongCode(Refused):
    """These are not the six digits of this order."""


def make_ready(suborder: SubOrder, actor: Actor) -> None:
    """The goods wait at the collection point; the shopper gets a code for them."""
    refreshed(suborder)
    if suborder.state is SubOrderState.NEW:
        fulfilment.accept(suborder, actor)
    move_suborder(suborder, "ready")
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    suborder.collection_cipher = crypto.encrypt(code)
    suborder.collection_hash = crypto.sign("collection", _named(suborder, code))
    evidence.record(
        suborder.order.reference, "ready", {"suborder": suborder.reference}, actor.role, actor.id
    )


def code_of(suborder: SubOrder) -> str:
    """The six digits for the shopper's eyes, as long as the goods wait; else nothing."""
    kept = suborder.collection_cipher
    if kept is None or suborder.state is not SubOrderState.READY:
        return ""
    return crypto.decrypt(kept)


def count_try(suborder: SubOrder) -> None:
    """Count one try of a code, right or wrong, before anything else is written. TooMany."""
    throttle.count("collect", suborder.reference, TRIES, MINUTES)


def collect(
    suborder: SubOrder, typed: str, actor: Actor, packed: Mapping[int, Packed] | None = None
) -> None:
    """The shopper shows the code and takes the goods: that is the receipt (DC-9.2.g).

    The code is used once. `packed`: from which lots the lines come. Raises WrongCode, NotNow, and
    what reacts to the hand-over may refuse it.
    """
    refreshed(suborder)
    if not _fits(suborder, typed):
        raise WrongCode(_("This is not the code of this order. Ask for the six digits again."))
    if not listens(suborder, "collected"):
        raise NotNow(_("This order has moved on meanwhile. Please look at it again."))
    shipment = _given_to_the_buyer(suborder, packed or {}, actor)
    suborder.collection_cipher = suborder.collection_hash = None
    suborder.dispatched_at = clock.now()
    fulfilment.receive(shipment, ReceiptSource.COLLECTION, clock.today(), actor, None, "collected")
    throttle.forget("collect", suborder.reference)
    events.publish(GoodsCollected(suborder.reference, shipment.id))


def _given_to_the_buyer(suborder: SubOrder, packed: Mapping[int, Packed], actor: Actor) -> Shipment:
    """Everything still to be sent, as one parcel that no carrier carries."""
    shipment = Shipment(
        suborder_id=suborder.id,
        carrier=_("Collection"),
        handed_over_at=clock.now(),
        last_scan_at=clock.now(),
        lines=[
            ShipmentLine(line=line, quantity=wanted)
            for line in suborder.lines
            if (wanted := pieces.to_send(line))
        ],
    )
    suborder.shipments.append(shipment)
    lots.write(shipment, packed)
    db.session.flush()
    evidence.record(
        suborder.order.reference,
        "collected",
        {
            "suborder": suborder.reference,
            "lines": {part.line.sku: part.quantity for part in shipment.lines},
            **({"lots": lots.said(shipment)} if shipment.lots else {}),
        },
        actor.role,
        actor.id,
    )
    return shipment


def _fits(suborder: SubOrder, typed: str) -> bool:
    code = "".join(typed.split())
    kept = suborder.collection_hash
    return kept is not None and crypto.signed("collection", _named(suborder, code), kept)


def _named(suborder: SubOrder, code: str) -> bytes:
    return f"{suborder.reference}:{code}".encode()
