"""What a provider keeps for its work: asked after each movement of money, booked once (5.3)."""

from datetime import timedelta

from app.extensions import db
from app.kernel import clock, transactions
from app.ledger import queries as ledger_of
from app.orders.services.changes import locked
from app.payments import gateway, queries
from app.payments.gateway import Fee, ProviderRefused, ProviderUnreachable
from app.payments.models import PaymentAttempt
from app.payments.services import booking

LATER = timedelta(hours=1)
WAITED_FOR = timedelta(days=5)


def ask_soon(attempt: PaymentAttempt) -> None:
    """Money has moved: the provider will say what that cost, if it tells such things."""
    attempt.fees_due_at = clock.now()


def book_due() -> int:
    """Ask for the fees of every payment whose money has moved since (timer)."""
    with transactions.reading():
        due = [(a.id, a.provider, a.provider_ref or "") for a in queries.fees_due()]
        db.session.rollback()
    for attempt_id, provider, ref in due:
        _ask(attempt_id, provider, ref)
        transactions.save()
    return len(due)


def _ask(attempt_id: int, provider: str, ref: str) -> None:
    try:
        asked = gateway.named(provider)
        found = asked.fees(ref) if asked.abilities.tells_fees else None
    except ProviderUnreachable:
        db.session.get_one(PaymentAttempt, attempt_id).fees_due_at = clock.now() + LATER
        return
    except ProviderRefused:
        found = None
    attempt = db.session.get_one(PaymentAttempt, attempt_id)
    if found is None:
        attempt.fees_due_at = None
    else:
        book(attempt, found)


def book(attempt: PaymentAttempt, found: list[Fee]) -> None:
    """Book what is not booked yet; where nothing is known so far, ask again for some days."""
    locked(attempt.order)
    for fee in found:
        _book(attempt, fee)
    taken_at = attempt.captured_at or attempt.started_at
    young = clock.now() < taken_at + WAITED_FOR
    attempt.fees_due_at = clock.now() + LATER if young and not found else None
    db.session.flush()


def _book(attempt: PaymentAttempt, fee: Fee) -> None:
    source = f"fee:{attempt.provider}:{fee.ref}"
    if not ledger_of.is_known(source) and not ledger_of.is_known(f"{source}:back"):
        booking.fee(attempt, fee.amount_minor, source)
