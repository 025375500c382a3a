"""Stripe: cards on its hosted Checkout page, held first and taken when the contract is formed.

Our number for a payment is the Checkout Session's; the money itself is its PaymentIntent. The
SDK never repeats a call by itself: `payments.services.delivery` does, by the same key.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

import stripe
from stripe.checkout import Session
from stripe.params.checkout import SessionCreateParams

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
    stripe_disputes,
    stripe_fees,
    stripe_movements,
)

T = TypeVar("T")
API = "https://api.stripe.com"
PAGES = "https://checkout.stripe.com"
PATIENCE_SECONDS = 8
SIGNATURE_AGE_SECONDS = 300
LATER = timedelta(minutes=35)  # a session lives 30 minutes at least; we expire it ourselves
OF_SESSIONS = "checkout.session."
OF_DISPUTES = "charge.dispute."
OF_REFUNDS = ("refund.", "charge.refund.")
OF_REFUND = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}
HELD = {
    "requires_capture": "authorised",
    "succeeded": "captured",
    "canceled": "voided",
    "requires_payment_method": "declined",
}


class StripeGateway:
    """The official SDK behind the shop's words. Amounts in kuruş, which is TRY's minor unit."""

    name = "stripe"
    abilities = Abilities(
        authorises=True,
        captures_in_part=True,
        refunds_in_part=True,
        expires=True,
        disputes=True,
        tells_fees=True,
    )

    def __init__(
        self,
        secret_key: str,
        webhook_secret: str,
        api: str = API,
        wire: stripe.HTTPClient | None = None,
    ) -> None:
        self.webhook_secret = webhook_secret
        self.pages = PAGES if api == API else api
        self.live = secret_key.startswith(("sk_live_", "rk_live_"))
        self.client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api},
            max_network_retries=0,
            http_client=wire or stripe.RequestsClient(timeout=PATIENCE_SECONDS),
        )

    def start(self, request: Request, key: str) -> Started:
        """A session on Stripe's page."""
        wanted = _wanted(request)
        session = _answer(
            lambda: self.client.v1.checkout.sessions.create(wanted, {"idempotency_key": key})
        )
        if not session.url:
            raise ProviderUnreachable("a session without a page")
        return Started(session.id, session.url)

    def status(self, ref: str) -> Status:
        """Where the session and its money stand. Raises ProviderRefused for another currency."""
        session = self._session(ref)
        if session.currency != "try":
            raise ProviderRefused(f"a payment in {session.currency}")
        if session.status == "expired":
            return Status("expired", session.amount_total or 0, 0, 0)
        intent = session.payment_intent
        if session.status != "complete" or not isinstance(intent, stripe.PaymentIntent):
            return Status("open", session.amount_total or 0, 0, 0)
        charge = intent.latest_charge
        refunded = charge.amount_refunded if isinstance(charge, stripe.Charge) else 0
        return Status(
            HELD.get(intent.status, "open"), intent.amount, intent.amount_received, refunded
        )

    def capture(self, ref: str, amount_minor: int, key: str) -> None:
        intent = self._intent(ref)
        _answer(
            lambda: self.client.v1.payment_intents.capture(
                intent, {"amount_to_capture": amount_minor}, {"idempotency_key": key}
            )
        )

    def void(self, ref: str, key: str) -> None:
        intent = self._intent(ref)
        _answer(lambda: self.client.v1.payment_intents.cancel(intent, {}, {"idempotency_key": key}))

    def expire(self, ref: str, key: str) -> None:
        """Close the page. Raises AlreadyPaid when the shopper was quicker."""
        try:
            _answer(
                lambda: self.client.v1.checkout.sessions.expire(ref, {}, {"idempotency_key": key})
            )
        except ProviderRefused:
            if self.status(ref).state in {"authorised", "captured"}:
                raise AlreadyPaid(ref) from None
            raise

    def refund(self, ref: str, amount_minor: int, key: str) -> str:
        """Send it back; its number only when Stripe says it went (art. 12), until then unheard.

        Stripe forgets a key after a day, and a refund may be on its way for longer: so we look for
        one that bears our key before we make one.
        """
        intent = self._intent(ref)
        made = self._refund_with(intent, key) or _answer(
            lambda: self.client.v1.refunds.create(
                {"payment_intent": intent, "amount": amount_minor, "metadata": {"key": key}},
                {"idempotency_key": key},
            )
        )
        now = _answer(lambda: self.client.v1.refunds.retrieve(made.id))
        if now.status in {"failed", "canceled"}:
            raise ProviderRefused(now.failure_reason or str(now.status))
        if now.status != "succeeded":
            raise ProviderUnreachable(f"refund {now.id} is {now.status}")
        return now.id

    def refund_state(self, ref: str, refund: str) -> str:
        """Where a refund stands now."""
        now = _answer(lambda: self.client.v1.refunds.retrieve(refund))
        return OF_REFUND.get(str(now.status), "pending")

    def dispute(self, dispute: str) -> Disputed:
        """Where a dispute stands. Raises ProviderRefused for money that is not in our currency."""
        found = _answer(lambda: self.client.v1.disputes.retrieve(dispute))
        return self._read(found)

    def disputes_since(self, moment: datetime) -> list[Disputed]:
        """What was disputed since, for whoever missed the notification."""
        found = _answer(
            lambda: self.client.v1.disputes.list(
                {"created": {"gte": int(moment.timestamp())}, "limit": 100}
            )
        )
        return [self._read(row) for row in found.data if row.currency == "try"]

    def contest(self, dispute: str, proof: Proof, key: str) -> None:
        """Send our proof to the card's bank; Stripe takes it once."""
        _answer(
            lambda: self.client.v1.disputes.update(
                dispute, stripe_disputes.evidence(proof), {"idempotency_key": key}
            )
        )

    def concede(self, dispute: str, key: str) -> None:
        """Give in: the buyer keeps the money."""
        _answer(lambda: self.client.v1.disputes.close(dispute, {}, {"idempotency_key": key}))

    def fees(self, ref: str) -> list[Fee]:
        """What Stripe kept for the charge, its refunds and its disputes, as far as it is known."""
        session = _answer(
            lambda: self.client.v1.checkout.sessions.retrieve(ref, {"expand": [stripe_fees.CHARGE]})
        )
        intent = session.payment_intent
        if not isinstance(intent, stripe.PaymentIntent):
            return []
        refunds = _answer(
            lambda: self.client.v1.refunds.list(
                {"payment_intent": intent.id, "limit": 100, "expand": [stripe_fees.REFUND]}
            )
        )
        disputes = _answer(
            lambda: self.client.v1.disputes.list({"payment_intent": intent.id, "limit": 100})
        )
        return stripe_fees.of(intent, refunds.data, disputes.data)

    def movements(self, since: datetime) -> list[Movement]:
        """Every balance transaction since a moment, page by page."""

        def ask() -> list[Movement]:
            listed = self.client.v1.balance_transactions.list(stripe_movements.wanted(since))
            return [stripe_movements.read(row) for row in listed.auto_paging_iter()]

        return _answer(ask)

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification:
        """Check `Stripe-Signature` over the raw body, not older than five minutes."""
        try:
            stripe.WebhookSignature.verify_header(
                body.decode(),
                headers.get("Stripe-Signature", ""),
                self.webhook_secret,
                SIGNATURE_AGE_SECONDS,
            )
            said = json.loads(body)
        except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
            raise ProviderRefused("not the provider's signature") from error
        if said.get("livemode", self.live) is not self.live:
            raise ProviderRefused("a word of the other mode")
        kind, about = str(said["type"]), said["data"]["object"]
        number = str(said["id"])
        if kind.startswith(OF_DISPUTES):
            return Notification(number, kind, "", dispute=str(about["id"]))
        refund = str(about["id"]) if kind.startswith(OF_REFUNDS) else ""
        return Notification(number, kind, self._session_of(kind, about), refund=refund)

    def _session_of(self, kind: str, about: Mapping[str, object]) -> str:
        """Our number for what an event is about; empty when it is none of our payments."""
        if kind.startswith(OF_SESSIONS):
            return str(about["id"])
        intent = about["id"] if kind.startswith("payment_intent.") else about.get("payment_intent")
        return self._session_with(intent) if isinstance(intent, str) else ""

    def _session_with(self, intent: str) -> str:
        found = _answer(
            lambda: self.client.v1.checkout.sessions.list({"payment_intent": intent, "limit": 1})
        )
        return found.data[0].id if found.data else ""

    def _session(self, ref: str) -> Session:
        return _answer(
            lambda: self.client.v1.checkout.sessions.retrieve(
                ref, {"expand": ["payment_intent.latest_charge"]}
            )
        )

    def _read(self, dispute: stripe.Dispute) -> Disputed:
        payment = self._session_with(stripe_disputes.intent_of(dispute))
        return stripe_disputes.read(dispute, payment)

    def _refund_with(self, intent: str, key: str) -> stripe.Refund | None:
        """The refund of this payment that bears our key."""
        made = _answer(
            lambda: self.client.v1.refunds.list({"payment_intent": intent, "limit": 100})
        )
        return next((row for row in made.data if _key_of(row) == key), None)

    def _intent(self, ref: str) -> str:
        intent = self._session(ref).payment_intent
        if not isinstance(intent, stripe.PaymentIntent):
            raise ProviderRefused("nothing has been paid here")
        return intent.id


