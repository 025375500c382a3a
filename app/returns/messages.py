"""What the returns domain says by e-mail."""

from flask_babel import gettext as _

from app.contracts import words
from app.kernel import clock
from app.messaging.letters import Action, Facts, Items, Letter, Number, Paragraph
from app.orders.models import AncillaryContract
from app.returns.models import GoodsReturnState, Statement, Withdrawal
from app.web.filters import date_long, datetime_long
from app.web.language import said, speaking
from app.web.links import external

__all__ = [
    "Letter",
    "ancillary_ended",
    "approved",
    "arrived",
    "for_supplier",
    "refused",
    "withdrawal_received",
]


def withdrawal_received(statement: Statement, token: str) -> Letter:
    """The acknowledgement that goes out at once (art. 11(2))."""
    with speaking(statement.language):
        return Letter(
            _("We have received your withdrawal: %(number)s", number=statement.number),
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


def _goods(case: Withdrawal, language: str) -> tuple[str, ...]:
    rows = []
    for part in case.lines:
        names = part.order_line.snapshot["name"]
        assert isinstance(names, dict)
        rows.append(f"{part.quantity} × {said(names, language)}")
    return tuple(rows)


def for_supplier(case: Withdrawal) -> Letter:
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
                Items(_goods(case, language)),
                Paragraph(_("Please do not send what has not left yet.")),
                Action(
                    _("See the return"),
                    external("supplier_returns.show", language, number=case.number),
                ),
            ),
        )


def approved(case: Withdrawal) -> Letter:
    """How the goods come back, or that they need not."""
    goods = case.goods
    assert goods is not None
    language = case.statement.language
    with speaking(language):
        if goods.state is GoodsReturnState.APPROVED_WITHOUT_GOODS:
            return Letter(
                _("Your return %(number)s is approved", number=case.number),
                (
                    Items(_goods(case, language)),
                    Paragraph(_("You need not send anything back. Your money is on its way.")),
                ),
            )
        rows = [(_("Return number, to be written on the box"), case.number)]
        if goods.carrier:
            rows.append((_("Carrier, free of charge"), goods.carrier))
        if goods.return_code:
            rows.append((_("Code for the carrier"), goods.return_code))
        if goods.return_address:
            rows.append((_("Address"), goods.return_address))
        if goods.send_back_by:
            rows.append((_("Hand it over by"), date_long(goods.send_back_by)))
        return Letter(
            _("Your return %(number)s is approved", number=case.number),
            (
                Items(_goods(case, language)),
                Facts(tuple(rows)),
                Paragraph(
                    _("Box, accessories and invoice are welcome; a missing one costs you no right.")
                    if goods.carrier
                    else _(
                        "We will collect the goods from you free of charge and write to you when."
                    )
                ),
            ),
        )


def arrived(case: Withdrawal) -> Letter:
    """The goods are back with the seller."""
    with speaking(case.statement.language):
        return Letter(
            _("Your return %(number)s has arrived", number=case.number),
            (
                Items(_goods(case, case.statement.language)),
                Paragraph(_("The seller has them back. Your money follows at once.")),
            ),
        )


def refused(case: Withdrawal) -> Letter:
    """Why not, and where to complain."""
    with speaking(case.statement.language):
        return Letter(
            _("Your withdrawal %(number)s cannot be accepted", number=case.number),
            (
                Items(_goods(case, case.statement.language)),
                Paragraph(case.reason or ""),
                Paragraph(
                    _(
                        "If you do not agree, answer this message and we look at it again; or turn "
                        "to the consumer arbitration committee or consumer court of the place "
                        "where you live. Broken, spoiled or wrong goods are another matter: tell "
                        "us, you have two years."
                    )
                ),
            ),
        )


def ancillary_ended(contract: AncillaryContract) -> Letter:
    """A third party hears that its contract has ended with the good (art. 14(2))."""
    line = contract.line
    with speaking("tr"):
        return Letter(
            _("Contract ended: %(name)s", name=words.name_of(line)),
            (
                Paragraph(
                    _(
                        "The contract for the good it was tied to has ended, and with it this "
                        "contract, without cost or penalty for the buyer (art. 14). What was paid "
                        "for it goes back to the buyer."
                    )
                ),
                Facts(
                    (
                        (_("Order"), line.suborder.order.reference),
                        (_("Good"), words.name_of(contract.parent_line)),
                        (_("Contract"), f"{words.name_of(line)} ({line.sku})"),
                        (_("Quantity still running"), str(line.kept)),
                        (_("Day"), date_long(clock.today())),
                    )
                ),
            ),
        )
