"""The information that comes before the contract: the thirteen items of art. 5(1)."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.contracts import kinds, words
from app.contracts.documents import Block, Document, Facts, Heading, Items, Paragraph, Table
from app.kernel import clock
from app.law import delivery
from app.law import information as law
from app.orders import lines, promises
from app.orders.models import Order, OrderLine
from app.settings import queries as settings
from app.web.filters import date_long, datetime_long, money
from app.web.language import speaking


def information_for(order: Order, language: str) -> Document:
    """The pre-contract information of an order as it stands now, in one language (DC-5.1)."""
    with speaking(language):
        blocks: list[Block] = [
            Paragraph(
                _(
                    "Prepared for you on %(moment)s, order %(reference)s. You have not paid "
                    "anything yet. A contract is made with each seller.",
                    moment=datetime_long(order.created_at),
                    reference=order.reference,
                )
            ),
            *_goods(order),
            *_parties(order),
            *_price(order),
            *_performance(order),
            *withdrawal(order),
            *_rest(order),
        ]
        return Document(language, _("Information before the contract"), tuple(blocks))


def provided(order: Order, document: Document) -> dict[str, bool]:
    """Which items of art. 5(1) this order's document really tells, from live data."""
    told = {
        item
        for block in document.blocks
        if isinstance(block, Heading)
        for item in block.item.split()
    }
    every = lines.lines_of(order)
    sellers = [suborder.seller for suborder in order.suborders]
    has = {item: item in told for item in law.ITEMS}
    has["a"] = has["a"] and all(words.qualities_of(line) for line in every)
    has["b"] = has["b"] and all(seller.get("title") for seller in sellers)
    has["c"] = has["c"] and all(s.get("address") and s.get("phone") for s in sellers)
    digital = [line for line in every if line.kind is ProductKind.DIGITAL]
    has["i1"] = has["i1"] and all(kinds.spoken(line, "protection") for line in digital)
    has["i2"] = has["i2"] and all(kinds.spoken(line, "compatibility") for line in digital)
    return has


def _goods(order: Order) -> list[Block]:
    rows = tuple(
        (
            f"{words.name_of(line)}, {words.label_of(line)}",
            words.seller_name(suborder),
            words.qualities_of(line),
            str(line.ordered),
            money(line.unit_price_minor * line.ordered),
        )
        for suborder in order.suborders
        for line in suborder.lines
    )
    return [
        Heading(_("What you buy"), item="a"),
        Table(
            (_("Good"), _("Seller"), _("Main qualities"), _("Quantity"), _("Price with all taxes")),
            rows,
            (3, 4),
        ),
    ]


def _parties(order: Order) -> list[Block]:
    rows: list[tuple[str, str]] = []
    for suborder in order.suborders:
        rows.append((_("Seller %(number)s", number=suborder.position), words.seller(suborder)))
        if made_by := words.producer(suborder):
            rows.append((_("Producer"), made_by))
    rows.append((_("Intermediary acting for the sellers"), words.intermediary(order)))
    complaints = settings.text("operator.complaints") or _(
        "the contact of the seller and of the intermediary above"
    )
    return [
        Heading(_("Sellers and intermediary: names and addresses"), item="b c"),
        Facts(tuple(rows)),
        Heading(_("Where to complain"), item="c2"),
        Paragraph(_("Complaints: %(contact)s.", contact=complaints)),
    ]


def _price(order: Order) -> list[Block]:
    rows = [(_("Goods"), money(order.goods_minor - lines.extras_minor(order)))]
    rows += [
        (
            _("%(extra)s, ticked by you", extra=words.name_of(line)),
            money(line.unit_price_minor * line.ordered),
        )
        for line in lines.lines_of(order)
        if line.parent is not None
    ]
    rows += [
        (
            _("Delivery from %(seller)s", seller=str(suborder.seller["name"])),
            money(suborder.delivery_minor) if suborder.delivery_minor else _("Free"),
        )
        for suborder in order.suborders
        if suborder.delivery_kind != "none"
    ]
    rows += [
        (
            _("Box from %(seller)s", seller=str(suborder.seller["name"])),
            kinds.period_of(suborder),
        )
        for suborder in order.suborders
        if any(line.deliveries > 1 for line in suborder.lines)
    ]
    if order.donation_minor:
        rows.append(
            (
                _("Donation of your own will, without VAT; no right to withdraw"),
                money(order.donation_minor),
            )
        )
    rows.append((_("Total with all taxes"), money(order.total_minor)))
    return [
        Heading(_("Total price and all costs"), item="d"),
        Facts(tuple(rows)),
        Paragraph(_("No further cost can come up later.")),
        Heading(_("Cost of communication"), item="e"),
        Paragraph(_("None above the ordinary tariff.")),
    ]


