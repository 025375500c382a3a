from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders.models import Order
from app.payments.models import (
    AttemptState,
    CommandKind,
    Dispute,
    DisputeShare,
    DisputeState,
    PaymentAttempt,
    PaymentCommand,
    Refund,
    RefundLine,
    RefundState,
)

PRINCIPAL = Refund.goods_minor + Refund.delivery_minor


def attempt_by_token(token: str) -> PaymentAttempt:
    """The attempt whose return address this is. Raises NotFound."""
    attempt = db.session.scalar(
        select(PaymentAttempt).where(PaymentAttempt.return_hash == ids.token_hash(token))
    )
    if attempt is None:
        raise NotFound
    return attempt


def attempt_by_ref(provider: str, ref: str) -> PaymentAttempt | None:
    """The attempt that the provider calls so."""
    return db.session.scalar(
        select(PaymentAttempt).where(
            PaymentAttempt.provider == provider, PaymentAttempt.provider_ref == ref
        )
    )


def attempts_of(order_id: int) -> list[PaymentAttempt]:
    """Every attempt to pay an order, in order."""
    return list(
        db.session.scalars(
            select(PaymentAttempt)
            .where(PaymentAttempt.order_id == order_id)
            .order_by(PaymentAttempt.number)
        )
    )


def paid_attempt(order_id: int) -> PaymentAttempt | None:
    """The attempt whose money we hold."""
    return db.session.scalar(
        select(PaymentAttempt)
        .where(
            PaymentAttempt.order_id == order_id,
            PaymentAttempt.state.in_([AttemptState.AUTHORISED, AttemptState.CAPTURED]),
        )
        .order_by(PaymentAttempt.number)
        .limit(1)
    )


def paid_attempts(order_id: int) -> list[PaymentAttempt]:
    """The payments that an order stands on, in order; one that came too late is none of them."""
    came_too_late = select(Refund.attempt_id).where(
        Refund.order_id == order_id, Refund.kind == "late_money"
    )
    return list(
        db.session.scalars(
            select(PaymentAttempt)
            .where(
                PaymentAttempt.order_id == order_id,
                PaymentAttempt.state.in_([AttemptState.AUTHORISED, AttemptState.CAPTURED]),
                PaymentAttempt.id.not_in(came_too_late),
            )
            .order_by(PaymentAttempt.number)
        )
    )


def start_command(attempt_id: int) -> PaymentCommand:
    """The command that opens an attempt at the provider."""
    return db.session.scalars(
        select(PaymentCommand).where(
            PaymentCommand.attempt_id == attempt_id, PaymentCommand.kind == CommandKind.START
        )
    ).one()


def open_commands_of(refund_id: int) -> list[PaymentCommand]:
    """What we still want of the provider for a refund."""
    return list(
        db.session.scalars(
            select(PaymentCommand).where(
                PaymentCommand.refund_id == refund_id, PaymentCommand.done_at.is_(None)
            )
        )
    )


def open_attempts(older_than: timedelta) -> list[PaymentAttempt]:
    """Attempts of which we have heard nothing for a while."""
    before = clock.now() - older_than
    return list(
        db.session.scalars(
            select(PaymentAttempt).where(
                PaymentAttempt.state == AttemptState.OPEN,
                PaymentAttempt.started_at < before,
                func.coalesce(PaymentAttempt.checked_at, PaymentAttempt.started_at) < before,
            )
        )
    )


def fees_due() -> list[PaymentAttempt]:
    """Payments whose provider is to be asked what it kept for its work."""
    return list(
        db.session.scalars(
            select(PaymentAttempt)
            .where(PaymentAttempt.fees_due_at <= clock.now())
            .order_by(PaymentAttempt.fees_due_at)
            .limit(200)
        )
    )


def refund_by_number(number: str) -> Refund:
    """The refund with this number. Raises NotFound."""
    refund = db.session.scalar(select(Refund).where(Refund.number == number))
    if refund is None:
        raise NotFound
    return refund


def refund_by_ref(provider: str, ref: str) -> Refund | None:
    """The refund that the provider calls so."""
    return db.session.scalar(
        select(Refund)
        .join(PaymentAttempt, PaymentAttempt.id == Refund.attempt_id)
        .where(PaymentAttempt.provider == provider, Refund.provider_ref == ref)
    )


def sent_by_card(since: datetime) -> list[Refund]:
    """Confirmed refunds that a provider sent since then, and that may still come back."""
    return list(
        db.session.scalars(
            select(Refund)
            .where(
                Refund.confirmed_at >= since,
                Refund.instrument.startswith("card"),
                Refund.provider_ref.is_not(None),
            )
            .order_by(Refund.id)
        )
    )


def refund_commands_of(attempt_id: int) -> list[PaymentCommand]:
    """Refunds of a payment that the provider has not confirmed."""
    return list(
        db.session.scalars(
            select(PaymentCommand).where(
                PaymentCommand.attempt_id == attempt_id,
                PaymentCommand.kind == CommandKind.REFUND,
                PaymentCommand.done_at.is_(None),
            )
        )
    )


