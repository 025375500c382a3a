"""What is said by e-mail when goods do not come as promised."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from flask_babel import gettext as _

from app.messaging.letters import Action, Facts, Items, Letter, Number, Paragraph
from app.orders.models import Ending, OrderLine, Setback, SetbackKind, SubOrder
from app.web.filters import date_long, datetime_long
from app.web.language import said, speaking
from app.web.links import external


class _Row(Protocol):
    quantity: int
    line: OrderLine


def goods_of(rows: Iterable[_Row]) -> tuple[str, ...]:
    """The pieces concerned, in the language being spoken."""
    return tuple(f"{row.quantity} × {_name(row.line)}" for row in rows)


def _name(line: OrderLine) -> str:
    names = line.snapshot["name"]
    assert isinstance(names, dict)
    return said(names)


def terminated(ending: Ending, token: str) -> Letter:
    """The shopper ended the contract for non-delivery: number, content, day and time."""
    suborder = ending.suborder
    order = suborder.order
    with speaking(order.language):
        return Letter(
            _("You have ended the contract for non-delivery: %(number)s", number=ending.number),
            (
                Paragraph(
                    _(
                        "Your notice about order %(reference)s reached us on %(moment)s. "
                        "%(seller)s has been told at the same moment.",
                        reference=order.reference,
                        moment=datetime_long(ending.ended_at, seconds=True),
                        seller=str(suborder.seller["name"]),
                    )
                ),
                Number(_("Your number"), ending.number),
                Items(goods_of(ending.lines)),
                Paragraph(
                    _(
                        "You get back all you paid for these goods, with the delivery fee as far "
                        "as it falls with them and with statutory interest from the day you paid, "
                        "within 14 days."
                    )
                ),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def terminated_for_supplier(ending: Ending) -> Letter:
    """The seller hears of the termination in the same transaction (AM-12A.2)."""
    suborder = ending.suborder
    with speaking(suborder.supplier.language):
        return Letter(
            _("The buyer has ended order %(reference)s", reference=suborder.reference),
            (
                Paragraph(
                    _("The promised day has passed without delivery. Do not send these goods:")
                ),
                Items(goods_of(ending.lines)),
                _see_suborder(suborder),
            ),
        )


def impossible(ending: Ending, token: str) -> Letter:
    """The seller cannot deliver: told on a durable medium at once (art. 16(4))."""
    suborder = ending.suborder
    order = suborder.order
    with speaking(order.language):
        rows = [(_("Cause"), cause_said(ending.code or ""))]
        if ending.words:
            rows.append((_("The seller writes"), ending.words))
        return Letter(
            _("%(seller)s cannot deliver your goods", seller=str(suborder.seller["name"])),
            (
                Paragraph(
                    _(
                        "Delivery of these goods of order %(reference)s has become impossible:",
                        reference=order.reference,
                    )
                ),
                Items(goods_of(ending.lines)),
                Facts(tuple(rows)),
                Number(_("Your number"), ending.number),
                Paragraph(_("Everything you paid for them goes back to you within 14 days.")),
                Action(
                    _("See your order"), external("orders.open_link", order.language, token=token)
                ),
            ),
        )


def cause_said(code: str) -> str:
    """A cause of impossibility in words."""
    return {
        "destroyed": _("The goods were destroyed"),
        "seized": _("The goods were seized by an authority"),
        "banned": _("Selling or sending them has been forbidden"),
        "harvest_lost": _("The harvest or the catch was lost"),
        "maker_unable": _("The only maker can no longer make them"),
        "other": _("Another cause that nobody can remove"),
    }.get(code, code)


def setback_told(setback: Setback, token: str) -> Letter:
    """Something went wrong, and the shopper chooses what happens now."""
    suborder = setback.suborder
    order = suborder.order
    with speaking(order.language):
        rows: list[tuple[str, str]] = []
        if setback.new_day:
            rows.append((_("New day of delivery"), date_long(setback.new_day)))
        if setback.words:
            rows.append((_("The seller writes"), setback.words))
        facts = [Facts(tuple(rows))] if rows else []
        return Letter(
            _("Your word is needed: order %(reference)s", reference=order.reference),
            (
                Paragraph(what_happened(setback)),
                Items(goods_of(setback.lines)),
                *facts,
                Paragraph(what_silence_means(setback)),
                Action(
                    _("Choose what happens now"),
                    external("orders.open_link", order.language, token=token),
                ),
            ),
        )


def setback_said(kind: SetbackKind) -> str:
    """A setback in a few words, for seller and staff."""
    return {
        SetbackKind.LOST: _("Lost on the way"),
        SetbackKind.DAMAGED: _("Damaged on the way"),
        SetbackKind.UNCOLLECTED: _("Not collected"),
        SetbackKind.STOCK_OUT: _("Sold out"),
        SetbackKind.CANCELLATION: _("Asked to cancel"),
    }[kind]


def what_happened(setback: Setback) -> str:
    """The setback in a sentence for the shopper."""
    return {
        SetbackKind.LOST: _("The carrier has lost your parcel. The risk is the seller's."),
        SetbackKind.DAMAGED: _("Your parcel was damaged on its way. The risk is the seller's."),
        SetbackKind.UNCOLLECTED: _("Your goods were not collected and go back to the seller."),
        SetbackKind.STOCK_OUT: _(
            "The seller cannot send these goods in time. The duty to deliver remains; "
            "you decide how it goes on."
        ),
        SetbackKind.CANCELLATION: _(
            "The seller asks you to agree that these pieces are cancelled and paid back. "
            "You need not agree."
        ),
    }[setback.kind]


def what_silence_means(setback: Setback) -> str:
    """What follows when the shopper says nothing."""
    if setback.answer_by:
        return _(
            "Without a word from you by %(day)s, your money goes back to you.",
            day=date_long(setback.answer_by),
        )
    return _("If you say nothing, your contract stays as it is.")


def why_said_at_desks(ending: Ending) -> str:
    """Why pieces need not be sent, for seller and staff."""
    if ending.cause == "termination":
        return _("The buyer ended the contract for non-delivery")
    return why_said(ending)


def why_said(ending: Ending) -> str:
    """Why pieces will never come, for the shopper."""
    if ending.cause == "impossibility":
        return cause_said(ending.code or "")
    return {
        "termination": _("You ended the contract for non-delivery"),
        "lost": _("Lost on the way"),
        "damaged": _("Damaged on the way"),
        "uncollected": _("Not collected"),
        "stock_out": _("Sold out"),
    }.get(ending.cause, _("Cancelled"))


def choice_for_supplier(setback: Setback) -> Letter:
    """The seller hears what the shopper chose."""
    suborder = setback.suborder
    with speaking(suborder.supplier.language):
        return Letter(
            _("The buyer has chosen: order %(reference)s", reference=suborder.reference),
            (
                Paragraph(choice_said(setback.choice or "")),
                Items(goods_of(setback.lines)),
                _see_suborder(suborder),
            ),
        )


def choice_said(choice: str) -> str:
    """A choice in words."""
    return {
        "resend": _("Send the goods again"),
        "refund": _("Money back"),
        "wait": _("Wait for the new day"),
        "substitute": _("Take the substitute"),
        "end": _("Do without these goods, money back"),
        "agree": _("Agreed: cancelled and paid back"),
        "keep": _("Not agreed: the goods stay ordered"),
        "arrived": _("The goods arrived after all"),
        "found": _("The parcel was found again"),
        "turned": _("The parcel comes back"),
        "withdrawn": _("The goods were given up"),
    }.get(choice, choice)


def running_late(suborder: SubOrder, promised: date, sentence: str) -> Letter:
    """The promised day comes near or has passed (alerts of art. 16)."""
    with speaking(suborder.supplier.language):
        return Letter(
            _("Order %(reference)s is not delivered yet", reference=suborder.reference),
            (
                Paragraph(sentence),
                Facts(((_("Promised by"), date_long(promised)),)),
                _see_suborder(suborder),
            ),
        )


def turn_back(suborder: SubOrder, parcel: str) -> Letter:
    """Goods under way are no longer owed: the carrier should bring them back."""
    with speaking(suborder.supplier.language):
        return Letter(
            _("Ask the carrier to turn a parcel back"),
            (
                Paragraph(_("The buyer no longer takes the goods of this parcel.")),
                Facts(((_("Parcel number"), parcel),)),
                _see_suborder(suborder),
            ),
        )


def _see_suborder(suborder: SubOrder) -> Action:
    return Action(
        _("See the order"),
        external("supplier_orders.show", suborder.supplier.language, reference=suborder.reference),
    )
