from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawalReceived:
    """A statement has its number; whatever it concerns, the clocks run from its time."""

    statement_number: str


@dataclass(frozen=True, slots=True)
class ReturnApproved:
    """Goods may come back, or need not."""

    withdrawal_number: str


@dataclass(frozen=True, slots=True)
class GoodsArrived:
    """What came back is with the seller."""

    withdrawal_number: str
