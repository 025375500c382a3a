"""Writing to each other about an order: kept first, then told by e-mail."""

import hashlib

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.conversations import messages, queries, rules
from app.conversations.models import OrderMessage, Side
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, Refused
from app.messaging import services as messaging
from app.orders import proofs
from app.orders.models import SubOrder
from app.orders.services.actors import Actor
from app.orders.services.links import give_link

ROLES = {Side.SHOPPER: "SH", Side.SUPPLIER: "SU"}


class Closed(Conflict):
    """The order has been closed for so long that nothing more is written."""


class NotAPhoto(Refused):
    """This file is no picture we take."""


def keep_photo(body: bytes) -> str:
    """Keep a picture, re-encoded without place or camera; returns its name. NotAPhoto.

    Slow: call it before the first statement of a transaction (rule 6).
    """
    if body.startswith(b"%PDF-"):
        raise NotAPhoto(_("Send a picture (JPEG, PNG, WebP)."))
    try:
        return proofs.keep(body)
    except proofs.NotAProof as refusal:
        too_large = len(body) > proofs.MOST_BYTES
        said = str(refusal) if too_large else _("Send a picture (JPEG, PNG, WebP).")
        raise NotAPhoto(said) from refusal


def write(
    suborder: SubOrder, side: Side, words: str, photo: str | None, nonce: str, by: str | None
) -> OrderMessage:
    """Write to the other side; the same submission twice is one message. Raises Closed."""
    if not queries.is_open(suborder):
        raise Closed(_("This order is closed; nothing more can be written about it."))
    key = hashlib.sha256(f"{suborder.reference}\n{side}\n{nonce}".encode()).hexdigest()
    if known := _known(key):
        return known
    message = OrderMessage(
        suborder_id=suborder.id,
        key=key,
        side=side,
        by=by,
        at=clock.now(),
        words=rules.without_contacts(words),
        photo=photo,
    )
    try:
        with db.session.begin_nested():
            db.session.add(message)
    except IntegrityError:  # the same submission came in twice at the same moment
        return db.session.scalars(select(OrderMessage).where(OrderMessage.key == key)).one()
    _prove(message, "order_message", Actor(ROLES[side], by))
    _tell(message)
    return message


def mask(message: OrderMessage, actor: Actor) -> None:
    """Staff blank a message that says what it must not; twice changes nothing."""
    if message.masked_at is not None:
        return
    _prove(message, "order_message_masked", actor)
    message.words, message.photo = "", None
    message.masked_at, message.masked_by = clock.now(), str(actor)
    db.session.flush()


def _known(key: str) -> OrderMessage | None:
    return db.session.scalar(select(OrderMessage).where(OrderMessage.key == key))


def _prove(message: OrderMessage, kind: str, actor: Actor) -> None:
    """That it was written, with the hash of its words: the words themselves may have to go."""
    evidence.record(
        message.suborder.order.reference,
        kind,
        {
            "suborder": message.suborder.reference,
            "message": message.id,
            "words_sha256": hashlib.sha256(message.words.encode()).hexdigest(),
            "photo": message.photo or "",
        },
        actor.role,
        actor.id,
    )


def _tell(message: OrderMessage) -> None:
    suborder = message.suborder
    order, supplier = suborder.order, suborder.supplier
    if message.side is Side.SHOPPER:
        letter, to, language = messages.to_maker(message), supplier.email, supplier.language
    else:
        letter = messages.to_buyer(message, give_link(order))
        to, language = order.email, order.language
    messaging.promise(
        f"order-message-to-{'maker' if message.side is Side.SHOPPER else 'buyer'}",
        letter,
        to=to,
        language=language,
        about=order.reference,
        key=f"order-message:{message.id}",
    )
