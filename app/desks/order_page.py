"""The order page: one timeline per seller, documents, cases, money."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.contracts import queries as documents
from app.contracts import words
from app.contracts.models import AmendmentState
from app.contracts.services import amendments
from app.conversations import queries as conversations
from app.conversations.queries import Talk
from app.desks import performed, timeline
from app.invoices import queries as invoices
from app.invoices.models import InvoiceDocument
from app.kernel import clock
from app.orders import periods, rules
from app.orders.messages import troubles
from app.orders.models import Order, OrderLine, Setback, Shipment, ShipmentState, SubOrder
from app.orders.services import collection, endings, setbacks
from app.orders.words import status_of
from app.payments import pages as money_page
from app.payments import queries as payments
from app.returns import queries as cases
from app.returns.pages import cases as returns
from app.web.filters import weekdays
from app.web.language import NAMES, said


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as the page shows it."""

    line: OrderLine
    name: str
    label: str
    picture: str
    ground: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something on which the shopper has the word: what happened and what may be chosen."""

    setback: Setback
    sentence: str
    silence: str
    choices: list[tuple[str, str]]


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
    next_step: str
    questions: list[Question]
    may_terminate: bool
    may_name_receiver: bool
    code: str
    hours: str
    talk: Talk
    invoices: list[InvoiceDocument]


def view_of(order: Order) -> dict[str, object]:
    """Everything the order page shows."""
    return {
        "order": order,
        "performed": performed.rows_of(order),
        "parts": _parts(order),
        "last_day": _last_day(order),
        "may_withdraw": any(line.kept for s in order.suborders for line in s.lines),
        "documents": documents_of(order),
        "proposals": [
            proposal
            for proposal in amendments.of_order(order)
            if proposal.state is AmendmentState.PROPOSED
        ],
        "cases": [returns.view_of(case, for_buyer=True) for case in cases.cases_of_order(order.id)],
        "pay_token": money_page.pay_again_token(order),
        "money": money_page.going_back(order),
        "refunded_minor": sum(
            refund.principal_minor
            for refund in payments.refunds_of(order.id)
            if refund.confirmed_at is not None
        ),
        "today": clock.today(),
    }


def documents_of(order: Order) -> list[tuple[str, str, str]]:
    """The papers of an order: what each is (a contract: with whom), its hash, its language."""
    sellers = documents.sellers_of_contracts(order.id)
    return [
        (
            _("Contract with %(seller)s", seller=sellers[link.sha256])
            if link.sha256 in sellers
            else _kind(link.kind),
            link.sha256,
            NAMES[link.document.language],
        )
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
        "amendment": _("Change of the contract"),
        "withdrawal_information": _("Your right to withdraw"),
        "withdrawal_receipt": _("Receipt of your withdrawal"),
    }.get(kind, kind)


def _parts(order: Order) -> list[Part]:
    current = invoices.current_of(order)
    return [_part(suborder, current[suborder.id]) for suborder in order.suborders]


def _part(suborder: SubOrder, documents: list[InvoiceDocument]) -> Part:
    status, tone, icon = status_of(suborder.state)
    return Part(
        suborder=suborder,
        name=str(suborder.seller["name"]),
        status=status,
        tone=tone,
        icon=icon,
        timeline=timeline.of(suborder),
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
        unconfirmed=[s for s in suborder.shipments if s.ended_at is None and _may_arrive(s)],
        next_step=timeline.next_step(suborder),
        questions=[_question(s) for s in suborder.setbacks if s.choice is None],
        may_terminate=endings.may_terminate(suborder),
        code=collection.code_of(suborder),
        hours=_hours(suborder),
        may_name_receiver=suborder.delivery_kind not in {"collection", "none"}
        and suborder.state in {*rules.WAITING, *rules.ON_THE_WAY},
        talk=conversations.talk_of(suborder),
        invoices=documents,
    )


def _hours(suborder: SubOrder) -> str:
    """When the collection point is open, as it was said at the order."""
    hours, days = suborder.delivery.get("hours"), suborder.delivery.get("weekdays")
    facts = [said(hours) if isinstance(hours, dict) else ""]
    facts.append(weekdays(days) if isinstance(days, list) else "")
    return " · ".join(filter(None, facts))


def _may_arrive(parcel: Shipment) -> bool:
    return parcel.state in {*rules.MOVING, ShipmentState.LOST}


def _question(setback: Setback) -> Question:
    return Question(
        setback=setback,
        sentence=troubles.what_happened(setback),
        silence=troubles.what_silence_means(setback),
        choices=[(c, troubles.choice_said(c)) for c in setbacks.choices_of(setback)],
    )
