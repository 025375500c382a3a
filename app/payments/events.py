from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefundConfirmed:
    """The provider says that the money is on its way back."""

    refund_number: str
    cause: str
