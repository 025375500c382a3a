from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders.models import Order
from app.payments.models import (
    AttemptState,
    CommandKind,
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


def refund_by_number(number: str) -> Refund:
    """The refund with this number. Raises NotFound."""
    refund = db.session.scalar(select(Refund).where(Refund.number == number))
    if refund is None:
        raise NotFound
    return refund


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
    """What refunds of a sub-order have given back of its commission so far, in kuruş."""

    commission_minor: int
    commission_vat_minor: int


def shares_so_far(suborder_reference: str) -> Shares:
    """Commission and its VAT of a sub-order's refunds until now."""
    sums = (
        func.coalesce(func.sum(column), 0)
        for column in (
            RefundLine.commission_minor,
            RefundLine.commission_vat_minor,
        )
    )
    row = db.session.execute(
        select(*sums)
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(
            Refund.suborder_reference == suborder_reference,
            Refund.state != RefundState.CANCELLED,
        )
    ).one()
    return Shares(*(int(value) for value in row))


def goods_back(suborder_reference: str, borne_by: str | None = None) -> dict[int, int]:
    """The goods of a sub-order paid back until now: line id to kuruş.

    `borne_by`: only at this side's cost.
    """
    wanted = (
        select(RefundLine.order_line_id, func.sum(RefundLine.goods_minor))
        .join(Refund, Refund.id == RefundLine.refund_id)
        .where(
            Refund.suborder_reference == suborder_reference,
            Refund.state != RefundState.CANCELLED,
        )
        .group_by(RefundLine.order_line_id)
    )
    if borne_by is not None:
        wanted = wanted.where(RefundLine.bearer == borne_by)
    return {line: int(minor) for line, minor in db.session.execute(wanted)}
