"""What follows from the provider's answers."""

from collections.abc import Callable

from app.evidence import services as evidence
from app.kernel import clock, events
from app.ledger import services as ledger
from app.orders.services.changes import locked
from app.payments.events import RefundConfirmed
from app.payments.gateway import Started
from app.payments.models import AttemptState, PaymentAttempt, PaymentCommand, RefundState

Ask = Callable[[], object]


def started(attempt: PaymentAttempt, answer: object) -> None:
    """The provider has opened its page for this attempt."""
    assert isinstance(answer, Started)
    attempt.provider_ref = answer.ref
    attempt.pay_url = answer.url
    if attempt.state is AttemptState.STARTING:
        attempt.state = AttemptState.OPEN


def refund_failed(command: PaymentCommand) -> None:
    """The provider would not or could not; after the third time a person must look (4.7)."""
    refund = command.refund
    assert refund is not None
    refund.failures += 1
    refund.state = RefundState.FAILED


def refund_confirmed(command: PaymentCommand, provider_ref: str) -> None:
    """The provider says the money goes back: only now may we say so (art. 12)."""
    refund = command.refund
    assert refund is not None
    order = locked(refund.order)
    refund.state = RefundState.CONFIRMED
    refund.confirmed_at = clock.now()
    refund.provider_ref = provider_ref
    ledger.move(
        f"order:{order.reference}",
        f"provider:{command.attempt.provider}",
        refund.amount_minor,
        source=command.key,
        about=order.reference,
    )
    evidence.record(
        order.reference,
        "refund_confirmed",
        {"refund": refund.number, "amount": refund.amount_minor, "payment": provider_ref},
        "PSP",
    )
    events.publish(RefundConfirmed(refund.number, refund.cause))
    refund.state = RefundState.CLOSED
