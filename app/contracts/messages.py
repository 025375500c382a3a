"""What the contracts domain says by e-mail."""

from flask_babel import gettext as _

from app.contracts.models import Amendment, AmendmentState
from app.messaging.letters import Action, Facts, Items, Letter, Number, Paragraph
from app.orders.models import Order, SubOrder
from app.web.filters import date_long, money
from app.web.language import said, speaking
from app.web.links import external


def order_formed(order: Order, token: str) -> Letter:
    """The confirmation with which the copies travel (art. 5, DC-4.c)."""
    with speaking(order.language):
        lines = tuple(
            f"{line.ordered} × {said(_names(line.snapshot), order.language)}"
            for suborder in order.suborders
            for line in suborder.lines
        )
        return Letter(
            subject=_("Your order %(reference)s", reference=order.reference),
            parts=(
                Paragraph(_("Thank you, %(name)s. Your order has been placed.", name=order.name)),
                Number(_("Order number"), order.reference),
                Items(lines),
                Facts(
                    (
                        (_("Paid"), money(order.total_minor)),
                        (
                            _("Promised by"),
                            date_long(max(s.promised_by for s in order.suborders if s.promised_by)),
                        ),
                    )
                ),
                Action(
                    _("See your order"),
                    external("orders.open_link", order.language, token=token),
                ),
                Paragraph(
                    _(
                        "The information you confirmed, the contract with each seller and the "
                        "withdrawal form are attached: please keep them. They also stand here, as "
                        "PDF, page and text, as long as records are kept:"
                    )
                ),
                Action(
                    _("Your documents"),
                    external("orders.linked_documents", order.language, token=token),
                ),
                Paragraph(
                    _(
                        "You may withdraw without giving a reason until 14 days after the last "
                        "parcel has reached you, on the page of your order or here:"
                    )
                ),
                Action(
                    _("Withdraw from contract here"),
                    external("returns.public_withdraw", order.language),
                ),
            ),
        )


def withdrawal_information(order: Order, token: str) -> Letter:
    """Tells a buyer of the right to withdraw, late (art. 10(2))."""
    with speaking(order.language):
        return Letter(
            subject=_("Your right to withdraw: order %(reference)s", reference=order.reference),
            parts=(
                Paragraph(
                    _(
                        "We owe you this information: you may withdraw from your order without "
                        "giving a reason. How, and until when, stands in the attached document; "
                        "the withdrawal form is attached too."
                    )
                ),
                Number(_("Order number"), order.reference),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
                Action(
                    _("Withdraw from contract here"),
                    external("returns.public_withdraw", order.language),
                ),
            ),
        )


def amendment(proposal: Amendment, token: str) -> Letter:
    """A seller proposes a change, or the change that was accepted (art. 5(2))."""
    suborder = proposal.contract.suborder
    order = suborder.order
    with speaking(order.language):
        said = {
            AmendmentState.PROPOSED: _(
                "%(seller)s proposes a change of your contract. It is attached. Nothing changes "
                "unless you accept it on the page of your order.",
                seller=str(suborder.seller["name"]),
            ),
            AmendmentState.ACCEPTED: _(
                "You have accepted a change of your contract with %(seller)s. It is attached: "
                "please keep it.",
                seller=str(suborder.seller["name"]),
            ),
        }[proposal.state]
        return Letter(
            subject=_("A change of contract %(reference)s", reference=suborder.reference),
            parts=(
                Paragraph(said),
                Number(_("Order number"), order.reference),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def amendment_answered(proposal: Amendment) -> Letter:
    """Tells a seller whether the buyer agreed."""
    suborder = proposal.contract.suborder
    language = suborder.supplier.language
    with speaking(language):
        agreed = proposal.state is AmendmentState.ACCEPTED
        return Letter(
            subject=_("Your proposed change: %(reference)s", reference=suborder.reference),
            parts=(
                Paragraph(
                    _("The buyer has accepted your proposal; it is part of the contract.")
                    if agreed
                    else _("The buyer has declined your proposal; the contract stays as it is.")
                ),
                Action(
                    _("Open the order"),
                    external("supplier_orders.show", language, reference=suborder.reference),
                ),
            ),
        )


def suborder_new(suborder: SubOrder) -> Letter:
    """Tells a supplier that somebody bought from them."""
    language = suborder.supplier.language
    with speaking(language):
        lines = tuple(
            f"{line.ordered} × {said(_names(line.snapshot), language)}" for line in suborder.lines
        )
        return Letter(
            subject=_("New order %(reference)s", reference=suborder.reference),
            parts=(
                Paragraph(_("Somebody has bought from you.")),
                Items(lines),
                Facts(
                    (
                        (
                            _("Promised by"),
                            date_long(suborder.promised_by) if suborder.promised_by else "",
                        ),
                    )
                ),
                Action(
                    _("Open the order"),
                    external("supplier_orders.show", language, reference=suborder.reference),
                ),
            ),
        )


def _names(snapshot: dict[str, object]) -> dict[str, str]:
    names = snapshot["name"]
    assert isinstance(names, dict)
    return names
