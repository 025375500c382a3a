"""The contract with one seller, and the withdrawal form that goes with it."""

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.contracts import information, kinds, words
from app.contracts.documents import Block, Document, Facts, Heading, Items, Paragraph, Table
from app.kernel import clock
from app.orders.models import Order, SubOrder
from app.settings import queries as settings
from app.web.filters import date_long, datetime_long, money
from app.web.language import speaking


def contract_for(suborder: SubOrder, language: str) -> Document:
    """The distance-sales contract of a sub-order: parties, subject, goods, terms (CT-1 to CT-3)."""
    order = suborder.order
    with speaking(language):
        formed = order.formed_at or clock.now()
        return Document(
            language,
            _("Distance sales contract %(reference)s", reference=suborder.reference),
            (
                Paragraph(
                    _(
                        "Concluded on %(moment)s (%(day)s), under the Regulation on Distance "
                        "Contracts and Law 6502, arts 48 and 84.",
                        moment=datetime_long(formed),
                        day=clock.day_of(formed).isoformat(),
                    )
                ),
                Heading(_("Parties")),
                Facts(_parties(suborder)),
                Heading(_("Subject")),
                Paragraph(
                    _(
                        "The seller delivers the goods below; the buyer has undertaken to pay "
                        "their price. The information confirmed before the order (document "
                        "%(hash)s) is part of this contract and changes only if both agree.",
                        hash=order.information_sha256,
                    )
                ),
                Heading(_("Goods")),
                _goods(suborder),
                Facts(_sums(suborder)),
                Heading(_("Delivery")),
                Paragraph(_delivery(suborder)),
                Heading(_("Withdrawal")),
                Paragraph(
                    _(
                        "The buyer may withdraw within %(days)s days of receiving the last good "
                        "of the order, without reason or penalty, on the page of the order, at "
                        "“%(label)s” or in any clear words.",
                        days=str(order.terms["withdrawal_days"]),
                        label=words.withdraw_link(),
                    )
                ),
                Items(
                    tuple(
                        f"{words.name_of(line)}: {words.withdrawal_right(line, suborder)}"
                        for line in suborder.lines
                    )
                ),
                *_ancillary(suborder),
                Heading(_("Disputes")),
                Paragraph(words.disputes(order)),
            ),
        )


def _parties(suborder: SubOrder) -> tuple[tuple[str, str], ...]:
    order = suborder.order
    made_by = words.producer(suborder)
    return (
        (_("Seller"), words.seller(suborder)),
        *(((_("Producer"), made_by),) if made_by else ()),
        (
            _("Buyer"),
            f"{order.name}, {order.street}, {order.district}/{order.province}, "
            f"{order.phone}, {order.email}",
        ),
        (
            _("Intermediary"),
            words.intermediary(order),
        ),
    )


def _goods(suborder: SubOrder) -> Table:
    return Table(
        (_("Good"), _("Main qualities"), _("Quantity"), _("Price"), _("Amount")),
        tuple(
            (
                f"{words.name_of(line)}, {words.label_of(line)}",
                words.qualities_of(line),
                str(line.ordered),
                money(line.unit_price_minor),
                money(line.unit_price_minor * line.ordered),
            )
            for line in suborder.lines
        ),
        (2, 3, 4),
    )


def _ancillary(suborder: SubOrder) -> tuple[Block, ...]:
    """Contracts of a third party that stand and fall with a good (art. 14)."""
    rows = tuple(
        _(
            "%(name)s is a contract of %(party)s, tied to “%(good)s”.",
            name=words.name_of(line),
            party=kinds.party_of(line),
            good=words.name_of(line.parent),
        )
        for line in suborder.lines
        if line.kind is ProductKind.WARRANTY and line.parent is not None
    )
    return (Heading(_("Tied contracts")), Items(rows)) if rows else ()


def _sums(suborder: SubOrder) -> tuple[tuple[str, str], ...]:
    goods = sum(line.unit_price_minor * line.ordered for line in suborder.lines)
    boxes = any(line.deliveries > 1 for line in suborder.lines)
    return (
        (_("Goods"), money(goods)),
        (_("Delivery"), money(suborder.delivery_minor) if suborder.delivery_minor else _("Free")),
        *(((_("Box"), kinds.period_of(suborder)),) if boxes else ()),
        (_("Total with all taxes"), money(goods + suborder.delivery_minor)),
    )


def _delivery(suborder: SubOrder) -> str:
    assert suborder.promised_by is not None
    assert suborder.latest_by is not None
    return _(
        "By %(method)s, at the latest on %(promised)s; in no case later than %(latest)s.",
        method=words.delivery_way(suborder),
        promised=date_long(suborder.promised_by),
        latest=date_long(suborder.latest_by),
    )


def amendment_of(suborder: SubOrder, number: str, change: str, language: str) -> Document:
    """A change of the contract as the seller proposes it (art. 5(2))."""
    with speaking(language):
        return Document(
            language,
            _("Proposed change of contract %(reference)s", reference=suborder.reference),
            (
                Paragraph(
                    _(
                        "%(seller)s proposes this change on %(moment)s (number %(number)s). It "
                        "becomes part of your contract only if you accept it expressly; if you "
                        "do not, your contract stays as it is. Your rights under the law stay "
                        "with you in either case.",
                        seller=str(suborder.seller["title"]),
                        moment=datetime_long(clock.now()),
                        number=number,
                    )
                ),
                Heading(_("What would change")),
                Paragraph(change),
            ),
        )


def withdrawal_information(suborder: SubOrder, language: str) -> Document:
    """What a buyer who was not duly told of the right to withdraw is told now (art. 10(2))."""
    with speaking(language):
        return Document(
            language,
            _("Your right to withdraw from contract %(reference)s", reference=suborder.reference),
            (
                Paragraph(
                    _(
                        "This information was due before your order. We give it to you on "
                        "%(moment)s; your time to withdraw does not end before fourteen days "
                        "from today have passed.",
                        moment=datetime_long(clock.now()),
                    )
                ),
                *information.withdrawal(suborder.order),
            ),
        )


def withdrawal_form(order: Order, language: str) -> Document:
    """The form that may be used to withdraw; any clear statement does as well (art. 11(2))."""
    blank = "…………………………"
    with speaking(language):
        return Document(
            language,
            _("Withdrawal form"),
            (
                Paragraph(
                    _("Fill in and send this back only if you wish to withdraw from the contract.")
                ),
                Facts(
                    (
                        (
                            _("To"),
                            f"{settings.text('operator.legal_name')}, "
                            f"{settings.text('operator.address')}, "
                            f"{settings.text('operator.email')}",
                        ),
                        (
                            _("I declare"),
                            _("that I withdraw from the sales contract of the goods below."),
                        ),
                        (_("Order"), order.reference),
                        (_("Date of order or of receipt"), blank),
                        (_("Goods"), blank),
                        (_("Name of the buyer"), blank),
                        (_("Address of the buyer"), blank),
                        (_("E-mail for the receipt"), blank),
                        (_("Date and signature (on paper only)"), blank),
                    )
                ),
                Paragraph(
                    _(
                        "You need not use this form: “%(label)s” on our site, or any clear "
                        "statement, is enough.",
                        label=words.withdraw_link(),
                    )
                ),
            ),
        )
