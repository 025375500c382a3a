"""What the payments domain says by e-mail."""

from collections.abc import Callable
from datetime import date, timedelta

from flask_babel import gettext as _
from stdnum import iban

from app.kernel import clock
from app.messaging.letters import Action, Facts, Letter, Paragraph
from app.orders.models import Order
from app.payments import ibans
from app.payments.models import Refund, RefundState
from app.settings import queries as settings
from app.web.filters import date_long, money
from app.web.language import speaking
from app.web.links import external

WithLink = Callable[[Refund, str], Letter]


def made_of(refund: Refund) -> tuple[tuple[str, str], ...]:
    """The parts of the sum that are not nothing, in the page's language, and all of it."""
    parts = (
        (_("Goods"), refund.goods_minor),
        (_("Delivery"), refund.delivery_minor),
        (_("Interest"), refund.interest_minor),
        (_("What you laid out"), refund.cost_minor),
    )
    rows = tuple((label, money(amount)) for label, amount in parts if amount)
    return (*rows, (_("Total"), money(refund.amount_minor)))


def transfer_awaited(order: Order, token: str) -> Letter:
    """The account, the sum and the last day; the contract stands once the money is there."""
    with speaking(order.language):
        return Letter(
            _("Order %(reference)s waits for your transfer", reference=order.reference),
            (
                Facts(account_facts(order)),
                Paragraph(
                    _(
                        "Write the order number into the remark. The goods are kept for you until "
                        "the last day; the contract is concluded when the whole sum is here."
                    )
                ),
                Action(
                    _("See how it stands"),
                    external("transfers.show", order.language, token=token),
                ),
            ),
        )


def transfer_reminder(order: Order, token: str) -> Letter:
    """The last day comes near and the sum is not whole."""
    with speaking(order.language):
        return Letter(
            _("Your transfer for order %(reference)s is not here yet", reference=order.reference),
            (
                Facts(account_facts(order)),
                Paragraph(_("If you have sent it already, there is nothing more to do.")),
                Action(
                    _("See how it stands"),
                    external("transfers.show", order.language, token=token),
                ),
            ),
        )


def transfer_part(order: Order, booked_minor: int, token: str) -> Letter:
    """A part has arrived; the rest is still to come."""
    with speaking(order.language):
        return Letter(
            _("Order %(reference)s: a part has arrived", reference=order.reference),
            (
                Facts(
                    (
                        (_("Arrived"), money(booked_minor)),
                        (_("Still missing"), money(order.total_minor - booked_minor)),
                    )
                ),
                Action(
                    _("See how it stands"),
                    external("transfers.show", order.language, token=token),
                ),
            ),
        )


def transfer_over(order: Order) -> Letter:
    """The time is over: nothing is bought, what arrives later goes back."""
    with speaking(order.language):
        return Letter(
            _("Order %(reference)s has ended without payment", reference=order.reference),
            (
                Paragraph(
                    _(
                        "Your transfer did not arrive in full in time, so nothing is bought and "
                        "you owe nothing. Whatever has arrived or still arrives goes back to you."
                    )
                ),
            ),
        )


def account_facts(order: Order) -> tuple[tuple[str, str], ...]:
    """Where to pay what by when, in the page's language."""
    holder = settings.text("transfer_holder") or settings.text("operator.legal_name")
    rows = (
        (_("Account holder"), holder),
        (_("Bank"), settings.text("transfer_bank")),
        (_("IBAN"), iban.format(settings.text("transfer_iban"))),
        (_("Remark"), order.reference),
        (_("Amount"), money(order.total_minor)),
        (_("Here at the latest on"), date_long(last_day(order))),
    )
    return tuple(row for row in rows if row[1])


def last_day(order: Order) -> date:
    """The last civil day on which a transfer may arrive."""
    assert order.hold_until is not None
    return clock.day_of(order.hold_until - timedelta(seconds=1))


def refund_sent(refund: Refund) -> Letter:
    """The money has been sent by the provider, or by the bank."""
    with speaking(refund.order.language):
        if refund.by_transfer and refund.iban_cipher:
            where = _(
                "It goes to your account %(account)s, in one sum. Your bank may need some days "
                "to show it.",
                account=ibans.masked(refund.iban_cipher),
            )
        else:
            where = _(
                "It goes to the card you paid with, in one sum. Your bank may need some days to "
                "show it, often 7 to 10 business days."
            )
        return Letter(
            _("%(amount)s are on the way back to you", amount=money(refund.amount_minor)),
            (
                Paragraph(_("Order %(reference)s", reference=refund.order.reference)),
                Facts(made_of(refund)),
                Paragraph(where),
            ),
        )


def refund_sent_to_supplier(refund: Refund, language: str) -> Letter:
    """The seller hears that the buyer has been paid back, and who bears it."""
    with speaking(language):
        bears = refund.bearing.get("goods") == "supplier"
        return Letter(
            _(
                "Order %(reference)s: the money is on its way back to the buyer",
                reference=_subject(refund),
            ),
            (
                Facts(made_of(refund)),
                Paragraph(
                    _("It is taken from your account; the commission is given back to you.")
                    if bears
                    else _("The cooperative bears it; your account is not touched.")
                ),
            ),
        )


def iban_asked(refund: Refund, token: str) -> Letter:
    """We owe money and need an account for it; the card does not take it, or cannot."""
    with speaking(refund.order.language):
        why = _why_asked(refund)
        return Letter(
            _("We owe you %(amount)s. Where shall it go?", amount=money(refund.amount_minor)),
            (
                Paragraph(_("Order %(reference)s", reference=refund.order.reference)),
                Facts(made_of(refund)),
                Paragraph(why),
                Paragraph(_("Tell us your IBAN and we transfer it. The money stays yours.")),
                Action(
                    _("Name an account"),
                    external("orders.open_link", refund.order.language, token=token),
                ),
            ),
        )


def _why_asked(refund: Refund) -> str:
    if "came_back" in refund.inputs:
        return _(
            "We had sent it to the card you paid with, but the bank of the card has given it back "
            "to us. So it has not reached you."
        )
    if refund.principal_minor > 0 and refund.state is not RefundState.IBAN_ASKED:
        return _(
            "We tried several times to send it to the card you paid with; the bank refuses it."
        )
    return _(
        "It comes on top of what you paid, and a card takes back no more than was paid with it."
    )


def pressing(refund: Refund, days_left: int, language: str) -> Letter:
    """To the supplier and to finance: this refund's last day comes near (DC-12.1)."""
    with speaking(language):
        return Letter(
            _(
                "Refund %(number)s: at the latest on %(day)s",
                number=refund.number,
                day=date_long(refund.due_on),
            ),
            (
                Paragraph(
                    _(
                        "The law's last day for paying this buyer back is near, and the money has "
                        "not left yet. Days left: %(days)s.",
                        days=str(days_left),
                    )
                ),
                Facts(
                    (
                        (_("Case"), refund.cause),
                        (_("Order"), _subject(refund)),
                        (_("Total"), money(refund.amount_minor)),
                    )
                ),
            ),
        )


def _subject(refund: Refund) -> str:
    return refund.suborder_reference or refund.order.reference
