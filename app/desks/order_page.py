"""The order page: one timeline per seller, documents, cases, money."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.contracts import queries as documents
from app.contracts import words
from app.kernel import clock
from app.orders import periods
from app.orders.models import (
    Order,
    OrderLine,
    Shipment,
    ShipmentState,
    SubOrder,
    SubOrderState,
)
from app.payments import pages as money_page
from app.payments import queries as payments
from app.returns import pages as returns
from app.returns import queries as cases
from app.web.filters import date_long, datetime_long
from app.web.language import NAMES

LOOK = {
    SubOrderState.NEW: ("sea", "clock"),
    SubOrderState.PREPARING: ("sea", "box"),
    SubOrderState.READY: ("amber", "pin"),
    SubOrderState.PARTLY_DISPATCHED: ("sea", "truck"),
    SubOrderState.DISPATCHED: ("sea", "truck"),
    SubOrderState.PARTLY_DELIVERED: ("sea", "truck"),
    SubOrderState.DELIVERED: ("kelp", "check"),
    SubOrderState.CANCELLED: ("coral", "x"),
    SubOrderState.IMPOSSIBLE: ("coral", "x"),
    SubOrderState.TERMINATED: ("coral", "x"),
    SubOrderState.COMING_BACK: ("amber", "back"),
    SubOrderState.RETURNED: ("kelp", "back"),
}


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as the page shows it."""

    line: OrderLine
    name: str
    label: str
    picture: str
    ground: str


@dataclass(frozen=True, slots=True)
class Part:
    """One seller's part of the order."""

    suborder: SubOrder
    name: str
    status: str
    tone: str
    icon: str
    timeline: list[dict[str, str]]
    lines: list[LineView]
    unconfirmed: list[Shipment]


def status_of(state: SubOrderState) -> tuple[str, str, str]:
    """A sub-order's state in words, with tone and icon."""
    said = {
        SubOrderState.NEW: _("Order placed"),
        SubOrderState.PREPARING: _("Being prepared"),
        SubOrderState.READY: _("Ready to be collected"),
        SubOrderState.PARTLY_DISPATCHED: _("Partly on its way"),
        SubOrderState.DISPATCHED: _("On its way"),
        SubOrderState.PARTLY_DELIVERED: _("Partly delivered"),
        SubOrderState.DELIVERED: _("Delivered"),
        SubOrderState.CANCELLED: _("Cancelled"),
        SubOrderState.IMPOSSIBLE: _("Cannot be delivered"),
        SubOrderState.TERMINATED: _("Ended by you"),
        SubOrderState.COMING_BACK: _("Going back to the maker"),
        SubOrderState.RETURNED: _("Back with the maker"),
    }[state]
    return (said, *LOOK[state])


def view_of(order: Order) -> dict[str, object]:
    """Everything the order page shows."""
    return {
        "order": order,
        "parts": [_part(suborder) for suborder in order.suborders],
        "last_day": _last_day(order),
        "may_withdraw": any(line.kept for s in order.suborders for line in s.lines),
        "documents": documents_of(order),
        "cases": [returns.view_of(case) for case in cases.cases_of_order(order.id)],
        "money": money_page.going_back(order),
        "refunded_minor": sum(
            refund.principal_minor
            for refund in payments.refunds_of(order.id)
            if refund.confirmed_at is not None
        ),
        "today": clock.today(),
    }


def documents_of(order: Order) -> list[tuple[str, str, str]]:
    """The papers of an order: what each is, its hash, its language."""
    return [
        (_kind(link.kind), link.sha256, NAMES[link.document.language])
        for link in documents.documents_of(order.reference)
    ]


def _last_day(order: Order) -> date | None:
    days = [periods.last_day(suborder) for suborder in order.suborders]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _kind(kind: str) -> str:
    return {
        "information": _("Information before the contract"),
        "contract": _("Contract"),
        "withdrawal_form": _("Withdrawal form"),
        "withdrawal_receipt": _("Receipt of your withdrawal"),
    }.get(kind, kind)


def _part(suborder: SubOrder) -> Part:
    status, tone, icon = status_of(suborder.state)
    return Part(
        suborder=suborder,
        name=str(suborder.seller["name"]),
        status=status,
        tone=tone,
        icon=icon,
        timeline=timeline_of(suborder),
        lines=[
            LineView(
                line,
                words.name_of(line),
                words.label_of(line),
                str(line.snapshot.get("picture") or ""),
                str(line.snapshot.get("ground") or "linen"),
            )
            for line in suborder.lines
        ],
        unconfirmed=[s for s in suborder.shipments if s.state is not ShipmentState.DELIVERED],
    )


def timeline_of(suborder: SubOrder) -> list[dict[str, str]]:
    """What has happened with a sub-order, what is happening, what is to come."""
    order = suborder.order
    entries = [_done(_("Order placed"), datetime_long(order.formed_at) if order.formed_at else "")]
    if suborder.state is SubOrderState.CANCELLED:
        day = date_long(suborder.ended_on) if suborder.ended_on else ""
        return [*entries, {"state": "here", "title": _("Cancelled"), "small": day}]
    if suborder.accepted_at:
        entries.append(_done(_("The maker prepares it"), datetime_long(suborder.accepted_at)))
    for shipment in suborder.shipments:
        small = " · ".join(
            filter(
                None,
                (
                    datetime_long(shipment.handed_over_at),
                    shipment.carrier,
                    shipment.tracking_number,
                ),
            )
        )
        entries.append(_done(_("Handed to the carrier"), small))
        if shipment.receipts:
            arrived = max(receipt.received_on for receipt in shipment.receipts)
            entries.append(_done(_("Received"), date_long(arrived)))
    if suborder.state is not SubOrderState.DELIVERED:
        waiting = suborder.state in {SubOrderState.NEW, SubOrderState.PREPARING}
        here = {
            "state": "here",
            "title": _("The maker prepares it") if waiting else _("On its way"),
            "small": "",
        }
        if suborder.state is SubOrderState.READY:
            here["title"] = _("Ready to be collected")
            here["small"] = _("Show this code: %(code)s", code=suborder.collection_code or "")
        promise = date_long(suborder.promised_by) if suborder.promised_by else ""
        entries += [
            here,
            {
                "state": "",
                "title": _("Delivery"),
                "small": _("promised by %(day)s", day=promise),
            },
        ]
    return entries


def _done(title: str, small: str) -> dict[str, str]:
    return {"state": "done", "title": title, "small": small}
