"""The practice bank that comes with the shop: a separate origin, spoken to by JSON over HTTP."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

from app.payments.gateway import (
    Abilities,
    AlreadyPaid,
    Disputed,
    Fee,
    Movement,
    Notification,
    Proof,
    ProviderRefused,
    ProviderUnreachable,
    Request,
    Started,
    Status,
)

PATIENCE_SECONDS = 8
SIGNATURE_AGE_SECONDS = 300
MOST_WORDS = 2_000


class DemoGateway:
    """The client of `demo_provider`; its module docstring describes the API."""

    name = "demo"
    abilities = Abilities(
        authorises=True,
        captures_in_part=True,
        refunds_in_part=True,
        expires=True,
        disputes=True,
        tells_fees=True,
    )

    def __init__(self, url: str, secret: str) -> None:
        self.url = self.pages = url
        self.secret = secret

    def start(self, request: Request, key: str) -> Started:
        answer = self._post("/api/payments", vars_of(request), key)
        return Started(str(answer["id"]), str(answer["url"]))

    def status(self, ref: str) -> Status:
        answer = self._call("GET", f"/api/payments/{ref}", None, None)
        return Status(
            str(answer["state"]),
            _amount(answer, "amount_minor"),
            _amount(answer, "captured_minor"),
            _amount(answer, "refunded_minor"),
        )

    def capture(self, ref: str, amount_minor: int, key: str) -> None:
        self._post(f"/api/payments/{ref}/capture", {"amount_minor": amount_minor}, key)

    def void(self, ref: str, key: str) -> None:
        self._post(f"/api/payments/{ref}/void", {}, key)

    def expire(self, ref: str, key: str) -> None:
        self._post(f"/api/payments/{ref}/expire", {}, key)

    def refund(self, ref: str, amount_minor: int, key: str) -> str:
        answer = self._post(
            f"/api/payments/{ref}/refund", {"amount_minor": amount_minor, "key": key}, key
        )
        return str(answer["id"])

    def refund_state(self, ref: str, refund: str) -> str:
        made = self._call("GET", f"/api/payments/{ref}", None, None)["refunds"]
        states = {row["id"]: str(row["state"]) for row in made} if isinstance(made, list) else {}
        if refund not in states:
            raise ProviderRefused("no such refund")
        return states[refund]

    def dispute(self, dispute: str) -> Disputed:
        return _disputed(self._call("GET", f"/api/disputes/{dispute}", None, None))

    def disputes_since(self, moment: datetime) -> list[Disputed]:
        query = urlencode({"since": moment.isoformat()})
        found = self._call("GET", f"/api/disputes?{query}", None, None)["disputes"]
        return [_disputed(row) for row in found] if isinstance(found, list) else []

    def contest(self, dispute: str, proof: Proof, key: str) -> None:
        said = (proof.words, proof.goods, proof.carrier, proof.tracking, proof.sent_on)
        words = "\n".join(part for part in said if part)[:MOST_WORDS]
        self._post(f"/api/disputes/{dispute}/contest", {"words": words}, key)

    def concede(self, dispute: str, key: str) -> None:
        self._post(f"/api/disputes/{dispute}/concede", {}, key)

    def fees(self, ref: str) -> list[Fee]:
        found = self._call("GET", f"/api/payments/{ref}", None, None)["fees"]
        rows = found if isinstance(found, list) else []
        return [Fee(str(row["id"]), _amount(row, "amount_minor")) for row in rows]

    def movements(self, since: datetime) -> list[Movement]:
        """What the bank took for us, sent back and kept."""
        answer = self._call("GET", f"/api/movements?since={since.timestamp():.0f}", None, None)
        rows = answer["movements"]
        assert isinstance(rows, list)
        return [
            Movement(
                ref=str(row["id"]),
                kind=str(row["kind"]),
                about=str(row["about"]),
                amount_minor=_amount(row, "amount_minor"),
                fee_minor=0,
                at=datetime.fromisoformat(str(row["at"])),
            )
            for row in rows
        ]

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification:
        """Check `Demo-Signature: t=…,v1=…` over the raw body. Raises ProviderRefused."""
        parts = dict(
            part.split("=", 1)
            for part in headers.get("Demo-Signature", "").split(",")
            if "=" in part
        )
        stamp = parts.get("t", "")
        expected = hmac.new(
            self.secret.encode(), stamp.encode() + b"." + body, hashlib.sha256
        ).hexdigest()
        if not stamp.isdigit() or not hmac.compare_digest(expected, parts.get("v1", "")):
            raise ProviderRefused("not the provider's signature")
        if abs(time.time() - int(stamp)) > SIGNATURE_AGE_SECONDS:
            raise ProviderRefused("an old signature")
        said = json.loads(body)
        return Notification(
            str(said["event_id"]),
            str(said["type"]),
            str(said["payment_id"]),
            dispute=str(said.get("dispute_id") or ""),
        )

    def _post(self, path: str, body: Mapping[str, object], key: str) -> dict[str, object]:
        return self._call("POST", path, body, key)

    def _call(
        self, method: str, path: str, body: Mapping[str, object] | None, key: str | None
    ) -> dict[str, object]:
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        request = HttpRequest(  # noqa: S310 - the address is the operator's own setting
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers=headers,
            method=method,
        )
        try:
            with urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
                said: dict[str, object] = json.load(answer)
                return said
        except HTTPError as error:
            raise _meaning(error) from error
        except (URLError, TimeoutError, ConnectionError, ValueError) as error:
            raise ProviderUnreachable(type(error).__name__) from error


def vars_of(request: Request) -> dict[str, object]:
    """A request as the provider reads it."""
    return {name: getattr(request, name) for name in Request.__slots__}


def _amount(answer: Mapping[str, object], name: str) -> int:
    value = answer[name]
    if not isinstance(value, int):
        raise ProviderUnreachable(f"{name} is no amount")
    return value


def _disputed(answer: Mapping[str, object]) -> Disputed:
    return Disputed(
        ref=str(answer["id"]),
        payment=str(answer["payment_id"]),
        amount_minor=_amount(answer, "amount_minor"),
        reason=str(answer["reason"]),
        state=str(answer["state"]),
        taken_minor=_amount(answer, "taken_minor"),
        movements=_amount(answer, "movements"),
        answer_by=datetime.fromisoformat(str(answer["answer_by"])),
    )


def _meaning(error: HTTPError) -> Exception:
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ProviderUnreachable(str(error.code))
    try:
        reason = str(json.load(error).get("error", error.code))
    except ValueError:
        reason = str(error.code)
    return AlreadyPaid(reason) if reason == "already_paid" else ProviderRefused(reason)
