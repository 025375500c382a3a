"""Carrying commands to the provider: lease, ask without a transaction, write the answer down."""

import secrets
from datetime import timedelta

from flask import current_app
from sqlalchemy import or_, select, update

from app.extensions import db
from app.kernel import clock, crypto, events, transactions
from app.payments import gateway, rules
from app.payments.disputes import answered
from app.payments.events import CaptureRefused
from app.payments.gateway import AlreadyPaid, Gateway, ProviderRefused, ProviderUnreachable, Request
from app.payments.models import (
    AttemptState,
    CommandKind,
    Dispute,
    PaymentAttempt,
    PaymentCommand,
)
from app.payments.services import answers, covered
from app.web.logs import log

LEASE = timedelta(seconds=30)
UNHEARD = 3
PAGE_LIVES = timedelta(minutes=35)  # of an order formed already, whose hold is over
WHILE_DISPUTED = timedelta(hours=1)


def soon(command_id: int) -> None:
    """Deliver right after the commit; if that fails, the worker will."""
    transactions.after_commit(lambda: deliver(command_id))


def due(limit: int = 20) -> list[int]:
    """Commands that wait for delivery."""
    now = clock.now()
    with transactions.reading():
        found = db.session.scalars(
            select(PaymentCommand.id)
            .where(
                PaymentCommand.done_at.is_(None),
                PaymentCommand.run_at <= now,
                or_(PaymentCommand.lease_until.is_(None), PaymentCommand.lease_until < now),
            )
            .order_by(PaymentCommand.run_at)
            .limit(limit)
        ).all()
        db.session.rollback()
    return list(found)


def deliver_due() -> int:
    """Carry every waiting command (worker)."""
    commands = due()
    for command_id in commands:
        deliver(command_id)
    return len(commands)


def deliver(command_id: int) -> None:
    """Take the lease, ask the provider, record what it said. Harmless when done already."""
    if not _take_lease(command_id):
        return
    command = db.session.get_one(PaymentCommand, command_id)
    attempt = command.attempt
    ask = _asking(command, attempt)
    db.session.rollback()  # nothing is held while we wait for the outside world
    try:
        answer = ask()
    except ProviderUnreachable as error:
        _again_later(command_id, str(error))
    except ProviderRefused as error:
        _refused(command_id, error)
    else:
        _done(command_id, answer)


