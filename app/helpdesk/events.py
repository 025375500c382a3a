from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordsRequested:
    """A proven shopper asks for the records of an order; the system may answer at once."""

    number: str


@dataclass(frozen=True, slots=True)
class RequestMeansWithdrawal:
    """Staff read a request as a withdrawal; its own time stays the time of the notice."""

    number: str
    by: str
