"""Learning where a payment stands, from whoever tells us first, and acting on it once."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, transactions
from app.orders import queries as orders
from app.orders import rules as order_rules
from app.orders.models import Order, OrderState
from app.orders.services import formation
from app.orders.services.changes import locked
from app.payments import gateway, queries, rules, unpaid_queries
from app.payments.gateway import AlreadyPaid, ProviderRefused, ProviderUnreachable, Status
from app.payments.models import AttemptState, CommandKind, PaymentAttempt, ProviderNotification
from app.payments.services import answers, attempts, delivery, owing

QUIET = timedelta(minutes=1)
GIVE_UP_UNHEARD = timedelta(hours=2)


def ask(provider: str, ref: str) -> Status:
    """Ask the provider; call it with no transaction open. Raises ProviderUnreachable."""
    return gateway.named(provider).status(ref)


def apply(attempt: PaymentAttempt, status: Status) -> None:
    """Bring attempt and order to where the provider says the money is. Twice is once."""
    order = locked(attempt.order)
    attempt.checked_at = clock.now()
    meaning = rules.MEANING.get(status.state, AttemptState.OPEN)
    if meaning in rules.PAID:
        _paid(attempt, order, status)
    elif meaning in rules.ENDED and attempt.state not in rules.PAID | rules.ENDED:
        attempt.state = meaning
        attempt.ended_at = clock.now()
    db.session.flush()


def _paid(attempt: PaymentAttempt, order: Order, status: Status) -> None:
    if attempt.state in rules.PAID | {AttemptState.VOIDED}:
        return
    if not _is_taken(status) and attempt in unpaid_queries.refused_of(order.id):
        return  # only held, and the provider has said that it will not take it
    stands = (
        not queries.paid_attempts(order.id)
        and formation.form(order, attempt.provider, attempt.provider_ref or "", status.amount_minor)
        and status.amount_minor == order.total_minor
    )
    attempt.state = AttemptState.AUTHORISED
    if not stands:  # too late, too little, or paid twice: the money goes back the same day
        _send_back(attempt, order, status)
        return
    evidence.record(
        order.reference,
        "payment_authorised",
        {"amount": status.amount_minor, "payment": attempt.provider_ref or ""},
        "PSP",
    )
    if _is_taken(status):
        answers.money_taken(attempt, status.captured_minor, f"paid:{attempt.id}")
    else:
        attempts.command(attempt, CommandKind.CAPTURE, status.amount_minor)


def _is_taken(status: Status) -> bool:
    """A provider that does not hold money first has it at once."""
    return rules.MEANING[status.state] is AttemptState.CAPTURED


def _send_back(attempt: PaymentAttempt, order: Order, status: Status) -> None:
    """Only held, it is let go; taken already, it is a refund of its own (kind `late_money`)."""
    if not _is_taken(status):
        attempts.command(attempt, CommandKind.VOID, status.amount_minor)
        return
    answers.money_taken(attempt, status.captured_minor, f"late:{order.reference}:{attempt.number}")
    owing.owe_late_money(attempt)


def note_notification(provider: str, event_id: str, kind: str, body_sha256: str) -> bool:
    """Keep an event's id. False when it is known: it changes nothing a second time."""
    if db.session.get(ProviderNotification, event_id) is not None:
        return False
    row = ProviderNotification(
        event_id=event_id,
        provider=provider,
        kind=kind,
        received_at=clock.now(),
        body_sha256=body_sha256,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same word came in twice at the same moment
        return False
    return True


def reconcile() -> int:
    """Ask after every payment of which we have heard nothing (timer): a lost word only delays."""
    with transactions.reading():
        quiet = [(a.id, a.provider, a.provider_ref or "") for a in queries.open_attempts(QUIET)]
        db.session.rollback()
    for attempt_id, provider, ref in quiet:
        _settle(attempt_id, provider, ref)
    return len(quiet)


def _settle(attempt_id: int, provider: str, ref: str) -> bool:
    try:
        status = ask(provider, ref)
    except (ProviderUnreachable, ProviderRefused):
        return False
    apply(db.session.get_one(PaymentAttempt, attempt_id), status)
    transactions.save()
    return True


def end_holds() -> int:
    """Give up orders nobody paid in time: expired at the provider first (machine 4.3)."""
    return _end_overdue(OrderState.PAYMENT_PENDING)


def end_transfers() -> int:
    """Give up orders whose transfer has not come within `transfer_hold_days` (4.3)."""
    return _end_overdue(OrderState.AWAITING_TRANSFER)


def _end_overdue(state: OrderState) -> int:
    with transactions.reading():
        overdue = [order.id for order in orders.overdue_holds(state)]
        db.session.rollback()
    return sum(end_hold(order_id) for order_id in overdue)


def end_hold(order_id: int, event: str = "hold_over") -> int:
    """End the pages of one order, then give it up; 1 if it was given up now."""
    with transactions.reading():
        live = [
            (a.id, a.provider, a.provider_ref, a.state)
            for a in queries.attempts_of(order_id)
            if a.state in {AttemptState.STARTING, AttemptState.OPEN}
        ]
        db.session.rollback()
    for attempt_id, provider, ref, state in live:
        if not _expire(attempt_id, provider, ref, state):
            return 0
    order = db.session.get_one(Order, order_id)
    given_up = formation.give_up(order, event)
    transactions.save()
    return int(given_up)


def _expire(attempt_id: int, provider: str, ref: str | None, state: AttemptState) -> bool:
    """True when this attempt can no longer bring money; the order may be given up."""
    if ref is None:
        return _end_unstarted(attempt_id)
    try:
        gateway.named(provider).expire(ref, f"expire:{attempt_id}")
    except AlreadyPaid:
        _settle(attempt_id, provider, ref)
        return False
    except ProviderRefused:
        pass
    except ProviderUnreachable:
        return _unheard_for_long(attempt_id)
    attempt = db.session.get_one(PaymentAttempt, attempt_id)
    if attempt.state is AttemptState.OPEN:
        attempt.state = AttemptState.EXPIRED
        attempt.ended_at = clock.now()
    transactions.save()
    return True


def _end_unstarted(attempt_id: int) -> bool:
    """We never heard whether it was opened: open it again with the same key, then we know."""
    with transactions.reading():
        command = queries.start_command(attempt_id)
        command_id = command.id
        db.session.rollback()
    delivery.deliver(command_id)
    attempt = db.session.get_one(PaymentAttempt, attempt_id)
    known, provider, state = attempt.provider_ref, attempt.provider, attempt.state
    db.session.rollback()
    if known:
        return _expire(attempt_id, provider, known, state)
    return state is AttemptState.DECLINED or _unheard_for_long(attempt_id)


def _unheard_for_long(attempt_id: int) -> bool:
    attempt = db.session.get_one(PaymentAttempt, attempt_id)
    order = attempt.order
    long_over = bool(order.hold_until and order.hold_until + GIVE_UP_UNHEARD < clock.now())
    waiting = order.state in order_rules.UNPAID
    db.session.rollback()
    return long_over and waiting
