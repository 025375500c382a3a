"""What follows from the provider's answers."""

from collections.abc import Callable

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.payments import rules, unpaid_queries
from app.payments.events import PaidAfterAll, PaymentOpened
from app.payments.gateway import Started
from app.payments.models import AttemptState, PaymentAttempt, PaymentCommand
from app.payments.services import asking, booking, confirming, fees, machine

Ask = Callable[[], object]


def started(attempt: PaymentAttempt, answer: object) -> None:
    """The provider has opened its page for this attempt."""
    assert isinstance(answer, Started)
    attempt.provider_ref = answer.ref
    attempt.pay_url = answer.url
    if attempt.state is AttemptState.STARTING:
        attempt.state = AttemptState.OPEN
        db.session.flush()
        events.publish(PaymentOpened(attempt.order.reference, attempt.provider))


def money_taken(attempt: PaymentAttempt, amount_minor: int, source: str) -> None:
    """The provider has the money; `source` names the transfer of the ledger, once."""
    attempt.state = AttemptState.CAPTURED
    attempt.captured_minor = amount_minor
    attempt.captured_at = clock.now()
    booking.captured(attempt, source)
    fees.ask_soon(attempt)
    evidence.record(
        attempt.order.reference,
        "payment_captured",
        {"amount": amount_minor, "payment": attempt.provider_ref or ""},
        "PSP",
    )
    if unpaid_queries.refused_of(attempt.order_id):
        events.publish(PaidAfterAll(attempt.order.reference))


def refund_called(command: PaymentCommand) -> None:
    """The provider is being asked to send the money."""
    refund = command.refund
    assert refund is not None
    machine.move(refund, "called")
    refund.sent_at = clock.now()


def refund_refused(command: PaymentCommand) -> bool:
    """The provider will not send it: again in 1, 2 and 4 hours (4.7). False when tried enough."""
    refund = command.refund
    assert refund is not None
    machine.move(refund, "refused")
    refund.failures += 1
    db.session.flush()
    return refund.failures <= len(rules.REFUND_PAUSES)


def refund_given_up(command: PaymentCommand) -> None:
    """The card does not take it: the person is asked for an account (DC-12.2.a)."""
    refund = command.refund
    assert refund is not None
    machine.move(refund, "third_failure")
    asking.ask_for_other_instrument(refund, command.last_error or "")


def refund_unheard(command: PaymentCommand) -> None:
    """No answer for the third time: it may have been done, so only the same call is repeated."""
    refund = command.refund
    assert refund is not None
    machine.move(refund, "unheard")


def refund_confirmed(command: PaymentCommand, provider_ref: str) -> None:
    """The provider says the money goes back: only now may we say so (art. 12)."""
    assert command.refund is not None
    confirming.confirm(command.refund, provider_ref, "PSP", command.key)
