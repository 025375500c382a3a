"""What a provider's word means for an attempt, and what may follow what for a refund (4.7)."""

from datetime import timedelta

from app.payments.models import AttemptState, CommandKind, RefundState

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
SILENT_DAYS = 14
MAY_COME_BACK_DAYS = 30
COMMISSION_VAT_BP = 2000
WHOLE_BP = 10_000
TAXED_KINDS = frozenset({"legal_person", "taxpayer"})
ESCALATED = 12
STAGES = ((2, ESCALATED), (3, 11), (7, 7))

REFUND: dict[tuple[RefundState, str], RefundState] = {
    (RefundState.DUE, "compute"): RefundState.COMPUTED,
    (RefundState.DUE, "revoked"): RefundState.CANCELLED,
    (RefundState.COMPUTED, "revoked"): RefundState.CANCELLED,
    (RefundState.COMPUTED, "iban_unknown"): RefundState.IBAN_ASKED,
    (RefundState.IBAN_ASKED, "iban_given"): RefundState.COMPUTED,
    (RefundState.COMPUTED, "release"): RefundState.RELEASED,
    (RefundState.RELEASED, "called"): RefundState.SENT,
    (RefundState.FAILED, "called"): RefundState.SENT,
    (RefundState.SENT, "called"): RefundState.SENT,
    (RefundState.SENT, "refused"): RefundState.FAILED,
    (RefundState.SENT, "unheard"): RefundState.FAILED,
    (RefundState.SENT, "confirm"): RefundState.CONFIRMED,
    (RefundState.FAILED, "third_failure"): RefundState.OTHER_INSTRUMENT_ASKED,
    (RefundState.OTHER_INSTRUMENT_ASKED, "iban_given"): RefundState.RELEASED,
    (RefundState.IBAN_ASKED, "silent"): RefundState.UNCLAIMED,
    (RefundState.OTHER_INSTRUMENT_ASKED, "silent"): RefundState.UNCLAIMED,
    (RefundState.UNCLAIMED, "iban_given"): RefundState.COMPUTED,
    (RefundState.RELEASED, "put_in_file"): RefundState.IN_PAYMENT_FILE,
    (RefundState.IN_PAYMENT_FILE, "executed"): RefundState.CONFIRMED,
    (RefundState.IN_PAYMENT_FILE, "sent_back"): RefundState.OTHER_INSTRUMENT_ASKED,
    (RefundState.RELEASED, "executed"): RefundState.CONFIRMED,
    (RefundState.RELEASED, "sent_back"): RefundState.OTHER_INSTRUMENT_ASKED,
    (RefundState.CONFIRMED, "told"): RefundState.CLOSED,
    (RefundState.CONFIRMED, "came_back"): RefundState.OTHER_INSTRUMENT_ASKED,
    (RefundState.CLOSED, "came_back"): RefundState.OTHER_INSTRUMENT_ASKED,
    (RefundState.COMPUTED, "paid_by_scheme"): RefundState.CANCELLED,
    (RefundState.RELEASED, "paid_by_scheme"): RefundState.CANCELLED,
    (RefundState.FAILED, "paid_by_scheme"): RefundState.CANCELLED,
    (RefundState.IBAN_ASKED, "paid_by_scheme"): RefundState.CANCELLED,
    (RefundState.OTHER_INSTRUMENT_ASKED, "paid_by_scheme"): RefundState.CANCELLED,
    (RefundState.UNCLAIMED, "paid_by_scheme"): RefundState.CANCELLED,
}
OVER = frozenset({RefundState.CONFIRMED, RefundState.CLOSED, RefundState.CANCELLED})
AT_THE_BANK = frozenset({RefundState.RELEASED, RefundState.IN_PAYMENT_FILE})
ASKS_FOR_IBAN = frozenset(
    {RefundState.IBAN_ASKED, RefundState.OTHER_INSTRUMENT_ASKED, RefundState.UNCLAIMED}
)


def pause_after(kind: CommandKind, failures: int) -> timedelta:
    """How long until a failed command is tried again: refunds 1, 2, 4 h (machine 4.7)."""
    pauses = REFUND_PAUSES if kind is CommandKind.REFUND else SHORT_PAUSES
    return pauses[min(failures, len(pauses)) - 1]


def commission_of(weighed: int) -> int:
    """The commission on a sub-order's goods with their VAT, without delivery; half up (5.3).

    `weighed`: the sum of each line's kuruş times its basis points; it is rounded once.
    """
    return (2 * weighed + WHOLE_BP) // (2 * WHOLE_BP)


def commission_vat_of(commission_minor: int) -> int:
    """The VAT that comes on top of a commission: 20 %, half up."""
    return commission_of(commission_minor * COMMISSION_VAT_BP)


def withholding_of(net_minor: int, bp: int) -> int:
    """The tax kept back of goods sold at this price without VAT: kuruş, half up (section 8)."""
    return (2 * net_minor * bp + WHOLE_BP) // (2 * WHOLE_BP)


def reminder_stage(days_left: int) -> int | None:
    """Which reminder is due: day 7, 11 or 12, counted back from the last day = day 14 (DC-12.1)."""
    return next((stage for left, stage in STAGES if days_left <= left), None)
