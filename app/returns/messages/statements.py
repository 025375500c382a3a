"""The acknowledgement of a statement, and what is asked of its sender."""

from datetime import date

from flask_babel import gettext as _

from app.messaging.letters import Action, Facts, Letter, Number, Paragraph
from app.orders.models import Order, Shipment
from app.returns.messages.parts import goods_of, to_supplier_case
from app.returns.models import Case, Kind, Statement
from app.web.filters import date_long, datetime_long
from app.web.language import speaking
from app.web.links import external


def statement_received(statement: Statement, token: str) -> Letter:
    """The acknowledgement that goes out at once (art. 11(2))."""
    with speaking(statement.language):
        withdrawal = statement.kind is Kind.WITHDRAWAL
        return Letter(
            _("We have received your withdrawal: %(number)s", number=statement.number)
            if withdrawal
            else _("We have received your claim: %(number)s", number=statement.number),
            (
                Paragraph(
                    _(
                        "Your declaration reached us on %(moment)s. All periods run from then.",
                        moment=datetime_long(statement.received_at, seconds=True),
                    )
                ),
                Number(_("Return number"), statement.number),
                Paragraph(
                    _(
                        "The receipt is attached. You need to do nothing now: if goods have to "
                        "come back we will write to you how, free of charge."
                    )
                ),
                Action(
                    _("See the receipt"),
                    external("returns.receipt", statement.language, token=token),
                ),
            ),
        )


def for_supplier(case: Case) -> Letter:
    """Tells the seller at once (AM-12A.2)."""
    language = case.suborder.supplier.language
    with speaking(language):
        return Letter(
            _("A buyer withdraws: %(number)s", number=case.number),
            (
                Paragraph(
                    _(
                        "From order %(reference)s a buyer gives up:",
                        reference=case.suborder.reference,
                    )
                ),
                goods_of(case, language),
                Paragraph(_("Please do not send what has not left yet.")),
                to_supplier_case(case),
            ),
        )


def which_order(statement: Statement, token: str) -> Letter:
    """Nothing matches yet: asks the sender, whose time stands already (machine 4.6.1)."""
    with speaking(statement.language):
        return Letter(
            _("Which order do you mean? %(number)s", number=statement.number),
            (
                Paragraph(
                    _(
                        "Your statement stands with the time at which it came. We could not find "
                        "its order from what you wrote:"
                    )
                ),
                Facts(
                    (
                        (_("Order, as written"), statement.order_text),
                        (_("Goods, as written"), statement.goods_text or "—"),
                    )
                ),
                Paragraph(
                    _("Tell us anything that helps: the number, the day, the seller, the goods.")
                ),
                Action(
                    _("Tell us more"), external("returns.receipt", statement.language, token=token)
                ),
            ),
        )


def why_at_the_door(statement: Statement, token: str) -> Letter:
    """The parcel was not taken: withdrawal, or damage? (HR-08)."""
    with speaking(statement.language):
        day = date_long(statement.answer_by) if statement.answer_by else ""
        return Letter(
            _("You did not take a parcel: %(number)s", number=statement.number),
            (
                Paragraph(
                    _(
                        "The carrier reports that a parcel was not accepted at the door on "
                        "%(moment)s. We take this moment as your notice.",
                        moment=datetime_long(statement.received_at),
                    )
                ),
                Paragraph(
                    _(
                        "Did you change your mind, or was the parcel damaged? Without an answer "
                        "until %(day)s we treat it as a withdrawal. Your money comes back either "
                        "way.",
                        day=day,
                    )
                ),
                Action(
                    _("Answer in one step"),
                    external("returns.receipt", statement.language, token=token),
                ),
            ),
        )


def declare_after_the_door(order: Order, shipment: Shipment, link: str) -> Letter:
    """A refusal at the door is no notice in this shop: how to give one."""
    with speaking(order.language):
        return Letter(
            _("You did not take a parcel of order %(reference)s", reference=order.reference),
            (
                Paragraph(
                    _(
                        "The carrier %(carrier)s reports that a parcel was not accepted at the "
                        "door. If you want to withdraw, or if it was damaged, please say so on the "
                        "page of your order.",
                        carrier=shipment.carrier,
                    )
                ),
                Action(
                    _("To your order"), external("orders.open_link", order.language, token=link)
                ),
            ),
        )


def period_ends(order: Order, last_day: date, link: str) -> Letter:
    """A friendly word some days before the period ends (C-08)."""
    with speaking(order.language):
        return Letter(
            _("Until %(day)s you may change your mind", day=date_long(last_day)),
            (
                Paragraph(
                    _(
                        "You may withdraw from order %(reference)s without a reason until the end "
                        "of %(day)s. If you are happy with it, you need to do nothing.",
                        reference=order.reference,
                        day=date_long(last_day),
                    )
                ),
                Action(
                    _("To your order"), external("orders.open_link", order.language, token=link)
                ),
            ),
        )
