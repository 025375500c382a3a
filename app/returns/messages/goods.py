"""Goods on their way back, and the money for them."""

from flask_babel import gettext as _

from app.messaging.letters import Facts, Letter, Paragraph
from app.returns.messages.parts import goods_of, to_case, to_supplier_case
from app.returns.models import Case, GoodsReturn, GoodsReturnState, WayBack
from app.web.filters import date_long
from app.web.language import speaking


def approved(case: Case) -> Letter:
    """How the goods come back, or that they need not."""
    goods = case.goods
    assert goods is not None
    language = case.statement.language
    with speaking(language):
        subject = _("Your return %(number)s is approved", number=case.number)
        if goods.state is GoodsReturnState.APPROVED_WITHOUT_GOODS:
            return Letter(
                subject,
                (
                    goods_of(case, language),
                    Paragraph(_("You need not send anything back. Your money is on its way.")),
                ),
            )
        return Letter(
            subject,
            (
                goods_of(case, language),
                Facts(way_rows(case, goods)),
                Paragraph(_what_to_do(goods)),
                Paragraph(
                    _("Box, accessories and invoice are welcome; a missing one costs you no right.")
                ),
                to_case(case),
            ),
        )


def way_rows(case: Case, goods: GoodsReturn) -> tuple[tuple[str, str], ...]:
    """Number, carrier, code, address and last day, as far as they are known."""
    rows = [(_("Return number, to be written on the box"), case.number)]
    if goods.collect_on:
        rows.append((_("Collected from you on"), date_long(goods.collect_on)))
    if goods.carrier:
        rows.append((_("Carrier, free of charge"), goods.carrier))
    if goods.return_code:
        rows.append((_("Code for the carrier"), goods.return_code))
    if goods.return_address and goods.way is not WayBack.COLLECTION:
        rows.append((_("Address"), goods.return_address))
    if goods.send_back_by:
        rows.append((_("Hand it over by"), date_long(goods.send_back_by)))
    return tuple(rows)


def _what_to_do(goods: GoodsReturn) -> str:
    if goods.way is WayBack.COLLECTION:
        if goods.collect_on:
            return _("The seller fetches the goods from you, free of charge.")
        return _("We will collect the goods from you free of charge and write to you when.")
    if goods.way is WayBack.ANY_CARRIER:
        return _(
            "Send it with any carrier and show us the receipt on the page of the case: we pay it "
            "back to you. You do not lose anything by sending it later."
        )
    if goods.way is WayBack.LABEL:
        return _("The label to print is on the page of the case.")
    if not goods.return_code:
        return _("The code for the carrier follows within one business day.")
    return _("Another carrier is your choice, but then its price is yours too.")


def send_back(case: Case) -> Letter:
    """A friendly reminder; a later parcel costs no right (DC-13.1)."""
    goods = case.goods
    assert goods is not None
    with speaking(case.statement.language):
        return Letter(
            _("Please send it back: %(number)s", number=case.number),
            (
                goods_of(case, case.statement.language),
                Facts(way_rows(case, goods)),
                Paragraph(_("Your refund keeps its own day, whenever you send the goods.")),
                to_case(case),
            ),
        )


def arrived(case: Case) -> Letter:
    """The goods are back with the seller."""
    with speaking(case.statement.language):
        return Letter(
            _("Your return %(number)s has arrived", number=case.number),
            (
                goods_of(case, case.statement.language),
                Paragraph(_("The seller has them back. Your money follows at once.")),
            ),
        )


def never_sent(case: Case) -> Letter:
    """The seller hears that the buyer kept the goods although paid back."""
    language = case.suborder.supplier.language
    with speaking(language):
        return Letter(
            _("Return %(number)s: nothing was sent back", number=case.number),
            (
                goods_of(case, language),
                Paragraph(
                    _(
                        "The buyer has been paid back and has sent nothing for sixty days. The "
                        "case is closed here; what the goods are worth is your claim against the "
                        "buyer."
                    )
                ),
                to_supplier_case(case),
            ),
        )


def keep_asked(case: Case) -> Letter:
    """The buyer wants to keep the goods after all; the seller may agree."""
    language = case.suborder.supplier.language
    with speaking(language):
        return Letter(
            _("The buyer wants to keep the goods: %(number)s", number=case.number),
            (
                goods_of(case, language),
                Paragraph(_("If you agree, the contract stands as before and no money goes back.")),
                to_supplier_case(case),
            ),
        )


def revoked(case: Case) -> Letter:
    """Both agree: the contract stands."""
    with speaking(case.statement.language):
        return Letter(
            _("Your withdrawal %(number)s is taken back", number=case.number),
            (
                goods_of(case, case.statement.language),
                Paragraph(
                    _("You and the seller agree: you keep the goods and no money goes back.")
                ),
            ),
        )
