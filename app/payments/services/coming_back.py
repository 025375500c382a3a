"""Money that had been sent and comes back: a card that was closed meanwhile, an account gone."""

from datetime import timedelta

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, transactions
from app.orders.services.changes import locked
from app.payments import gateway, queries, rules
from app.payments.gateway import ProviderRefused, ProviderUnreachable
from app.payments.models import Refund, RefundState
from app.payments.services import asking, booking, delivery
from app.payments.services.machine import move

SENT = frozenset({RefundState.CONFIRMED, RefundState.CLOSED})


def came_back(refund: Refund) -> None:
    """The provider holds it again: owed as before, and the person is asked for an account."""
    order = locked(refund.order)
    db.session.refresh(refund)
    if refund.state not in SENT or refund.by_transfer:
        return
    assert refund.value_on is not None
    booking.came_back(refund)
    refund.inputs = {
        **refund.inputs,
        "came_back": {"payment": refund.provider_ref, "on": clock.today().isoformat()},
        **_interest_owed_until(refund),
    }
    refund.confirmed_at = refund.sent_at = refund.value_on = None
    refund.failures += 1
    move(refund, "came_back")
    evidence.record(
        order.reference,
        "refund_came_back",
        {
            "refund": refund.number,
            "amount": refund.amount_minor,
            "payment": refund.provider_ref or "",
        },
        "PSP",
    )
    asking.ask_for_other_instrument(refund, "it had been sent and came back")


def _interest_owed_until(refund: Refund) -> dict[str, object]:
    """Interest up to the first sending may be a refund of its own; it is not owed twice."""
    parts = queries.refunds_for(refund.cause, refund.kind)
    if not any(part.interest_minor for part in parts if part.id != refund.id):
        return {}
    assert refund.value_on is not None
    return {"interest_until": refund.value_on.isoformat()}


def look() -> int:
    """Ask after every card refund of the last weeks (timer): a lost word only delays."""
    since = clock.now() - timedelta(days=rules.MAY_COME_BACK_DAYS)
    with transactions.reading():
        sent = [
            (refund.id, refund.attempt.provider, refund.attempt.provider_ref, refund.provider_ref)
            for refund in queries.sent_by_card(since)
            if refund.attempt
        ]
        db.session.rollback()
    return sum(_look(*row) for row in sent)


def _look(refund_id: int, provider: str, ref: str | None, number: str | None) -> bool:
    try:
        state = gateway.named(provider).refund_state(ref or "", number or "")
    except (ProviderUnreachable, ProviderRefused):
        return False
    if state != "failed":
        return False
    came_back(db.session.get_one(Refund, refund_id))
    transactions.save()
    return True


def hurry(attempt_id: int) -> None:
    """The provider has news of a refund that it had not confirmed: ask again now."""
    for command in queries.refund_commands_of(attempt_id):
        command.run_at = clock.now()
        delivery.soon(command.id)
