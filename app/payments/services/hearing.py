"""What a verified word of a provider is about, and what follows: one table.

A word is never believed by its content: we ask how things stand, then act on the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.extensions import db
from app.payments import gateway, queries
from app.payments.disputes import noting
from app.payments.gateway import Disputed, Notification, Status
from app.payments.models import AttemptState, PaymentAttempt, Refund
from app.payments.services import coming_back, fees, settling


@dataclass(frozen=True, slots=True)
class Heard:
    """What to ask the provider, with no transaction open, and what to do with the answer."""

    ask: Callable[[], object]
    act: Callable[[object], None]


def heard(provider: str, said: Notification) -> Heard | None:
    """What follows from a word; None where nothing does: another's payment, an unknown event."""
    for field, follow in TABLE:
        if getattr(said, field):
            return follow(provider, said)
    return None


def _about_payment(provider: str, said: Notification) -> Heard | None:
    attempt = queries.attempt_by_ref(provider, said.ref)
    if attempt is None:
        return None
    attempt_id = attempt.id
    if attempt.fees_due_at is not None:
        return _about_fees(provider, said.ref, attempt_id)
    if attempt.state is not AttemptState.OPEN:
        return None

    def act(status: object) -> None:
        assert isinstance(status, Status)
        settling.apply(db.session.get_one(PaymentAttempt, attempt_id), status)

    return Heard(lambda: settling.ask(provider, said.ref), act)


def _about_fees(provider: str, ref: str, attempt_id: int) -> Heard:
    """Any news of a payment whose fee is not known yet may bring it."""

    def act(found: object) -> None:
        assert isinstance(found, list)
        fees.book(db.session.get_one(PaymentAttempt, attempt_id), found)

    return Heard(lambda: gateway.named(provider).fees(ref), act)


def _about_dispute(provider: str, said: Notification) -> Heard:
    def act(found: object) -> None:
        assert isinstance(found, Disputed)
        noting.note(provider, found)

    return Heard(lambda: gateway.named(provider).dispute(said.dispute), act)


def _about_refund(provider: str, said: Notification) -> Heard | None:
    refund = queries.refund_by_ref(provider, said.refund)
    if refund is None:
        return _about_unconfirmed(provider, said)
    refund_id = refund.id

    def act(state: object) -> None:
        if state == "failed":
            coming_back.came_back(db.session.get_one(Refund, refund_id))

    return Heard(lambda: gateway.named(provider).refund_state(said.ref, said.refund), act)


def _about_unconfirmed(provider: str, said: Notification) -> Heard | None:
    attempt = queries.attempt_by_ref(provider, said.ref) if said.ref else None
    if attempt is None:
        return None
    attempt_id = attempt.id
    return Heard(lambda: None, lambda _nothing: coming_back.hurry(attempt_id))


TABLE: tuple[tuple[str, Callable[[str, Notification], Heard | None]], ...] = (
    ("dispute", _about_dispute),
    ("refund", _about_refund),
    ("ref", _about_payment),
)
