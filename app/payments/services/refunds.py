"""Money going back: opened, released, cancelled, its days (machine 4.7)."""

from datetime import date

from flask_babel import gettext as _

from app.accounts import members
from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.law import refunds as law
from app.law.interest import NoRate
from app.orders.models import Order
from app.orders.services.changes import locked
from app.payments import queries
from app.payments.models import CommandKind, Refund, RefundState
from app.payments.services import amounts, asking, attempts, bearing, booking, covered, interest
from app.payments.services.covered import NeverTaken, TakenByDispute
from app.payments.services.machine import NotNow, move
from app.payments.services.opening import MoreThanPaid, RefundDraft, open_parts
from app.settings import queries as settings
from app.web.logs import log

__all__ = ["MoreThanPaid", "NotNow", "RefundDraft", "open_refund"]


class NeedsSecondPerson(Conflict):
    """Above the house's limit a second person must agree."""


class NoInterestRate(Conflict):
    """The statutory rate of a day is not on file; without it the sum cannot be computed."""


def open_refund(order: Order, draft: RefundDraft, release_now: bool) -> Refund:
    """Owe this money from now on; once per instrument, case and kind. Raises MoreThanPaid.

    Returns the refund to the first instrument.
    """
    order = locked(order)
    known = queries.refund_for(draft.cause, draft.kind)
    if known is not None:
        return known
    opened = open_parts(order, draft)
    if release_now:
        release_case(draft.cause, draft.kind)
    return opened[0]


def above_limit(refund: Refund) -> bool:
    """Whether this sum needs a second person (`refund_auto_limit`; 0 = always)."""
    limit = settings.number("refund_auto_limit")
    return limit == 0 or refund.amount_minor > limit


def release(refund: Refund, by: Member | None) -> None:
    """Let the money go: write the provider's command. `by` None: the system, below the limit.

    The second person's word is checked by the caller (accounts.services.approve_second). Raises
    NeedsSecondPerson, NoInterestRate, TakenByDispute, NeverTaken.
    """
    order = locked(refund.order)
    db.session.refresh(refund)
    if refund.state is not RefundState.COMPUTED:
        return
    if by is None and above_limit(refund):
        raise NeedsSecondPerson(_("Above the limit a second person must release this."))
    covered.refuse_twice(refund)
    try:
        interest.on_top_of(refund, clock.today())
    except NoRate as error:
        raise NoInterestRate(
            _("No statutory rate of interest is on file for %(day)s.", day=str(error))
        ) from error
    refund.blocked = None
    move(refund, "release")
    refund.released_at = clock.now()
    evidence.record(
        order.reference,
        "refund_released",
        {"refund": refund.number, "amount": refund.amount_minor},
        "ADM" if by else "SYS",
        str(by.id) if by else None,
    )
    if not refund.by_transfer:
        assert refund.attempt is not None
        attempts.command(refund.attempt, CommandKind.REFUND, refund.amount_minor, refund)


def _release_if_possible(refund: Refund) -> None:
    """As `release`, by the system; what stands in the way is noted for the desk."""
    try:
        release(refund, None)
    except (NoInterestRate, TakenByDispute, NeverTaken) as refusal:
        refund.blocked = str(refusal)[:120]
        db.session.flush()
        log.error("a refund is blocked", refund=refund.number, why=str(refusal))


def account_named(refund: Refund, typed: str, holder: str) -> None:
    """The shopper has named an account; what waited for nothing else is released with it.

    Raises NotAnIban, NotNow.
    """
    asking.give_iban(refund, typed, holder)
    if refund.state is not RefundState.COMPUTED:
        return
    if refund.released_at is not None:  # it had been let go before nobody answered
        move(refund, "release")
    elif not above_limit(refund) and _waits_for_nothing(refund):
        _release_if_possible(refund)


def _waits_for_nothing(refund: Refund) -> bool:
    return refund.principal_minor == 0 or refund.release_on <= clock.today()


