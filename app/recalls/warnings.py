"""A good that may be unsafe is off sale: everybody who bought it is told the same day (4.2)."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.events import ListingBlocked
from app.contracts import words
from app.extensions import db
from app.messaging import services as messaging
from app.messaging.letters import Action, Letter, Paragraph
from app.orders.models import Order, OrderLine, SubOrder
from app.orders.services.links import give_link
from app.web.language import speaking
from app.web.links import external


def tell_buyers(event: ListingBlocked) -> None:
    """Tell the buyer of every formed order with it, whether it has come already or not."""
    if not event.safety:
        return
    for line in _bought(event.product_id):
        order = line.suborder.order
        messaging.promise(
            "product-warning",
            _warning(line, event.reason, give_link(order)),
            to=order.email,
            language=order.language,
            about=order.reference,
            key=f"product-warning:{event.product_id}:{event.version}:{order.reference}",
            statutory=True,
        )


def _bought(product_id: int) -> list[OrderLine]:
    """One line of each formed order that has this product."""
    lines = db.session.scalars(
        select(OrderLine)
        .join(SubOrder, SubOrder.id == OrderLine.suborder_id)
        .join(Order, Order.id == SubOrder.order_id)
        .where(
            OrderLine.product_id == product_id,
            Order.formed_at.is_not(None),
            OrderLine.ordered > OrderLine.cancelled,
        )
        .order_by(OrderLine.id)
    )
    return list({line.suborder.order_id: line for line in lines}.values())


def _warning(line: OrderLine, reason: str, token: str) -> Letter:
    order = line.suborder.order
    with speaking(order.language):
        return Letter(
            _("Safety notice: please do not use %(goods)s", goods=words.name_of(line)),
            (
                Paragraph(
                    _(
                        "You have it from %(seller)s with order %(reference)s. The cooperative "
                        "has taken it off sale.",
                        seller=str(line.suborder.seller["name"]),
                        reference=order.reference,
                    )
                ),
                Paragraph(reason),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )
