"""Money going back: computed, released, sent once, confirmed (machine 4.7)."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.accounts import members
from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import Conflict
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import queries
from app.payments.models import CommandKind, Refund, RefundState
from app.payments.services import attempts
from app.settings import queries as settings


class MoreThanPaid(Conflict):
    """No more can go back than was paid."""


class NeedsSecondPerson(Conflict):
    """Above the house's limit a second person must agree."""


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """A refund as computed by `law.refunds`; kuruş, civil days, inputs for the record."""

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


def open_refund(order: Order, draft: RefundDraft, release_now: bool) -> Refund:
    """Owe this money from now on; once per case and kind. Raises MoreThanPaid."""
    order = locked(order)
    known = queries.refund_for(draft.cause)
    if known is not None and known.kind == draft.kind:
        return known
    amount = draft.goods_minor + draft.delivery_minor
    if queries.refunded_so_far(order) + amount > order.total_minor:
        raise MoreThanPaid(_("No more can be paid back than was paid."))
    refund = Refund(
        number=ids.reference("P"),
        order_id=order.id,
        suborder_reference=draft.suborder_reference,
        supplier_id=draft.supplier_id,
        cause=draft.cause,
        kind=draft.kind,
        goods_minor=draft.goods_minor,
        delivery_minor=draft.delivery_minor,
        amount_minor=amount,
        notice_on=draft.notice_on,
        due_on=draft.due_on,
        release_on=draft.release_on,
        inputs=draft.inputs,
        opened_at=clock.now(),
    )
    db.session.add(refund)
    db.session.flush()
    evidence.record(
        order.reference,
        "refund_opened",
        {"refund": refund.number, "amount": amount, "due": draft.due_on.isoformat()},
        "SYS",
    )
    if release_now and not above_limit(refund):
        release(refund, None)
    return refund


def above_limit(refund: Refund) -> bool:
    """Whether this sum needs a second person (`refund_auto_limit`; 0 = always)."""
    limit = settings.number("refund_auto_limit")
    return limit == 0 or refund.amount_minor > limit


def release(refund: Refund, by: Member | None) -> None:
    """Let the money go: write the provider's command. `by` None: the system, below the limit.

    The second person's word is checked by the caller (accounts.services.approve_second).
    """
    order = locked(refund.order)
    db.session.refresh(refund)
    if refund.state not in {RefundState.COMPUTED, RefundState.FAILED}:
        return
    if by is None and above_limit(refund):
        raise NeedsSecondPerson(_("Above the limit a second person must release this."))
    attempt = queries.paid_attempt(order.id)
    if attempt is None:
        raise Conflict(_("No payment is on file from which this could go back."))
    refund.state = RefundState.RELEASED
    refund.released_at = clock.now()
    evidence.record(
        order.reference,
        "refund_released",
        {"refund": refund.number, "amount": refund.amount_minor},
        "ADM" if by else "SYS",
        str(by.id) if by else None,
    )
    attempts.command(attempt, CommandKind.REFUND, refund.amount_minor, refund)


def release_due() -> int:
    """Release what may wait no longer: day 12 after the notice (C-12; timer `refunds`)."""
    due = [r for r in queries.unreleased_by(clock.today()) if not above_limit(r)]
    for refund in due:
        release(refund, None)
    return len(due)


def release_by(refund: Refund, member: Member, reason: str) -> bool:
    """A member of staff releases; above the limit two words are needed. True when released."""
    if above_limit(refund) and not members.approve(
        "refund", refund.number, member, "finance", reason
    ):
        return False
    release(refund, member)
    return True