def _wanted(request: Request) -> SessionCreateParams:
    """The session; all of it follows from the order, so that a repetition asks for the same."""
    known_by = {"reference": request.reference}
    until = datetime.fromisoformat(request.expires_at) + LATER
    return {
        "mode": "payment",
        "client_reference_id": request.reference,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": request.currency.lower(),
                    "unit_amount": request.amount_minor,
                    "product_data": {"name": request.description},
                },
            }
        ],
        "allowed_payment_method_types": ["card"],
        "adaptive_pricing": {"enabled": False},  # the sum of the information, in its currency
        "payment_intent_data": {
            "capture_method": "manual",
            "description": request.description,
            "metadata": known_by,
        },
        "metadata": known_by,
        "success_url": request.return_url,
        "cancel_url": request.return_url,
        "locale": "tr" if request.language == "tr" else "en",
        "expires_at": int(until.timestamp()),
    }


def _answer(ask: Callable[[], T]) -> T:
    """What Stripe answers; its errors in our two words: it will not, or we do not know."""
    try:
        return ask()
    except stripe.IdempotencyError as error:
        if error.http_status == 409:
            raise ProviderUnreachable(_code(error)) from error  # still going on
        raise ProviderRefused(_code(error)) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise ProviderRefused(_code(error)) from error
    except (stripe.StripeError, ValueError, KeyError, AttributeError) as error:
        raise ProviderUnreachable(_code(error)) from error


def _key_of(refund: stripe.Refund) -> str:
    known_by = refund.metadata
    return str(known_by["key"]) if known_by and "key" in known_by else ""


def _code(error: Exception) -> str:
    return str(getattr(error, "code", None) or type(error).__name__)