def _performance(order: Order) -> list[Block]:
    today = clock.today()
    rows = tuple(
        (
            str(suborder.seller["name"]),
            _(
                "%(method)s, at the latest on %(day)s",
                method=words.delivery_way(suborder),
                day=date_long(promises.promised_by(suborder, today)),
            ),
        )
        for suborder in order.suborders
    )
    return [
        Heading(_("Payment, delivery and complaints"), item="f"),
        Paragraph(words.how_to_pay(order)),
        Paragraph(
            _(
                "Delivery to: %(name)s, %(street)s, %(district)s/%(province)s.",
                name=order.name,
                street=order.street,
                district=order.district,
                province=order.province,
            )
        ),
        Facts(rows),
        Paragraph(
            _(
                "No delivery may come later than %(day)s; from the day after the promised day you "
                "may end the contract and get everything back with statutory interest. Until you "
                "hold the goods, loss and damage are the seller's. Tell us of anything broken, "
                "missing or wrong on the page of your order: you have two years for that.",
                day=date_long(delivery.latest_by(today)),
            )
        ),
    ]


def withdrawal(order: Order) -> list[Block]:
    """Items g and ğ: conditions, period, procedure, carriers; and where the right is lost."""
    carriers = tuple(
        f"{suborder.seller['name']}: "
        + (
            _(
                "%(carrier)s, free of charge, to %(address)s",
                carrier=str(suborder.seller["return_carrier"]),
                address=str(suborder.seller["return_address"]),
            )
            if suborder.seller.get("return_carrier")
            else _("we collect the goods from you free of charge")
        )
        for suborder in order.suborders
    )
    lost = tuple(
        f"{words.name_of(line)}: {words.withdrawal_right(line, suborder)}"
        for suborder in order.suborders
        for line in suborder.lines
        if line.wd_code != "none"
    )
    return [
        Heading(_("Your right to withdraw"), item="g"),
        Paragraph(
            _(
                "You may withdraw within %(days)s days without giving a reason and without any "
                "penalty. The period begins when the last good of the order has reached you or "
                "the person you named; you may also withdraw before delivery.",
                days=str(order.terms["withdrawal_days"]),
            )
        ),
        Paragraph(
            _(
                "It is enough to say so before the period ends: with the function "
                "“%(label)s” on the page of your order and at the foot of every page, with the "
                "form you receive, or in any clear words. You get a receipt and a return number "
                "at once.",
                label=words.withdraw_link(),
            )
        ),
        Paragraph(
            _(
                "Everything you paid, delivery included, goes back to the means you paid with "
                "within 14 days of your notice. Hand the goods over within %(days)s days, "
                "counted on by the time our approval takes; ordinary use to try them costs you "
                "nothing.",
                days=str(order.terms.get("send_back_days", 14)),
            )
        ),
        *_beginnings(order),
        Items(carriers),
        Heading(_("Goods without this right, or with a condition"), item="g2"),
        Items(lost) if lost else Paragraph(_("None in this order.")),
    ]


def _beginnings(order: Order) -> list[Block]:
    """When the period begins for boxes and for what does not travel (art. 9)."""
    found = tuple(filter(None, (kinds.begins(line) for line in lines.lines_of(order))))
    return [Items(found)] if found else []


def _digital(order: Order, say: Callable[[OrderLine], str]) -> Block:
    rows = tuple(
        f"{words.name_of(line)}: {say(line)}"
        for line in lines.lines_of(order)
        if line.kind is ProductKind.DIGITAL
    )
    return Items(rows) if rows else Paragraph(_("None of these goods is digital content."))


def _rest(order: Order) -> list[Block]:
    deposits = tuple(
        f"{words.name_of(line)}: {words.deposit_of(line)}"
        for suborder in order.suborders
        for line in suborder.lines
        if line.snapshot.get("deposit_minor")
    )
    return [
        Heading(_("Deposits and guarantees"), item="h"),
        Items(deposits) if deposits else Paragraph(_("No deposit is asked.")),
        Heading(_("Technical protection of digital content"), item="i1"),
        _digital(order, kinds.protection_of),
        Heading(_("Compatibility of digital content"), item="i2"),
        _digital(order, kinds.compatibility_of),
        Heading(_("Disputes"), item="j"),
        Paragraph(words.disputes(order)),
    ]
