"""What buyer and seller read when the money of a contract that stands could not be taken."""

from flask_babel import gettext as _

from app.messaging.letters import Action, Facts, Letter, Paragraph
from app.orders.models import Order, SubOrder
from app.web.filters import money
from app.web.language import speaking
from app.web.links import external


def pay_again(order: Order, token: str) -> Letter:
    """The card was not charged; the order stands and can be paid from its page."""
    with speaking(order.language):
        return Letter(
            _("Please pay order %(reference)s again", reference=order.reference),
            (
                Paragraph(
                    _(
                        "Your bank did not let us take the payment, so you have not been charged. "
                        "Your order stands; it is sent as soon as it is paid."
                    )
                ),
                Facts(((_("Amount"), money(order.total_minor)),)),
                Action(
                    _("Pay on the page of your order"),
                    external("orders.open_link", order.language, token=token),
                ),
            ),
        )


def do_not_send(suborder: SubOrder) -> Letter:
    """The seller keeps the goods for now."""
    with speaking(suborder.supplier.language):
        return Letter(
            _("Do not send order %(reference)s yet", reference=suborder.reference),
            (
                Paragraph(
                    _(
                        "The buyer's payment could not be taken. We have asked the buyer to pay "
                        "again and write to you as soon as the money is here."
                    )
                ),
                _see(suborder),
            ),
        )


def may_send(suborder: SubOrder) -> Letter:
    """The seller may go on."""
    with speaking(suborder.supplier.language):
        return Letter(
            _("Order %(reference)s is paid now", reference=suborder.reference),
            (Paragraph(_("The buyer has paid. You may send the goods.")), _see(suborder)),
        )


def _see(suborder: SubOrder) -> Action:
    language = suborder.supplier.language
    return Action(
        _("See the order"),
        external("supplier_orders.show", language, reference=suborder.reference),
    )
