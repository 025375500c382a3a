"""The person is asked for an account: the card does not take the money, or cannot (DC-12.2.a)."""

from datetime import timedelta

from sqlalchemy import select

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, crypto
from app.law import deadlines
from app.messaging import services as messaging
from app.orders.services import links
from app.orders.services.changes import locked
from app.payments import ibans, messages, queries, rules
from app.payments.models import Refund, RefundState
from app.payments.services.machine import move


def ask(refund: Refund) -> None:
    """Ask by e-mail, once, for the account this refund can go to."""
    refund.asked_at = clock.now()
    db.session.flush()
    _write(refund, messages.iban_asked, f"iban-asked:{refund.number}:{refund.failures}")


def ask_for_other_instrument(refund: Refund, why: str) -> None:
    """The card does not take it for good: only now is there a field for an account (12(2))."""
    refund.instrument = _account_of(refund)
    evidence.record(
        refund.order.reference,
        "other_instrument_asked",
        {"refund": refund.number, "why": why[:200]},
        "SYS",
    )
    ask(refund)


def _account_of(refund: Refund) -> str:
    """The instrument instead of the card; what goes to an account anyway is a refund of its own."""
    taken = {part.instrument for part in queries.refunds_for(refund.cause, refund.kind)}
    return refund.instrument.replace("card", "transfer") if "transfer" in taken else "transfer"


def give_iban(refund: Refund, typed: str, holder: str) -> None:
    """The shopper names an account in writing (machine 4.7). Raises NotAnIban, NotNow."""
    number = ibans.read_iban(typed)
    order = locked(refund.order)
    db.session.refresh(refund)
    move(refund, "iban_given")
    refund.iban_cipher = crypto.encrypt(number)
    refund.holder = holder
    refund.iban_given_at = clock.now()
    waited = (clock.now() - refund.asked_at).days if refund.asked_at else 0
    refund.inputs = {**refund.inputs, "days_waited_for_account": waited}
    db.session.flush()
    evidence.record(
        order.reference,
        "refund_account_given",
        {"refund": refund.number, "account": ibans.masked(refund.iban_cipher), "holder": holder},
        "SH",
        str(order.shopper_id) if order.shopper_id else None,
    )


def note_silence() -> int:
    """Fourteen days without an answer: it stays owed and is asked for every month (4.7)."""
    waiting = db.session.scalars(
        select(Refund).where(
            Refund.state.in_([RefundState.IBAN_ASKED, RefundState.OTHER_INSTRUMENT_ASKED]),
            Refund.asked_at < clock.now() - timedelta(days=rules.SILENT_DAYS),
        )
    ).all()
    for refund in waiting:
        locked(refund.order)
        move(refund, "silent")
        evidence.record(
            refund.order.reference, "refund_unclaimed", {"refund": refund.number}, "SYS"
        )
    return len(waiting)


def remind_of_unclaimed() -> int:
    """Once a month: your money is still here (machine 4.7)."""
    owed = db.session.scalars(select(Refund).where(Refund.state == RefundState.UNCLAIMED)).all()
    for refund in owed:
        months = _months_since_asked(refund)
        if months:
            _write(refund, messages.iban_asked, f"iban-asked:{refund.number}:month-{months}")
    return len(owed)


def _months_since_asked(refund: Refund) -> int:
    asked_on = clock.day_of(refund.asked_at or refund.opened_at)
    months = 0
    while deadlines.months_after(asked_on, months + 1) <= clock.today():
        months += 1
    return months


def _write(refund: Refund, letter: "messages.WithLink", key: str) -> None:
    if messaging.is_promised(key):
        return
    order = refund.order
    messaging.promise(
        "refund-iban-asked",
        letter(refund, links.give_link(order)),
        to=order.email,
        language=order.language,
        about=refund.number,
        key=key,
        statutory=True,
    )
