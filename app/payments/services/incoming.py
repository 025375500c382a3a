"""Money on the operator's account finds its order: booked, or given back, never guessed (4.3)."""

import re

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, crypto, ids, transactions
from app.kernel.errors import Conflict
from app.messaging import services as messaging
from app.orders import queries as orders
from app.orders import rules as order_rules
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import bank_queries, gateway, messages, queries
from app.payments.models import AttemptState, IncomingState, IncomingTransfer, PaymentAttempt
from app.payments.services import answers, owing, settling
from app.payments.statements_in import Line

PROVIDER = "transfer"
REFERENCE = re.compile(r"\bM-?([A-Z0-9]{4})-?([A-Z0-9]{4})-?([A-Z0-9])\b")


class NotOpen(Conflict):
    """This line of the statement has been dealt with."""


def take_in(lines: list[Line], member_id: int) -> tuple[int, int]:
    """Keep a statement's lines; returns how many were new and how many found their order.

    Only what cannot be mistaken is booked by itself: one order number, waiting for a transfer,
    nothing booked before, and exactly its sum. Everything else waits for a person.
    """
    new = [_keep(line, member_id) for line in lines if not _is_known(line)]
    booked = sum(_book_if_plain(incoming) for incoming in new)
    return len(new), booked


def note_provider_payout(incoming: IncomingTransfer, number: str, member_id: int | None) -> None:
    """It is what a provider has paid out to us, under the provider's number. Raises NotOpen."""
    transactions.locked(incoming)
    _refuse_dealt_with(incoming)
    incoming.note = number
    _settle(incoming, IncomingState.PROVIDER_PAYOUT, member_id)


def _is_known(line: Line) -> bool:
    known = select(IncomingTransfer.id).where(IncomingTransfer.mark == line.mark)
    return db.session.scalar(known) is not None


def _keep(line: Line, member_id: int) -> IncomingTransfer:
    incoming = IncomingTransfer(
        mark=line.mark,
        value_on=line.value_on,
        amount_minor=line.amount_minor,
        payer=line.payer,
        iban_cipher=crypto.encrypt(line.iban) if line.iban else None,
        remark=line.remark,
        member_id=member_id,
        recorded_at=clock.now(),
    )
    db.session.add(incoming)
    db.session.flush()
    return incoming


def named_in(remark: str) -> list[str]:
    """The order numbers a remark holds, in any case and with or without dashes."""
    found = REFERENCE.findall(remark.upper().replace("İ", "I"))
    return list(dict.fromkeys(f"M-{a}-{b}-{c}" for a, b, c in found))


def _book_if_plain(incoming: IncomingTransfer) -> bool:
    numbers = named_in(incoming.remark)
    order = orders.order_or_none(numbers[0]) if len(numbers) == 1 else None
    if order is None or order.means != PROVIDER or order.state not in order_rules.UNPAID:
        return False
    attempt = awaited(order)
    if attempt is None or bank_queries.booked_for(attempt.id):
        return False
    if incoming.amount_minor != order.total_minor:
        return False
    book(incoming, order, incoming.member_id)
    return True


def awaited(order: Order) -> PaymentAttempt | None:
    """The attempt that waits for this order's transfer."""
    waiting = [
        attempt
        for attempt in queries.attempts_of(order.id)
        if attempt.provider == PROVIDER and attempt.state is AttemptState.OPEN
    ]
    return waiting[-1] if waiting else None


def book(incoming: IncomingTransfer, order: Order, member_id: int | None) -> None:
    """It is for this order: counted towards its sum, what is more goes back. Raises NotOpen.

    For an order that waits no longer (paid already, called off, too late) all of it goes back.
    """
    order = locked(order)
    _refuse_dealt_with(incoming)
    attempt = awaited(order) if order.state in order_rules.UNPAID else None
    if attempt is None:
        give_back(incoming, order, member_id)
        return
    so_far = sum(known.booked_minor for known in bank_queries.booked_for(attempt.id))
    incoming.booked_minor = min(incoming.amount_minor, attempt.amount_minor - so_far)
    incoming.attempt_id = attempt.id
    _settle(incoming, IncomingState.BOOKED, member_id)
    status = gateway.named(PROVIDER).status(attempt.provider_ref or "")
    settling.apply(attempt, status)
    if status.state == "open":
        _tell_part(order, attempt, so_far + incoming.booked_minor)
    if rest := incoming.amount_minor - incoming.booked_minor:
        _owe_back(order, rest, incoming)


