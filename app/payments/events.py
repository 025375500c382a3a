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
