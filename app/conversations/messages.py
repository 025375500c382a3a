"""The e-mail that says what the other side wrote. It names no address of either."""

from flask_babel import gettext as _

from app.conversations.models import OrderMessage
from app.messaging.letters import Action, Letter, Paragraph
from app.web.language import speaking
from app.web.links import external


def to_maker(message: OrderMessage) -> Letter:
    """A buyer writes."""
    suborder = message.suborder
    language = suborder.supplier.language
    with speaking(language):
        return Letter(
            _("A buyer writes about order %(reference)s", reference=suborder.reference),
            (
                *_said(message),
                Paragraph(_("Answer on the page of the order, not to this e-mail.")),
                Action(
                    _("Answer"),
                    external("supplier_messages.show", language, reference=suborder.reference),
                ),
            ),
        )


def to_buyer(message: OrderMessage, token: str) -> Letter:
    """The maker writes."""
    suborder = message.suborder
    order = suborder.order
    with speaking(order.language):
        return Letter(
            _(
                "%(seller)s writes about your order %(reference)s",
                seller=str(suborder.seller["name"]),
                reference=order.reference,
            ),
            (
                *_said(message),
                Paragraph(_("Answer on the page of the order, not to this e-mail.")),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def _said(message: OrderMessage) -> tuple[Paragraph, ...]:
    photo = (Paragraph(_("A photo is on the page.")),) if message.photo else ()
    return (*((Paragraph(message.words),) if message.words else ()), *photo)
