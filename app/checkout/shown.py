"""The block of art. 6(2), the notice and the button of art. 8(1), exactly as they are shown."""

from app.contracts import words
from app.orders.models import Order, OrderLine, SubOrder


def rows(order: Order) -> list[dict[str, object]]:
    """Per line: main qualities (a), price (d), withdrawal right (g), deposit (h)."""
    return [_row(suborder, line) for suborder in order.suborders for line in suborder.lines]


def _row(suborder: SubOrder, line: OrderLine) -> dict[str, object]:
    return {
        "sku": line.sku,
        "name": words.name_of(line),
        "label": words.label_of(line),
        "quantity": line.ordered,
        "seller": str(suborder.seller["name"]),
        "qualities": words.qualities_of(line),
        "amount_minor": line.unit_price_minor * line.ordered,
        "withdrawal": words.withdrawal_right(line, suborder),
        "exempt": line.wd_code != "none",
        "deposit": words.deposit_of(line),
    }


def before_the_button(order: Order) -> dict[str, object]:
    """What stood right before the duty to pay arose, for the evidence (DC-6.2.a, DC-8.1)."""
    return {
        "block": rows(order),
        "notice": words.duty_to_pay(order.total_minor),
        "button": words.order_button(),
        "language": order.language,
    }
