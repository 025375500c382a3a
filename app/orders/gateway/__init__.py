"""What carriers say of parcels, by whichever way it comes: form, report, adapter, practice."""

from dataclasses import dataclass
from datetime import datetime

KINDS = (
    "handed_over",
    "in_transit",
    "at_branch",
    "delivered",
    "refused_at_door",
    "coming_back",
    "returned",
    "damaged",
    "lost",
    "found",
)
TO_WHOM = ("shopper", "named", "other")


class NotReadable(ValueError):
    """This is no word of a carrier; the message is a sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class CarrierWord:
    """One thing that happened to a parcel.

    `to_whom`, of a delivery: the shopper, whom the shopper named, or somebody (a neighbour, a
    locker, a branch) whom nobody named. `report` is the number of a report of damage or refusal;
    `file` the name of a kept proof.
    """

    kind: str
    at: datetime
    to_whom: str = "shopper"
    proof: str | None = None
    reason: str | None = None
    report: str | None = None
    file: str | None = None
