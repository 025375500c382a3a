"""The operator's own account: what came in, and what goes out in files (machines 4.3, 4.7)."""

from sqlalchemy import or_, select

from app.extensions import db
from app.kernel.errors import NotFound
from app.payments.models import (
    IncomingState,
    IncomingTransfer,
    PaymentAttempt,
    PaymentFile,
    Refund,
    RefundState,
)


def open_incoming() -> list[IncomingTransfer]:
    """Lines of statements that wait for a person, the oldest first."""
    return list(
        db.session.scalars(
            select(IncomingTransfer)
            .where(IncomingTransfer.state == IncomingState.OPEN)
            .order_by(IncomingTransfer.value_on, IncomingTransfer.id)
        )
    )


def incoming_by_mark(mark: str) -> IncomingTransfer:
    """The line with this mark."""
    return db.session.scalars(select(IncomingTransfer).where(IncomingTransfer.mark == mark)).one()


def ready_for_file() -> list[Refund]:
    """Released transfers that no file holds yet, the nearest last day first."""
    return list(
        db.session.scalars(
            select(Refund)
            .where(Refund.state == RefundState.RELEASED, Refund.instrument.startswith("transfer"))
            .order_by(Refund.due_on, Refund.id)
        )
    )


def payment_files() -> list[PaymentFile]:
    """The newest hundred files for the bank."""
    return list(db.session.scalars(select(PaymentFile).order_by(PaymentFile.id.desc()).limit(100)))


def payment_file(number: str) -> PaymentFile:
    """The file with this number. Raises NotFound."""
    found = db.session.scalar(select(PaymentFile).where(PaymentFile.number == number))
    if found is None:
        raise NotFound
    return found


def booked_for(attempt_id: int) -> list[IncomingTransfer]:
    """What has come in by transfer for this attempt, in order."""
    return list(
        db.session.scalars(
            select(IncomingTransfer)
            .where(
                IncomingTransfer.attempt_id == attempt_id,
                IncomingTransfer.state == IncomingState.BOOKED,
            )
            .order_by(IncomingTransfer.value_on, IncomingTransfer.id)
        )
    )


def payer_of(attempt: PaymentAttempt) -> tuple[str | None, str | None]:
    """The account and name the money came from, where the bank told us: it goes back there."""
    for incoming in db.session.scalars(
        select(IncomingTransfer)
        .where(
            or_(
                IncomingTransfer.attempt_id == attempt.id,
                IncomingTransfer.back_attempt_id == attempt.id,
            ),
            IncomingTransfer.iban_cipher.is_not(None),
        )
        .order_by(IncomingTransfer.id)
    ):
        return incoming.iban_cipher, incoming.payer
    return None, None
