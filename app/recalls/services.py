"""Recalling lots: asked by the supplier or by staff, announced by staff, told to every buyer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.catalogue.models import Product
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids, transactions
from app.kernel.errors import Conflict, Refused
from app.messaging import services as messaging
from app.orders import rules
from app.orders.events import GoodsCollected, LotsNoted, SubOrderDispatched
from app.orders.models import Shipment
from app.orders.services.actors import Actor
from app.orders.services.links import give_link
from app.orders.services.lots import RefusedLot
from app.recalls import messages, queries
from app.recalls.models import Recall, RecallNotice, RecallState
from app.recalls.queries import Bought
from app.suppliers.models import Supplier


class Decided(Conflict):
    """Somebody has decided this recall already."""


class NothingSaid(Refused):
    """A recall needs its lots and its words."""


class Recalled(RefusedLot):
    """Goods of this lot are recalled; they must not reach a buyer."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be recalled; `words` per language, Turkish always."""

    supplier: Supplier
    product: Product | None
    lots: Sequence[str]
    words: Mapping[str, str]


def ask(wish: Wish, actor: Actor) -> Recall:
    """Write a recall down; nobody is told before staff announce it. Raises NothingSaid."""
    if not wish.lots or not wish.words.get("tr"):
        raise NothingSaid(_("Name at least one lot, and what buyers should do."))
    recall = Recall(
        number=ids.reference("L"),
        supplier_id=wish.supplier.id,
        product_id=wish.product.id if wish.product else None,
        lots=list(wish.lots),
        words=dict(wish.words),
        asked_by=str(actor),
        asked_at=clock.now(),
    )
    db.session.add(recall)
    db.session.flush()
    _prove(recall, "recall_asked", {"lots": recall.lots, "words": recall.words}, actor)
    return recall


def announce(recall: Recall, actor: Actor) -> int:
    """Tell every buyer of these lots and the supplier; returns how many buyers. Raises Decided."""
    _decide(recall, RecallState.ANNOUNCED, actor)
    found = queries.buyers_of(recall)
    for bought in found:
        _tell(recall, bought)
    supplier = recall.supplier
    messaging.promise(
        "recall-for-supplier",
        messages.for_supplier(recall, len(found)),
        to=supplier.email,
        language=supplier.language,
        about=recall.number,
        key=f"recall-for-supplier:{recall.number}",
        statutory=True,
    )
    _prove(recall, "recall_announced", {"buyers": [b.suborder.reference for b in found]}, actor)
    return len(found)


def decline(recall: Recall, reason: str, actor: Actor) -> None:
    """No recall, with the reason that the supplier reads. Raises Decided."""
    _decide(recall, RecallState.DECLINED, actor)
    recall.reason = reason
    supplier = recall.supplier
    messaging.promise(
        "recall-declined",
        messages.declined(recall),
        to=supplier.email,
        language=supplier.language,
        about=recall.number,
        key=f"recall-declined:{recall.number}",
    )
    _prove(recall, "recall_declined", {"reason": reason}, actor)


def refuse_recalled(left: SubOrderDispatched | GoodsCollected) -> None:
    """What is recalled does not leave any more, neither sent nor fetched. Raises Recalled."""
    shipment = db.session.get_one(Shipment, left.shipment_id)
    for recall in queries.announced(shipment.suborder.supplier_id):
        for row in shipment.lots:
            if _is_meant(recall, row.lot_key, row.line.product_id):
                sentence = _(
                    "Lot %(lot)s is recalled: it must not be sent or handed over.", lot=row.lot
                )
                raise Recalled(f"lot-{row.line_id}", sentence)


def tell_found_later(noted: LotsNoted) -> None:
    """A lot written down after it was recalled: its buyer is told at once."""
    shipment = db.session.get_one(Shipment, noted.shipment_id)
    suborder = shipment.suborder
    for recall in queries.announced(suborder.supplier_id):
        told = {notice.suborder_id for notice in recall.notices}
        for bought in queries.buyers_of(recall):
            if bought.suborder.id == suborder.id and suborder.id not in told:
                _tell(recall, bought)


def _is_meant(recall: Recall, lot_key: str, product_id: int) -> bool:
    keys = {rules.lot_key(lot) for lot in recall.lots}
    return lot_key in keys and recall.product_id in {None, product_id}


def _decide(recall: Recall, state: RecallState, actor: Actor) -> None:
    transactions.locked(recall)
    if recall.state is not RecallState.ASKED:
        raise Decided(_("This recall has been decided meanwhile. Please look at it again."))
    recall.state = state
    recall.decided_by, recall.decided_at = str(actor), clock.now()
    db.session.flush()


def _tell(recall: Recall, bought: Bought) -> None:
    order = bought.suborder.order
    message = messaging.promise(
        "recall",
        messages.to_buyer(recall, bought, give_link(order)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"recall:{recall.number}:{bought.suborder.reference}",
        statutory=True,
    )
    recall.notices.append(
        RecallNotice(
            suborder_id=bought.suborder.id,
            message_id=message.id,
            pieces=bought.pieces,
            lots=bought.lots[:500],
            told_at=clock.now(),
        )
    )
    db.session.flush()


def _prove(recall: Recall, kind: str, body: Mapping[str, object], actor: Actor) -> None:
    evidence.record(recall.number, kind, body, actor.role, actor.id)