def _take_lease(command_id: int) -> bool:
    now = clock.now()
    taken = db.session.execute(
        update(PaymentCommand)
        .where(
            PaymentCommand.id == command_id,
            PaymentCommand.done_at.is_(None),
            or_(PaymentCommand.lease_until.is_(None), PaymentCommand.lease_until < now),
        )
        .values(
            lease=secrets.token_hex(8),
            lease_until=now + LEASE,
            attempts=PaymentCommand.attempts + 1,
        )
        .returning(PaymentCommand.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    may_call = taken is not None and _may_call(db.session.get_one(PaymentCommand, taken))
    db.session.commit()
    return may_call


def _may_call(command: PaymentCommand) -> bool:
    """A refund is noted as called; not while a dispute holds the same money: then it waits."""
    if command.refund is None:
        return True
    if covered.taken_already(command.refund):
        command.lease_until = None
        command.attempts -= 1
        command.run_at = clock.now() + WHILE_DISPUTED
        return False
    answers.refund_called(command)
    return True


def _asking(command: PaymentCommand, attempt: PaymentAttempt) -> "answers.Ask":
    """The call to make, with everything it needs read beforehand."""
    provider: Gateway = gateway.named(attempt.provider)
    ref, amount, key = attempt.provider_ref or "", command.amount_minor, command.key
    if command.kind is CommandKind.START:
        request = _request(attempt)
        return lambda: provider.start(request, key)
    if command.kind is CommandKind.CAPTURE:
        return lambda: _capture(provider, ref, amount, key)
    if command.kind is CommandKind.VOID:
        return lambda: provider.void(ref, key)
    if command.kind is CommandKind.EXPIRE:
        return lambda: provider.expire(ref, key)
    if command.dispute is not None:
        return _answering(provider, command, command.dispute)
    assert command.refund is not None
    tries = command.refund.failures  # what was refused is asked anew, what was unheard again
    return lambda: provider.refund(ref, amount, f"{key}:{tries}" if tries else key)


def _capture(provider: Gateway, ref: str, amount: int, key: str) -> None:
    """Take it; a refusal counts only where the money has not been taken before, unheard."""
    try:
        provider.capture(ref, amount, key)
    except ProviderRefused:
        status = provider.status(ref)
        if status.state != "captured" or status.captured_minor != amount:
            raise


def _answering(provider: Gateway, command: PaymentCommand, dispute: Dispute) -> "answers.Ask":
    ref, key = dispute.provider_ref, command.key
    if command.kind is CommandKind.CONCEDE:
        return lambda: provider.concede(ref, key)
    proof = answered.proof_of(dispute)
    return lambda: provider.contest(ref, proof, key)


def _request(attempt: PaymentAttempt) -> Request:
    order = attempt.order
    public = str(current_app.config["PUBLIC_URL"])
    prefix = "" if order.language == "tr" else f"/{order.language}"
    token = crypto.decrypt(attempt.return_cipher)
    return Request(
        reference=order.reference,
        amount_minor=attempt.amount_minor,
        currency=order.currency,
        description=order.reference,
        return_url=f"{public}{prefix}/checkout/return/{token}",
        notify_url=f"{public}/webhooks/{attempt.provider}",
        language=order.language,
        expires_at=(order.hold_until or attempt.started_at + PAGE_LIVES).isoformat(),
    )


def _again_later(command_id: int, reason: str) -> None:
    command = db.session.get_one(PaymentCommand, command_id)
    command.last_error = reason[:300]
    command.lease_until = None
    command.run_at = clock.now() + rules.pause_after(command.kind, command.attempts)
    if command.kind is CommandKind.REFUND and command.attempts >= UNHEARD:
        answers.refund_unheard(command)
    transactions.save()


def _refused(command_id: int, error: ProviderRefused) -> None:
    command = db.session.get_one(PaymentCommand, command_id)
    command.last_error = str(error)[:300]
    if command.kind is CommandKind.REFUND:
        _refund_refused(command)
    elif command.dispute is not None:
        _close(command, "refused")
        answered.refused(command, str(error))
    elif command.kind is CommandKind.EXPIRE and isinstance(error, AlreadyPaid):
        _close(command, "already_paid")
    else:
        _close(command, "refused")
        if command.kind is CommandKind.START:
            command.attempt.state = AttemptState.DECLINED
            command.attempt.ended_at = clock.now()
        elif command.kind is CommandKind.CAPTURE:
            command.attempt.state = AttemptState.DECLINED
            command.attempt.ended_at = clock.now()
            events.publish(CaptureRefused(command.attempt_id, command.last_error))
        elif command.kind is CommandKind.VOID and command.attempt.state is AttemptState.AUTHORISED:
            log.error("money could not be let go", order=command.attempt.order.reference)
            command.attempt.state = AttemptState.OPEN  # asked after again: it may be taken already
    transactions.save()


def _refund_refused(command: PaymentCommand) -> None:
    if answers.refund_refused(command):
        assert command.refund is not None
        command.lease_until = None
        command.run_at = clock.now() + rules.pause_after(command.kind, command.refund.failures)
        return
    _close(command, "refused")
    answers.refund_given_up(command)


def _done(command_id: int, answer: object) -> None:
    command = db.session.get_one(PaymentCommand, command_id)
    if command.done_at is not None:
        db.session.rollback()
        return
    _close(command, "ok")
    attempt = command.attempt
    if command.dispute is not None:
        answered.taken(command)
    elif command.kind is CommandKind.START:
        answers.started(attempt, answer)
    elif command.kind is CommandKind.CAPTURE:
        answers.money_taken(attempt, command.amount_minor, command.key)
    elif command.kind is CommandKind.VOID:
        attempt.state = AttemptState.VOIDED
        attempt.ended_at = clock.now()
    elif command.kind is CommandKind.EXPIRE:
        attempt.state = AttemptState.EXPIRED
        attempt.ended_at = clock.now()
    else:
        answers.refund_confirmed(command, str(answer))
    transactions.save()


def _close(command: PaymentCommand, outcome: str) -> None:
    command.done_at = clock.now()
    command.outcome = outcome
    command.lease_until = None
