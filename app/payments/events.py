from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaymentOpened:
    """A provider waits for the money of this order."""

    reference: str
    provider: str


@dataclass(frozen=True, slots=True)
class RefundConfirmed:
    """The provider says that the money is on its way back."""

    refund_number: str
    cause: str


@dataclass(frozen=True, slots=True)
class CaptureRefused:
    """The provider will not take the money of a formed order, and has not taken it."""

    attempt_id: int
    why: str


@dataclass(frozen=True, slots=True)
class PaidAfterAll:
    """The money of an order whose first payment was refused is there."""

    reference: str
