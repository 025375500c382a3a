"""A refund begins: split over the instruments of payment, written down, computed (4.7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Conflict
from app.kernel.money import allocate
from app.law import refunds as law
from app.orders.models import Order
from app.payments import bank_queries, queries, unpaid_queries
from app.payments.models import PaymentAttempt, Refund
from app.payments.services import asking, bearing
from app.payments.services.machine import move

TRANSFER = "transfer"


class MoreThanPaid(Conflict):
    """No more can go back than was paid."""


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """A refund as computed by `law.refunds`; kuruş, civil days, inputs for the record.

    `quantities`: line id to pieces, for the shares of each line; `cost_minor`: what the person
    laid out (kind `return_cost`); `attempt`: the one payment that goes back (kind `late_money`);
    `against_objection`: paid back without the goods although the supplier objected (5.3).
    """

    suborder_reference: str
    supplier_id: int
    cause: str
    kind: str
    goods_minor: int
    delivery_minor: int
    notice_on: date
    due_on: date
    release_on: date
    inputs: dict[str, object]
    interest_minor: int = 0
    cost_minor: int = 0
    quantities: Mapping[int, int] = field(default_factory=dict)
    attempt: PaymentAttempt | None = None
    against_objection: bool = False

    @property
    def principal_minor(self) -> int:
        """What had been paid."""
        return self.goods_minor + self.delivery_minor


def open_parts(order: Order, draft: RefundDraft) -> list[Refund]:
    """Owe this money on a locked order: a refund for each instrument. Raises MoreThanPaid.

    What was paid goes back to the payments it came from; what is added on top, to a bank account.
    """
    opened = [_open_part(order, draft, part) for part in _parts(order, draft)]
    for place, refund in enumerate(opened):
        bearing.freeze(refund, draft.quantities if place == 0 else {}, draft.against_objection)
        evidence.record(
            order.reference,
            "refund_opened",
            {
                "refund": refund.number,
                "kind": refund.kind,
                "amount": refund.amount_minor,
                "due": refund.due_on.isoformat(),
            },
            "SYS",
        )
        _compute(refund)
    return opened


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to one instrument, in kuruş."""

    instrument: str
    attempt: PaymentAttempt | None
    goods_minor: int = 0
    delivery_minor: int = 0
    interest_minor: int = 0
    cost_minor: int = 0

    @property
    def amount_minor(self) -> int:
        """All of it."""
        return self.goods_minor + self.delivery_minor + self.interest_minor + self.cost_minor


def _parts(order: Order, draft: RefundDraft) -> list[Part]:
    """The instruments and what goes to each (art. 12(2))."""
    parts = _paid_parts(order, draft) if draft.principal_minor else []
    if draft.interest_minor or draft.cost_minor:
        if parts and parts[-1].instrument == TRANSFER:
            whole = replace(
                parts[-1], interest_minor=draft.interest_minor, cost_minor=draft.cost_minor
            )
            return [*parts[:-1], whole]
        on_top = Part(
            TRANSFER, None, interest_minor=draft.interest_minor, cost_minor=draft.cost_minor
        )
        parts.append(on_top)
    return parts


def _paid_parts(order: Order, draft: RefundDraft) -> list[Part]:
    paid = [draft.attempt] if draft.attempt else queries.paid_attempts(order.id)
    paid = paid or unpaid_queries.refused_of(order.id)[-1:]  # nobody is asked for an account
    back = [queries.refunded_of_attempt(attempt.id) for attempt in paid]
    whole = draft.attempt.captured_minor if draft.attempt else order.total_minor
    so_far = sum(back) if draft.attempt else queries.refunded_so_far(order)
    if so_far + draft.principal_minor > whole:
        raise MoreThanPaid(_("No more can be paid back than was paid."))
    if not paid:
        return [Part(TRANSFER, None, draft.goods_minor, draft.delivery_minor)]
    try:
        shares = law.by_instrument(
            draft.principal_minor, [attempt.amount_minor for attempt in paid], back
        )
    except law.MoreThanPaid as error:
        raise MoreThanPaid(_("No more can be paid back than was paid.")) from error
    fees = allocate(draft.delivery_minor, shares)
    return [
        Part(_instrument_of(attempt), attempt, share - fee, fee)
        for attempt, share, fee in zip(paid, shares, fees, strict=True)
        if share
    ]


def _instrument_of(attempt: PaymentAttempt) -> str:
    return TRANSFER if attempt.provider == TRANSFER else f"card:{attempt.number}"


def _open_part(order: Order, draft: RefundDraft, part: Part) -> Refund:
    refund = Refund(
        number=ids.reference("P"),
        order_id=order.id,
        suborder_reference=draft.suborder_reference,
        supplier_id=draft.supplier_id,
        cause=draft.cause,
        kind=draft.kind,
        instrument=part.instrument,
        attempt_id=part.attempt.id if part.attempt else None,
        goods_minor=part.goods_minor,
        delivery_minor=part.delivery_minor,
        interest_minor=part.interest_minor,
        cost_minor=part.cost_minor,
        amount_minor=part.amount_minor,
        notice_on=draft.notice_on,
        due_on=draft.due_on,
        release_on=draft.release_on,
        inputs=draft.inputs,
        opened_at=clock.now(),
    )
    if refund.by_transfer and part.attempt:
        refund.iban_cipher, refund.holder = bank_queries.payer_of(part.attempt)
    db.session.add(refund)
    db.session.flush()
    return refund


def _compute(refund: Refund) -> None:
    """The sum stands; without an account to pay to, the person is asked for one."""
    move(refund, "compute")
    if refund.by_transfer and refund.iban_cipher is None:
        move(refund, "iban_unknown")
        asking.ask(refund)
