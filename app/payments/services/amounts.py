"""What goes back for pieces of a sub-order, and by which days (art. 12(1), C-12, C-24, C-30)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.law import refunds
from app.law.rule_sets import RULE_SETS, RuleSet
from app.orders.lines import fee_of_kept
from app.orders.models import Order, SubOrder
from app.payments import queries


@dataclass(frozen=True, slots=True)
class Days:
    """The last day the law leaves for a refund, and the day on which it leaves at the latest."""

    due_on: date
    release_on: date


def going_back(suborder: SubOrder, quantities: Mapping[int, int]) -> refunds.Amount:
    """What goes back for these pieces (line id to pieces); they have been moved already.

    Whatever stands on a line of its own (an extra, a warranty) counts when its line is among them.
    """
    return refunds.amount_of(
        [
            refunds.Portion(line.unit_price_minor, quantities[line.id], line.kept)
            for line in suborder.lines
            if line.id in quantities
        ],
        charged_delivery_minor=suborder.delivery_minor,
        fee_of_kept_minor=fee_of_kept(suborder),
        delivery_refunded_minor=queries.delivery_refunded_so_far(suborder.reference),
    )


def sheet(suborder: SubOrder, quantities: Mapping[int, int]) -> dict[str, object]:
    """The calculation as it is kept with the refund: every figure that went into it (kuruş)."""
    return {
        "lines": [
            {
                "sku": line.sku,
                "pieces": quantities[line.id],
                "each": line.unit_price_minor,
                "kept": line.kept,
            }
            for line in suborder.lines
            if line.id in quantities
        ],
        "delivery_charged": suborder.delivery_minor,
        "delivery_of_kept": fee_of_kept(suborder),
        "delivery_refunded_before": queries.delivery_refunded_so_far(suborder.reference),
    }


def days_for(
    order: Order,
    notice_on: date,
    way_back: refunds.WayBack | None = None,
    moved_on: date | None = None,
) -> Days:
    """The days of a refund under the terms that the contract keeps (C-30).

    `way_back` and `moved_on`: how and since when the goods are on their way back, once known.
    """
    legal_on = (
        None
        if way_back is None
        else refunds.legal_day(rule_set_of(order), notice_on, way_back, moved_on)
    )
    due_on = refunds.refund_due(
        notice_on,
        term(order, "refund_days", refunds.DAYS),
        legal_on=legal_on,
        refund_clock=str(order.terms.get("refund_clock", "notification")),
    )
    latest = term(order, "refund_latest_release_day", 12)
    return Days(due_on, refunds.release_day(notice_on, latest, due_on=due_on))


def rule_set_of(order: Order) -> RuleSet:
    """The text of the regulation that governs an order's contracts."""
    return RULE_SETS[order.rule_set]


def term(order: Order, key: str, otherwise: int) -> int:
    """A number among the terms of the contract."""
    value = order.terms.get(key, otherwise)
    return value if isinstance(value, int) else otherwise