def release_case(cause: str, kind: str) -> None:
    """Nothing is waited for any longer: what this case brings back leaves, if it may by itself."""
    for refund in queries.refunds_for(cause, kind):
        if refund.state is RefundState.COMPUTED and not above_limit(refund):
            _release_if_possible(refund)


def release_due() -> int:
    """Release what may wait no longer: day 12 after the notice (C-12; timer `refunds`)."""
    due = [r for r in queries.unreleased_by(clock.today()) if not above_limit(r)]
    for refund in due:
        _release_if_possible(refund)
    return len(due)


def release_by(refund: Refund, member: Member, reason: str) -> bool:
    """A member of staff releases; above the limit two words are needed. True when released."""
    if above_limit(refund) and not members.approve(
        "refund", refund.number, member, "finance", reason
    ):
        return False
    release(refund, member)
    return True


def cancel_case(cause: str, kind: str, why: str) -> None:
    """The withdrawal is revoked before any money was sent (machine 4.6.1). Raises NotNow."""
    for refund in queries.refunds_for(cause, kind):
        order = locked(refund.order)
        db.session.refresh(refund)
        move(refund, "revoked")
        booking.cancelled(refund)
        evidence.record(
            order.reference, "refund_cancelled", {"refund": refund.number, "why": why}, "SYS"
        )


def bear_against_objection(cause: str, kind: str) -> None:
    """Paid back without the goods although the seller objected: who bears it is frozen anew (5.3).

    What the shopper gets, and when, is not touched.
    """
    for refund in queries.refunds_for(cause, kind):
        order = locked(refund.order)
        db.session.refresh(refund)
        if refund.state is RefundState.CANCELLED or bearing.is_against_objection(refund):
            continue
        bearing.freeze_anew(refund)
        evidence.record(
            order.reference,
            "refund_bearing_changed",
            {"refund": refund.number, "amount": refund.amount_minor, **refund.bearing},
            "SYS",
        )


def set_off(refund: Refund, amount_minor: int, source: str) -> None:
    """Lower a refund by a damage claim that its buyer has accepted in writing (C-14, 4.6.4).

    `source` is the claim's number. What is released already is not touched. Raises NotNow,
    MoreThanPaid.
    """
    order = locked(refund.order)
    db.session.refresh(refund)
    if refund.state is not RefundState.COMPUTED:
        raise NotNow(_("The money has left already; nothing can be set off any more."))
    if not 0 < amount_minor < refund.amount_minor:
        raise MoreThanPaid(_("Less than the refund can be set off, no more."))
    refund.set_off_minor += amount_minor
    refund.amount_minor -= amount_minor
    db.session.flush()
    booking.set_off(refund, amount_minor, source)
    evidence.record(
        order.reference,
        "damage_set_off",
        {"refund": refund.number, "amount": amount_minor, "claim": source},
        "SYS",
    )


def goods_moved(cause: str, kind: str, way_back: law.WayBack, moved_on: date) -> None:
    """The goods are on their way back: the day of the law is known now (C-30, 0.7).

    Under `refund_clock=rule_set` it replaces the day counted from the notice.
    """
    for refund in queries.refunds_for(cause, kind):
        order = locked(refund.order)
        db.session.refresh(refund)
        if refund.state not in {RefundState.DUE, RefundState.COMPUTED, RefundState.IBAN_ASKED}:
            continue
        days = amounts.days_for(order, refund.notice_on, way_back, moved_on)
        if days.due_on == refund.due_on:
            continue
        refund.inputs = {
            **refund.inputs,
            "way_back": str(way_back),
            "moved_on": moved_on.isoformat(),
            "due_before": refund.due_on.isoformat(),
        }
        refund.due_on, refund.release_on = days.due_on, days.release_on
        db.session.flush()
        evidence.record(
            order.reference,
            "refund_due_changed",
            {
                "refund": refund.number,
                "due": days.due_on.isoformat(),
                "way_back": str(way_back),
                "moved": moved_on.isoformat(),
            },
            "SYS",
        )
