"""A provider in this process: does what a test tells it, remembers what it was asked."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from itertools import count

from app.kernel import clock
from app.payments.gateway import (
    Abilities,
    AlreadyPaid,
    Fee,
    Movement,
    Notification,
    ProviderRefused,
    ProviderUnreachable,
    Request,
    Started,
    Status,
)
from app.payments.gateway.without import WithoutDisputes


class Bank(WithoutDisputes):
    """Payments by number; every call is idempotent by its key, as at a real provider."""

    name = "demo"
    pages = "http://127.0.0.1:8001"
    abilities = Abilities(True, True, True, True)

    def __init__(self) -> None:
        self.payments: dict[str, dict[str, object]] = {}
        self.requests: dict[str, Request] = {}
        self.calls: list[str] = []
        self.answers: dict[str, object] = {}
        self.unreachable: set[str] = set()
        self.forgets_answer: set[str] = set()
        self.closed_cards: set[str] = set()
        self.came_back: set[str] = set()
        self.kept: dict[str, list[Fee]] = {}
        self.moved: list[Movement] = []
        self._lock = threading.Lock()
        self._number = count(1)

    def _once(self, verb: str, key: str, work):  # type: ignore[no-untyped-def]
        with self._lock:
            self.calls.append(verb)
            if verb in self.unreachable:
                raise ProviderUnreachable(verb)
            if key not in self.answers:
                self.answers[key] = work()
            if verb in self.forgets_answer:
                raise ProviderUnreachable("done, but nobody heard")
            return self.answers[key]

    def start(self, request: Request, key: str) -> Started:
        def work() -> Started:
            ref = f"pay_{next(self._number)}"
            self.payments[ref] = {
                "state": "open",
                "amount": request.amount_minor,
                "captured": 0,
                "refunded": 0,
            }
            self.requests[ref] = request
            return Started(ref, f"http://127.0.0.1:8001/pay/{ref}")

        return self._once("start", key, work)

    def status(self, ref: str) -> Status:
        self.calls.append("status")
        if "status" in self.unreachable:
            raise ProviderUnreachable("status")
        if ref not in self.payments:
            raise ProviderRefused("unknown")
        p = self.payments[ref]
        return Status(str(p["state"]), int(p["amount"]), int(p["captured"]), int(p["refunded"]))  # type: ignore[call-overload]

    def capture(self, ref: str, amount_minor: int, key: str) -> None:
        def work() -> None:
            if self.payments[ref]["state"] != "authorised":
                raise ProviderRefused("not authorised")
            self.payments[ref] |= {"state": "captured", "captured": amount_minor}
            self.note("payment", self.requests[ref].reference, amount_minor)

        self._once("capture", key, work)

    def void(self, ref: str, key: str) -> None:
        self._once("void", key, lambda: self.payments[ref].update(state="voided"))

    def expire(self, ref: str, key: str) -> None:
        def work() -> None:
            if self.payments[ref]["state"] in {"authorised", "captured"}:
                raise AlreadyPaid("already_paid")
            self.payments[ref]["state"] = "expired"

        self._once("expire", key, work)

    def refund(self, ref: str, amount_minor: int, key: str) -> str:
        def work() -> str:
            p = self.payments[ref]
            if ref in self.closed_cards:
                raise ProviderRefused("the card is closed")
            if int(p["refunded"]) + amount_minor > int(p["captured"]):  # type: ignore[call-overload]
                raise ProviderRefused("more than was captured")
            p["refunded"] = int(p["refunded"]) + amount_minor  # type: ignore[call-overload]
            self.note("refund", f"ref_{key}", -amount_minor)
            return f"ref_{key}"

        return str(self._once("refund", key, work))

    def refund_state(self, ref: str, refund: str) -> str:
        if refund not in self.answers.values():
            raise ProviderRefused("unknown")
        return "failed" if refund in self.came_back else "succeeded"

    def fees(self, ref: str) -> list[Fee]:
        return self.kept.get(ref, [])

    def note(
        self, kind: str, about: str, amount_minor: int, fee_minor: int = 0, pending: bool = False
    ) -> None:
        """Money moves on the shop's balance here."""
        number = f"mov_{len(self.moved) + 1}"
        self.moved.append(
            Movement(number, kind, about, amount_minor, fee_minor, clock.now(), pending)
        )

    def movements(self, since: datetime) -> list[Movement]:
        self.calls.append("movements")
        if "movements" in self.unreachable:
            raise ProviderUnreachable("movements")
        return [movement for movement in self.moved if movement.at >= since]

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification:
        if headers.get("Demo-Signature") != "right":
            raise ProviderRefused("not the provider's signature")
        said = json.loads(body)
        return Notification(said["event_id"], said["type"], said["payment_id"])

    def approve(self, ref: str = "pay_1") -> None:
        """The shopper pays on the provider's page."""
        self.payments[ref]["state"] = "authorised"

    def decline(self, ref: str = "pay_1") -> None:
        """The card is refused."""
        self.payments[ref]["state"] = "declined"
