"""What the double knows: sessions, payments, refunds, and what it was asked by which key."""

import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import stripe
from stripe._webhook import WebhookSignature

from tests.stripe_double import disputes, fees
from tests.stripe_double.balance import Balance
from tests.stripe_double.refusal import Answer, Refusal
from tests.stripe_double.schema import Invalid, check, params, unform

LEAST_SECONDS, MOST_SECONDS = 30 * 60, 24 * 60 * 60


class Books:
    """One account in test mode. `now` is its clock, in seconds."""

    def __init__(self, key: str = "sk_test_double", secret: str = "whsec_double") -> None:
        self.key, self.secret = key, secret
        self.sessions: dict[str, dict[str, Any]] = {}
        self.intents: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.disputes: dict[str, dict[str, Any]] = {}
        self.seen: dict[str, tuple[str, Answer]] = {}
        self.calls: list[str] = []
        self.refunds_begin = "succeeded"
        self.tells_fees = True
        self.address = "http://127.0.0.1"
        self.now: Callable[[], float] = time.time
        self.balance = Balance(lambda: self.now())
        self._number = count(1)

    def ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        """One request and its answer; the same key and parameters give the same answer again."""
        self.calls.append(f"{method} {path}")
        if headers.get("Authorization") != f"Bearer {self.key}":
            return Refusal("invalid_api_key", 401).answer
        idempotency = headers.get("Idempotency-Key")
        if method == "GET" or not idempotency:
            return self._answer(method, path, body)
        asked = f"{path} {body}"
        if idempotency in self.seen:
            before, answer = self.seen[idempotency]
            if before != asked:
                return Refusal("idempotency_key_in_use", 400, "idempotency_error").answer
            return answer
        answer = self._answer(method, path, body)
        self.seen[idempotency] = asked, answer
        return answer

    def _answer(self, method: str, path: str, body: str) -> Answer:
        try:
            match [method, *path.removeprefix("/v1/").split("/")]:
                case ["POST", "checkout", "sessions"]:
                    return 200, self._open(self._read("SessionCreateParams", body))
                case ["GET", "checkout", "sessions"]:
                    return 200, self._sessions_of(self._read("SessionListParams", body))
                case ["GET", "checkout", "sessions", ref]:
                    return 200, self._session(ref, self._read("SessionRetrieveParams", body))
                case ["POST", "checkout", "sessions", ref, "expire"]:
                    return 200, self._expire(ref, self._read("SessionExpireParams", body))
                case ["POST", "payment_intents", ref, "capture"]:
                    return 200, self._capture(ref, self._read("PaymentIntentCaptureParams", body))
                case ["POST", "payment_intents", ref, "cancel"]:
                    return 200, self._cancel(ref, self._read("PaymentIntentCancelParams", body))
                case ["POST", "refunds"]:
                    return 200, self._refund(self._read("RefundCreateParams", body))
                case ["GET", "refunds"]:
                    return 200, self._refunds_of(self._read("RefundListParams", body))
                case ["GET", "balance_transactions"]:
                    asked = self._read("BalanceTransactionListParams", body)
                    return 200, self.balance.listed(asked)
                case ["GET", "refunds", ref]:
                    return 200, self._of(self.refunds, ref)
                case ["GET", "disputes"]:
                    return 200, disputes.listed(self, self._read("DisputeListParams", body))
                case ["GET", "disputes", ref]:
                    return 200, self._of(self.disputes, ref)
                case ["POST", "disputes", ref]:
                    said = self._read("DisputeUpdateParams", body)
                    return 200, disputes.answered(self._of(self.disputes, ref), said)
                case ["POST", "disputes", ref, "close"]:
                    self._read("DisputeCloseParams", body)
                    return 200, disputes.closed(self._of(self.disputes, ref))
            raise Refusal("resource_missing", 404)
        except Refusal as refusal:
            return refusal.answer
        except Invalid as why:
            status, said = Refusal("parameter_invalid").answer
            said["error"] |= {"param": why.param, "message": str(why)}
            return status, said

    def _read(self, name: str, body: str) -> dict[str, Any]:
        return dict(check(unform(body), params(name)))

    def _of(self, book: dict[str, dict[str, Any]], ref: str) -> dict[str, Any]:
        if ref not in book:
            raise Refusal("resource_missing", 404)
        return book[ref]

    def _open(self, wanted: dict[str, Any]) -> dict[str, Any]:
        stays = wanted["expires_at"] - self.now()
        if not LEAST_SECONDS <= stays <= MOST_SECONDS:
            raise Invalid("expires_at", "between 30 minutes and 24 hours from now")
        lines = wanted["line_items"]
        amount = sum(line["price_data"]["unit_amount"] * line["quantity"] for line in lines)
        ref = f"cs_test_{next(self._number)}"
        self.sessions[ref] = {
            "id": ref,
            "object": "checkout.session",
            "url": f"{self.address}/c/pay/{ref}",
            "status": "open",
            "currency": lines[0]["price_data"]["currency"],
            "amount_total": amount,
            "client_reference_id": wanted["client_reference_id"],
            "success_url": wanted["success_url"],
            "cancel_url": wanted["cancel_url"],
            "payment_intent": None,
            "capture_method": wanted["payment_intent_data"]["capture_method"],
            "payment_metadata": wanted["payment_intent_data"]["metadata"],
        }
        return self.sessions[ref]

    def _session(self, ref: str, wanted: dict[str, Any]) -> dict[str, Any]:
        session = dict(self._of(self.sessions, ref))
        if session["payment_intent"] and "payment_intent.latest_charge" in wanted["expand"]:
            session["payment_intent"] = self.intents[session["payment_intent"]]
        if session["payment_intent"] and fees.CHARGE in wanted["expand"]:
            session["payment_intent"] = self.intents[session["payment_intent"]]
        return session

    def _sessions_of(self, wanted: dict[str, Any]) -> dict[str, Any]:
        intent = wanted["payment_intent"]
        found = [s for s in self.sessions.values() if s["payment_intent"] == intent]
        return {"object": "list", "data": found, "has_more": False, "url": "/v1/checkout/sessions"}

    def _expire(self, ref: str, _wanted: dict[str, Any]) -> dict[str, Any]:
        session = self._of(self.sessions, ref)
        if session["status"] != "open":
            raise Refusal("checkout_session_not_open")
        session["status"] = "expired"
        return session

    def _capture(self, ref: str, wanted: dict[str, Any]) -> dict[str, Any]:
        intent = self._of(self.intents, ref)
        amount = wanted.get("amount_to_capture", intent["amount_capturable"])
        if intent["status"] != "requires_capture":
            raise Refusal("payment_intent_unexpected_state")
        if not 0 < amount <= intent["amount_capturable"]:
            raise Refusal("amount_too_large")
        intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
        moved = fees.of_charge(intent)
        self.balance.note("charge", moved, intent["latest_charge"])
        if self.tells_fees:
            intent["latest_charge"]["balance_transaction"] = moved
        return intent

    def _cancel(self, ref: str, _wanted: dict[str, Any]) -> dict[str, Any]:
        intent = self._of(self.intents, ref)
        if intent["status"] != "requires_capture":
            raise Refusal("payment_intent_unexpected_state")
        intent |= {"status": "canceled", "amount_capturable": 0}
        return intent

    def _refund(self, wanted: dict[str, Any]) -> dict[str, Any]:
        intent = self._of(self.intents, wanted["payment_intent"])
        charge = intent["latest_charge"]
        amount = wanted.get("amount", intent["amount_received"] - charge["amount_refunded"])
        if amount <= 0 or charge["amount_refunded"] + amount > intent["amount_received"]:
            raise Refusal("charge_already_refunded")
        taken = disputes.taken(self, intent["id"])
        if charge["amount_refunded"] + amount + taken > intent["amount_received"]:
            raise Refusal("charge_disputed")
        charge["amount_refunded"] += amount
        ref = f"re_{next(self._number)}"
        self.refunds[ref] = {
            "id": ref,
            "object": "refund",
            "amount": amount,
            "payment_intent": intent["id"],
            "metadata": wanted.get("metadata", {}),
            "balance_transaction": fees.of_refund(ref, amount),
            "status": self.refunds_begin,
        }
        self.balance.note("refund", fees.of_refund(ref, amount), self.refunds[ref])
        return dict(self.refunds[ref])

    def _refunds_of(self, wanted: dict[str, Any]) -> dict[str, Any]:
        intent = wanted["payment_intent"]
        found = [r for r in self.refunds.values() if r["payment_intent"] == intent]
        return {"object": "list", "data": found[::-1], "has_more": False, "url": "/v1/refunds"}

    # What the shopper, her bank and Stripe itself do.

    def pay(self, ref: str, amount: int | None = None) -> None:
        """The shopper pays on the page, past 3-D Secure; the money is held."""
        session = self._of(self.sessions, ref)
        if session["status"] != "open":
            raise Refusal("checkout_session_not_open")
        intent = f"pi_{next(self._number)}"
        held = session["amount_total"] if amount is None else amount
        self.intents[intent] = {
            "id": intent,
            "object": "payment_intent",
            "status": "requires_capture",
            "currency": session["currency"],
            "amount": held,
            "amount_capturable": held,
            "amount_received": 0,
            "latest_charge": {
                "id": f"ch_{next(self._number)}",
                "object": "charge",
                "amount_refunded": 0,
                "balance_transaction": None,
                "metadata": session["payment_metadata"],
            },
        }
        session |= {"status": "complete", "payment_intent": intent}

    def give_back(self, ref: str) -> dict[str, Any]:
        """A refund fails later: the card is closed, the money is on our balance again."""
        made = self._of(self.refunds, ref)
        made |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
        self.intents[made["payment_intent"]]["latest_charge"]["amount_refunded"] -= made["amount"]
        return made

    def dispute(self, ref: str, amount: int | None = None, **facts: Any) -> dict[str, Any]:
        """The shopper tells her bank that she does not owe it; the money is taken at once."""
        intent = self.intents[self.sessions[ref]["payment_intent"]]
        made = disputes.made(f"dp_{next(self._number)}", intent, self.now(), amount, **facts)
        self.disputes[made["id"]] = made
        return made

    def notification(
        self, kind: str, about: dict[str, Any], *, number: str = "", age: int = 0, **wrong: Any
    ) -> tuple[bytes, dict[str, str]]:
        """The body and signature of an event; `age` in seconds, `wrong` overrides its fields."""
        said = {
            "id": number or f"evt_{next(self._number)}",
            "object": "event",
            "type": kind,
            "livemode": False,
            "data": {"object": about},
        } | wrong
        body = json.dumps(said)
        stamp = int(time.time()) - age
        signature = WebhookSignature._compute_signature(f"{stamp}.{body}", self.secret)
        return body.encode(), {"Stripe-Signature": f"t={stamp},v1={signature}"}


assert stripe.VERSION.startswith("16."), "hold the double against the SDK that is locked"
