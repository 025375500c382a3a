"""The block of art. 6(2), the notice and the button of art. 8(1), exactly as they are shown."""

from flask_babel import gettext as _

from app.contracts import kinds, words
from app.orders import lines
from app.orders.models import Order, OrderLine, SubOrder
from app.web.filters import money


def rows(order: Order) -> list[dict[str, object]]:
    """Per line: main qualities (a), price (d), withdrawal right (g), deposit (h)."""
    return [_row(suborder, line) for suborder in order.suborders for line in suborder.lines]


def _row(suborder: SubOrder, line: OrderLine) -> dict[str, object]:
    return {
        "sku": line.sku,
        "name": words.name_of(line),
        "label": words.label_of(line),
        "quantity": line.ordered,
        "seller": words.seller_name(suborder),
        "qualities": words.qualities_of(line),
        "amount_minor": line.unit_price_minor * line.ordered,
        "withdrawal": words.withdrawal_right(line, suborder),
        "exempt": line.wd_code != "none",
        "wish": line.personalisation,
        "deposit": words.deposit_of(line),
    }


def sums(order: Order) -> list[tuple[str, str]]:
    """The sums above the total, one a line."""
    extras = lines.extras_minor(order)
    rows = [(_("Goods"), money(order.goods_minor - extras))]
    if extras:
        rows.append((_("Extras"), money(extras)))
    free = _("Free")
    rows.append((_("Delivery"), money(order.delivery_minor) if order.delivery_minor else free))
    rows += [
        (str(suborder.seller["name"]), kinds.period_of(suborder))
        for suborder in order.suborders
        if any(line.deliveries > 1 for line in suborder.lines)
    ]
    if order.donation_minor:
        rows.append((_("Donation"), money(order.donation_minor)))
    return rows


def before_the_button(order: Order) -> dict[str, object]:
    """What stood right before the duty to pay arose, for the evidence (DC-6.2.a, DC-8.1)."""
    return {
        "block": rows(order),
        "notice": words.duty_to_pay(order.total_minor),
        "button": words.order_button(),
        "language": order.language,
    }
