"""A bank's virtual POS: takes the money at once, comes back by a cross-site POST, cannot be ended.

A stand-in that proves the gateway: its answers carry a hash, its calls no idempotency keys of the
protocol; it knows a repetition by our own number, which such a bank calls the transaction's.
"""

import hashlib
import hmac
from collections.abc import Mapping
from itertools import count
from urllib.parse import parse_qs, urlencode

from app.payments.gateway import (
    Abilities,
    AlreadyPaid,
    Notification,
    ProviderRefused,
    Request,
    Started,
    Status,
)
from app.payments.gateway.without import WithoutDisputes, WithoutFees


class VirtualPos(WithoutDisputes, WithoutFees):
    """The gateway and the bank behind it."""

    name = "vpos"
    pages = "https://vpos.example.org"
    abilities = Abilities(
        authorises=False, captures_in_part=False, refunds_in_part=True, expires=False
    )

    def __init__(self) -> None:
        self.store_key = b"only for tests"
        self.payments: dict[str, dict[str, int | str]] = {}
        self.known: dict[str, str] = {}
        self._number = count(1)

    def start(self, request: Request, key: str) -> Started:
        if key not in self.known:
            ref = self.known[key] = f"oid-{next(self._number)}"
            self.payments[ref] = {"state": "open", "amount": request.amount_minor, "refunded": 0}
        return Started(self.known[key], f"{self.pages}/3d/{self.known[key]}")

    def status(self, ref: str) -> Status:
        payment = self._of(ref)
        amount = int(payment["amount"])
        taken = amount if payment["state"] == "captured" else 0
        return Status(str(payment["state"]), amount, taken, int(payment["refunded"]))

    def capture(self, ref: str, amount_minor: int, key: str) -> None:
        raise ProviderRefused("taken at once")

    def void(self, ref: str, key: str) -> None:
        raise ProviderRefused("nothing is held")

    def expire(self, ref: str, key: str) -> None:
        if self._of(ref)["state"] == "captured":
            raise AlreadyPaid(ref)
        raise ProviderRefused("a page cannot be ended")

    def refund(self, ref: str, amount_minor: int, key: str) -> str:
        payment = self._of(ref)
        if key not in self.known:
            refunded = int(payment["refunded"]) + amount_minor
            if payment["state"] != "captured" or refunded > int(payment["amount"]):
                raise ProviderRefused("more than was taken")
            payment["refunded"] = refunded
            self.known[key] = f"iade-{next(self._number)}"
        return self.known[key]

    def refund_state(self, ref: str, refund: str) -> str:
        if refund not in self.known.values():
            raise ProviderRefused("unknown iade")
        return "succeeded"

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification:
        said = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if not hmac.compare_digest(self._hash(said["oid"], said["trx"]), said["hash"]):
            raise ProviderRefused("not the bank's hash")
        return Notification(said["trx"], "payment", said["oid"])

    def _hash(self, oid: str, transaction: str) -> str:
        return hmac.new(self.store_key, f"{oid}|{transaction}".encode(), hashlib.sha512).hexdigest()

    def _of(self, ref: str) -> dict[str, int | str]:
        if ref not in self.payments:
            raise ProviderRefused("unknown oid")
        return self.payments[ref]

    def pay(self, ref: str) -> None:
        """The shopper passes 3-D Secure; the money is taken."""
        self.payments[ref]["state"] = "captured"

    def word(self, ref: str, transaction: str) -> bytes:
        """What the bank posts, by the shopper's browser and by itself."""
        fields = {"oid": ref, "trx": transaction, "hash": self._hash(ref, transaction)}
        return urlencode(fields).encode()