def give_back(incoming: IncomingTransfer, order: Order, member_id: int | None) -> None:
    """All of it goes back to where it came from, the same day (kind `late_money`). NotOpen."""
    order = locked(order)
    _refuse_dealt_with(incoming)
    _settle(incoming, IncomingState.GIVEN_BACK, member_id)
    _owe_back(order, incoming.amount_minor, incoming)


def set_aside(incoming: IncomingTransfer, why: str, member_id: int) -> None:
    """It is none of the shop's: it stays on the account, with the reason. Raises NotOpen."""
    transactions.locked(incoming)
    _refuse_dealt_with(incoming)
    incoming.note = why
    _settle(incoming, IncomingState.SET_ASIDE, member_id)


def _refuse_dealt_with(incoming: IncomingTransfer) -> None:
    if incoming.state is not IncomingState.OPEN:
        raise NotOpen(_("This line has been dealt with already."))


def _settle(incoming: IncomingTransfer, state: IncomingState, member_id: int | None) -> None:
    incoming.state = state
    incoming.member_id = member_id
    incoming.settled_at = clock.now()
    db.session.flush()


def _owe_back(order: Order, amount_minor: int, incoming: IncomingTransfer) -> None:
    """Money that forms no contract: an attempt of its own, taken, and owed back at once."""
    attempt = _attempt_for(order, amount_minor)
    incoming.back_attempt_id = attempt.id
    answers.money_taken(attempt, amount_minor, f"transfer:{incoming.id}")
    owing.owe_late_money(attempt)


def _attempt_for(order: Order, amount_minor: int) -> PaymentAttempt:
    token = ids.token()
    number = len(queries.attempts_of(order.id)) + 1
    attempt = PaymentAttempt(
        order_id=order.id,
        number=number,
        provider=PROVIDER,
        provider_ref=f"{order.reference}/back-{number}",
        return_hash=ids.token_hash(token),
        return_cipher=crypto.encrypt(token),
        amount_minor=amount_minor,
        started_at=clock.now(),
    )
    db.session.add(attempt)
    db.session.flush()
    return attempt


def give_back_parts(reference: str, called_off: bool) -> None:
    """The order came to nothing: parts that were booked go back (4.3), and the buyer is told."""
    order = orders.order_by_reference(reference)
    if order.means == PROVIDER and not called_off:
        messaging.promise(
            "transfer-over",
            messages.transfer_over(order),
            to=order.email,
            language=order.language,
            about=order.reference,
            key=f"transfer-over:{order.reference}",
        )
    for attempt in queries.attempts_of(order.id):
        if attempt.provider != PROVIDER or attempt.state in {AttemptState.CAPTURED}:
            continue
        parts = bank_queries.booked_for(attempt.id)
        if parts:
            answers.money_taken(
                attempt, sum(part.booked_minor for part in parts), f"parts:{attempt.id}"
            )
            owing.owe_late_money(attempt)


def tell_account(reference: str) -> None:
    """The order is placed: where to pay, by e-mail too."""
    order = orders.order_by_reference(reference)
    attempt = awaited(order)
    if attempt is None:
        return
    messaging.promise(
        "transfer-awaited",
        messages.transfer_awaited(order, crypto.decrypt(attempt.return_cipher)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"transfer-awaited:{order.reference}",
    )


def remind() -> int:
    """The day before the last business day: once, while the sum is not whole (timer)."""
    reminded = 0
    for order in orders.awaiting_transfers():
        attempt = awaited(order)
        days_left = (messages.last_day(order) - clock.today()).days
        if attempt is not None and days_left <= 1:
            messaging.promise(
                "transfer-reminder",
                messages.transfer_reminder(order, crypto.decrypt(attempt.return_cipher)),
                to=order.email,
                language=order.language,
                about=order.reference,
                key=f"transfer-reminder:{order.reference}",
            )
            reminded += 1
    return reminded


def _tell_part(order: Order, attempt: PaymentAttempt, booked_minor: int) -> None:
    messaging.promise(
        "transfer-part",
        messages.transfer_part(order, booked_minor, crypto.decrypt(attempt.return_cipher)),
        to=order.email,
        language=order.language,
        about=order.reference,
        key=f"transfer-part:{order.reference}:{booked_minor}",
    )