def refunds_for(cause: str, kind: str) -> list[Refund]:
    """The refunds of a case and kind: one for each instrument."""
    return list(
        db.session.scalars(
            select(Refund).where(Refund.cause == cause, Refund.kind == kind).order_by(Refund.id)
        )
    )


def refund_for(cause: str, kind: str) -> Refund | None:
    """The refund of a case and kind to the first instrument, if it has one."""
    return next(iter(refunds_for(cause, kind)), None)


def refunds_of_case(cause: str) -> list[Refund]:
    """Whatever goes back for a case, of every kind, to every instrument."""
    return list(db.session.scalars(select(Refund).where(Refund.cause == cause).order_by(Refund.id)))


def refunds_of(order_id: int) -> list[Refund]:
    """Every refund of an order."""
    return list(
        db.session.scalars(select(Refund).where(Refund.order_id == order_id).order_by(Refund.id))
    )


def refunded_so_far(order: Order) -> int:
    """Kuruş already promised back of what was paid for an order, without what came on top."""
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(PRINCIPAL), 0)).where(
                Refund.order_id == order.id,
                Refund.kind != "late_money",
                Refund.state != RefundState.CANCELLED,
            )
        )
        or 0
    )


def refunded_of_attempt(attempt_id: int) -> int:
    """Kuruş already promised back of one payment."""
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(PRINCIPAL), 0)).where(
                Refund.attempt_id == attempt_id, Refund.state != RefundState.CANCELLED
            )
        )
        or 0
    )


def delivery_refunded_so_far(suborder_reference: str) -> int:
    """Kuruş of a sub-order's delivery fee already promised back (C-24)."""
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(Refund.delivery_minor), 0)).where(
                Refund.suborder_reference == suborder_reference,
                Refund.state != RefundState.CANCELLED,
            )
        )
        or 0
    )


def unreleased_by(day: date) -> list[Refund]:
    """Computed refunds whose day of release has come (C-12)."""
    return list(
        db.session.scalars(
            select(Refund).where(Refund.state == RefundState.COMPUTED, Refund.release_on <= day)
        )
    )


@dataclass(frozen=True, slots=True)
class Shares:
    """What refunds and lost disputes have given back of a commission so far, in kuruş."""

    commission_minor: int
    commission_vat_minor: int


def shares_so_far(suborder_reference: str) -> Shares:
    """Commission and its VAT of a sub-order's refunds and lost disputes until now."""
    refunded = db.session.execute(
        select(*_sums(RefundLine))
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(
            Refund.suborder_reference == suborder_reference,
            Refund.state != RefundState.CANCELLED,
        )
    ).one()
    disputed = db.session.execute(
        select(*_sums(DisputeShare)).where(DisputeShare.suborder_reference == suborder_reference)
    ).one()
    return Shares(*(int(one) + int(other) for one, other in zip(refunded, disputed, strict=True)))


def _sums(table: type[RefundLine] | type[DisputeShare]) -> Iterator[ColumnElement[int]]:
    for column in (table.commission_minor, table.commission_vat_minor):
        yield func.coalesce(func.sum(column), 0)


def goods_back(suborder_reference: str, borne_by: str | None = None) -> dict[int, int]:
    """The goods of a sub-order paid back until now, by us or a card scheme: line id to kuruş.

    `borne_by`: only at this side's cost.
    """
    refunded = (
        select(RefundLine.order_line_id, RefundLine.goods_minor, RefundLine.bearer)
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(
            Refund.suborder_reference == suborder_reference,
            Refund.state != RefundState.CANCELLED,
        )
    )
    disputed = select(
        DisputeShare.order_line_id, DisputeShare.amount_minor, DisputeShare.bearer
    ).where(
        DisputeShare.suborder_reference == suborder_reference,
        DisputeShare.order_line_id.is_not(None),
    )
    back: dict[int, int] = {}
    for rows in (refunded, disputed):
        for line, minor, bearer in db.session.execute(rows):
            if line is not None and borne_by in {None, bearer}:
                back[line] = back.get(line, 0) + int(minor)
    return back


def taken_by_disputes(attempt_id: int) -> int:
    """Kuruş that a card scheme has taken back of one payment and keeps now."""
    return int(
        db.session.scalar(
            select(func.coalesce(func.sum(Dispute.taken_minor), 0)).where(
                Dispute.attempt_id == attempt_id
            )
        )
        or 0
    )


def under_dispute(order_reference: str) -> bool:
    """Whether a card dispute about this order is open, or lost and nobody bears it yet."""
    over = (DisputeState.WON, DisputeState.BORNE)
    return bool(
        db.session.scalar(
            select(func.count(Dispute.id))
            .join(Order, Order.id == Dispute.order_id)
            .where(Order.reference == order_reference, Dispute.state.not_in(over))
        )
    )
