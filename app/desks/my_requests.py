"""Everything a shopper has asked of us, in one list: withdrawals, complaints, refunds, records."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from app.helpdesk import pages as requests
from app.helpdesk import queries
from app.orders.models import Order
from app.payments import queries as payments
from app.returns import queries as cases
from app.returns.pages import cases as returns


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked, where it stands, and its own page."""

    number: str
    kind: str
    order: str
    moment: datetime
    status: str
    tone: str
    text: str
    url: str


def of_order(order: Order) -> list[Item]:
    """What was asked about an order, newest first."""
    return _sorted([*_withdrawals(order), *_terminations(order), *_requests(order)])


def of_orders(orders: list[Order]) -> list[Item]:
    """What was asked about any of these orders, newest first."""
    return _sorted([item for order in orders for item in of_order(order)])


def _withdrawals(order: Order) -> list[Item]:
    items = []
    for case in cases.cases_of_order(order.id):
        view = returns.view_of(case, for_buyer=True)
        items.append(
            Item(
                number=case.number,
                kind=view.kind,
                order=order.reference,
                moment=case.statement.received_at,
                status=view.status,
                tone=view.tone,
                text="; ".join(view.goods),
                url=url_for("returns.show", number=case.statement.number),
            )
        )
    return items


def _terminations(order: Order) -> list[Item]:
    """What the shopper ended because it did not come (art. 16(2))."""
    return [
        Item(
            number=ending.number,
            kind=_("Contract ended for non-delivery"),
            order=order.reference,
            moment=ending.ended_at,
            status=_paid(ending.number),
            tone="kelp",
            text=str(suborder.seller["name"]),
            url=url_for("order_ends.ended", reference=order.reference, number=ending.number),
        )
        for suborder in order.suborders
        for ending in suborder.endings
        if ending.cause == "termination"
    ]


def _paid(number: str) -> str:
    refund = payments.refund_for(number, "termination")
    return _("Paid back") if refund is not None and refund.confirmed_at else _("Money on its way")


def _requests(order: Order) -> list[Item]:
    return [
        Item(
            number=request.number,
            kind=view.kind,
            order=order.reference,
            moment=request.received_at,
            status=view.status,
            tone=view.tone,
            text=view.outcome,
            url=url_for("requests.show", number=request.number),
        )
        for request in queries.of_order(order.id)
        for view in (requests.view_of(request),)
    ]


def _sorted(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.moment, reverse=True)
