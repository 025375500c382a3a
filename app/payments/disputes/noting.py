"""What the provider says of a dispute, written down and booked; twice and in any order is once."""

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, ids
from app.ledger import services as ledger
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import queries as payments
from app.payments.disputes import bearing, queries, rules, telling
from app.payments.gateway import Disputed
from app.payments.models import Dispute, DisputeState, PaymentAttempt
from app.payments.services import booking, fees
from app.web.logs import log


def note(provider: str, found: Disputed) -> Dispute | None:
    """Bring a dispute to where the provider says it is. None for none of our payments."""
    attempt = payments.attempt_by_ref(provider, found.payment) if found.payment else None
    if attempt is None:
        log.warning("a dispute about none of our payments", provider=provider, dispute=found.ref)
        return None
    order = locked(attempt.order)
    dispute = queries.dispute_by_ref(provider, found.ref) or _open(order, attempt, found)
    if rules.is_older(dispute, found):
        return dispute
    dispute.checked_at = clock.now()
    dispute.answer_by = found.answer_by
    _book(dispute, found)
    _follow(dispute, found.state)
    return dispute


def _open(order: Order, attempt: PaymentAttempt, found: Disputed) -> Dispute:
    dispute = Dispute(
        number=ids.reference("K"),
        provider=attempt.provider,
        provider_ref=found.ref,
        order_id=order.id,
        attempt_id=attempt.id,
        reason=found.reason[:40],
        amount_minor=found.amount_minor,
        taken_minor=0,
        movements=0,
        booked=0,
        answer_by=found.answer_by,
        opened_at=clock.now(),
        checked_at=clock.now(),
    )
    db.session.add(dispute)
    db.session.flush()
    evidence.record(
        order.reference,
        "dispute_opened",
        {"dispute": dispute.number, "amount": found.amount_minor, "reason": dispute.reason},
        "PSP",
    )
    telling.opened(dispute)
    return dispute


def _book(dispute: Dispute, found: Disputed) -> None:
    """What the scheme has taken since, or given back."""
    taken = max(0, found.taken_minor)
    difference = taken - dispute.taken_minor
    dispute.movements = found.movements
    if not difference:
        return
    reference = dispute.order.reference
    held, till = f"disputes:{reference}", booking.till(dispute.provider)
    debit, credit = (held, till) if difference > 0 else (till, held)
    fees.ask_soon(dispute.attempt)
    dispute.booked += 1
    dispute.taken_minor = taken
    ledger.move(
        debit,
        credit,
        abs(difference),
        kind="dispute_taken" if difference > 0 else "dispute_given_back",
        source=f"dispute:{dispute.number}:{dispute.booked}",
        about=reference,
    )
    db.session.flush()


def _follow(dispute: Dispute, said: str) -> None:
    following = rules.DISPUTE.get((dispute.state, said))
    if following is None:
        return
    if dispute.state is DisputeState.BORNE:
        bearing.undo(dispute)
    dispute.state = following
    dispute.ended_at = None if following in rules.GOING_ON else clock.now()
    db.session.flush()
    evidence.record(
        dispute.order.reference,
        "dispute_moved",
        {"dispute": dispute.number, "state": str(following), "taken": dispute.taken_minor},
        "PSP",
    )
    if following not in rules.GOING_ON:
        telling.ended(dispute)
