from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementReceived:
    """A statement has its number; whatever it concerns, the clocks run from its time."""

    statement_number: str


@dataclass(frozen=True, slots=True)
class ReturnApproved:
    """Goods may come back, or need not."""

    case_number: str


@dataclass(frozen=True, slots=True)
class GoodsArrived:
    """What came back is with the seller."""

    case_number: str


@dataclass(frozen=True, slots=True)
class DamageClaimAccepted:
    """The shopper agreed in writing, or an authority decided: so much is owed to the seller."""

    case_number: str
    sum_minor: int
