"""What the shop asks of any payment provider, and which one is active (rule 7).

Everything here leaves the process: never call it while a write transaction is open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from flask import current_app


class ProviderUnreachable(Exception):
    """No answer, or not one we understand: it may or may not have been done. Ask again."""


class ProviderRefused(Exception):
    """The provider understood and will not do it; asking again changes nothing."""


class AlreadyPaid(ProviderRefused):
    """It cannot be ended: the money is there."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a provider can do; the shop asks before it relies on it."""

    authorises: bool
    captures_in_part: bool
    refunds_in_part: bool
    expires: bool
    disputes: bool = False
    tells_fees: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A payment to be made: kuruş, currency, where to come back, where to be told."""

    reference: str
    amount_minor: int
    currency: str
    description: str
    return_url: str
    notify_url: str
    language: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Started:
    """The provider's own number and the page on which the shopper pays."""

    ref: str
    url: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a payment stands: open, authorised, captured, voided, declined or expired."""

    state: str
    amount_minor: int
    captured_minor: int
    refunded_minor: int


@dataclass(frozen=True, slots=True)
class Notification:
    """A verified word of the provider: which event, about which payment, dispute or refund.

    `dispute` and `refund` are the provider's numbers of what the event is about, if it is.
    """

    event_id: str
    kind: str
    ref: str
    dispute: str = ""
    refund: str = ""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute as it stands: needs_answer, under_review, won or lost; kuruş.

    `payment` is the provider's number of the payment. `taken_minor` is what it keeps from us now;
    `movements` counts how often money has moved for it, so that an older word is known as such.
    """

    ref: str
    payment: str
    amount_minor: int
    reason: str
    state: str
    taken_minor: int
    movements: int
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Fee:
    """What a provider kept for its work, by its own number; kuruş, below 0 given back."""

    ref: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What we say against a dispute: our words, the goods, how and when they were sent."""

    words: str
    goods: str
    carrier: str
    tracking: str
    sent_on: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that moved on our balance at a provider, as the provider says; kuruş, signed.

    `kind`: payment, refund, dispute, fee, payout or other. `about`: the order's reference for a
    payment or dispute, the provider's number of a refund or payout. `fee_minor` was taken off at
    once. `pending`: a payout that has left but not arrived at the bank.
    """

    ref: str
    kind: str
    about: str
    amount_minor: int
    fee_minor: int
    at: datetime
    pending: bool = False


@runtime_checkable
class ListsMovements(Protocol):
    """A provider that says what moved on our balance; not every one does."""

    def movements(self, since: datetime) -> list[Movement]: ...


class Gateway(Protocol):
    """One provider. `key` makes each call happen once however often it is made.

    `pages` is the origin of the pages on which the shopper pays. `refund_state` is pending,
    succeeded, or failed: a refund that had succeeded may still come back from the buyer's bank.
    `fees` are those of a payment, its refunds and disputes, as far as they are known by now.
    """

    name: str
    abilities: Abilities
    pages: str

    def start(self, request: Request, key: str) -> Started: ...

    def status(self, ref: str) -> Status: ...

    def capture(self, ref: str, amount_minor: int, key: str) -> None: ...

    def void(self, ref: str, key: str) -> None: ...

    def expire(self, ref: str, key: str) -> None: ...

    def refund(self, ref: str, amount_minor: int, key: str) -> str: ...

    def refund_state(self, ref: str, refund: str) -> str: ...

    def dispute(self, dispute: str) -> Disputed: ...

    def disputes_since(self, moment: datetime) -> list[Disputed]: ...

    def contest(self, dispute: str, proof: Proof, key: str) -> None: ...

    def concede(self, dispute: str, key: str) -> None: ...

    def fees(self, ref: str) -> list[Fee]: ...

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification: ...


def active() -> Gateway:
    """The provider that takes new payments; tests put another into `extensions`."""
    gateway: Gateway = current_app.extensions["gateway"]
    return gateway


def for_order(means: str) -> Gateway:
    """Who takes the payment of an order with these means."""
    return named("transfer") if means == "transfer" else active()


def named(name: str) -> Gateway:
    """The provider that took an earlier payment. Raises ProviderRefused for one not set up."""
    if active().name == name:
        return active()
    others: Mapping[str, Gateway] = current_app.extensions["gateways"]
    if name not in others:
        raise ProviderRefused(f"no provider named {name}")
    return others[name]


def that_list_movements() -> dict[str, ListsMovements]:
    """Every provider set up that says what moved, by its name."""
    others: Mapping[str, Gateway] = current_app.extensions["gateways"]
    every = {**others, active().name: active()}
    return {name: found for name, found in every.items() if isinstance(found, ListsMovements)}
