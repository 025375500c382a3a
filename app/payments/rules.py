"""What a provider's word means for an attempt, and when a failed command is tried again."""

from datetime import timedelta

from app.payments.models import AttemptState, CommandKind

MEANING = {
    "open": AttemptState.OPEN,
    "authorised": AttemptState.AUTHORISED,
    "captured": AttemptState.CAPTURED,
    "declined": AttemptState.DECLINED,
    "expired": AttemptState.EXPIRED,
    "voided": AttemptState.VOIDED,
}
ENDED = frozenset({AttemptState.DECLINED, AttemptState.EXPIRED, AttemptState.VOIDED})
PAID = frozenset({AttemptState.AUTHORISED, AttemptState.CAPTURED})
REFUND_PAUSES = (timedelta(hours=1), timedelta(hours=2), timedelta(hours=4))
SHORT_PAUSES = (timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=5))


def pause_after(kind: CommandKind, failures: int) -> timedelta:
    """How long until a failed command is tried again: refunds 1, 2, 4 h (machine 4.7)."""
    pauses = REFUND_PAUSES if kind is CommandKind.REFUND else SHORT_PAUSES
    return pauses[min(failures, len(pauses)) - 1]
