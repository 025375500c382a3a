"""A refund by bank transfer, made by a person at the bank's own counter or page (4.7)."""

import hashlib
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.accounts import members
from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.orders.services.changes import locked
from app.payments import queries, rules
from app.payments.models import Refund, RefundState
from app.payments.services import asking, booking, covered, files, interest
from app.payments.services.confirming import confirm
from app.payments.services.machine import NotNow, move
from app.payments.services.refunds import above_limit
from app.web.filters import money

PURPOSE = "refund-transfer"


class WrongDay(Refused):
    """A transfer has no value date before it was released, or in the future."""


class WrongAmount(Refused):
    """Another sum than the one owed on that day (DC-12.1)."""


@dataclass(frozen=True, slots=True)
class Executed:
    """What the bank's statement says: kuruş, value date, its reference."""

    amount_minor: int
    value_on: date
    reference: str


def owed_on(refund: Refund, day: date) -> int:
    """Kuruş owed if it is paid on this day, with the interest up to then. Raises NoRate."""
    sheet = interest.on_top_of(refund, day)
    return refund.amount_minor + (sheet.interest_minor if sheet else 0)


def record_transfer(refund: Refund, executed: Executed, member: Member, reason: str) -> bool:
    """Finance has paid by transfer; above the limit two people say the same. True when confirmed.

    Raises NotNow, WrongDay, WrongAmount, TakenByDispute.
    """
    locked(refund.order)
    db.session.refresh(refund)
    if not (refund.by_transfer and refund.state in rules.AT_THE_BANK):
        raise NotNow(_("This refund has moved on meanwhile. Please look at it again."))
    if refund.state is RefundState.RELEASED:  # what is in a file has left our hands
        covered.refuse_twice(refund)
    _check(refund, executed)
    if above_limit(refund) and not members.approve(
        PURPOSE, _fingerprint(refund, executed), member, "finance", reason
    ):
        return False
    _add_interest(refund, executed.value_on)
    refund.value_on = executed.value_on
    refund.sent_at = clock.now()
    files.note_outcome(refund, "executed")
    confirm(refund, executed.reference, "ADM", f"transfer:{refund.number}")
    return True


def _check(refund: Refund, executed: Executed) -> None:
    named_on = clock.day_of(refund.iban_given_at) if refund.iban_given_at else executed.value_on
    if not named_on <= executed.value_on <= clock.today():
        raise WrongDay(_("The value date lies between the day the account was named and today."))
    owed = owed_on(refund, executed.value_on)
    if executed.amount_minor != owed:
        raise WrongAmount(
            _("On this day %(amount)s are owed, no more and no less.", amount=money(owed))
        )


def _fingerprint(refund: Refund, executed: Executed) -> str:
    """Both people mean the same transfer to the same account."""
    words = f"{executed.amount_minor} {executed.value_on} {executed.reference} {refund.iban_cipher}"
    return f"{refund.number}:{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def _add_interest(refund: Refund, day: date) -> None:
    sheet = interest.on_top_of(refund, day)
    if sheet is None or not sheet.interest_minor:
        return
    refund.interest_minor += sheet.interest_minor
    refund.amount_minor += sheet.interest_minor
    refund.inputs = {**refund.inputs, "interest": [sheet.as_inputs()]}
    db.session.flush()
    booking.interest_added(refund, sheet.interest_minor)


def record_return(refund: Refund, why: str) -> None:
    """The bank sent the transfer back: the person is asked for an account again."""
    locked(refund.order)
    db.session.refresh(refund)
    if not refund.by_transfer:
        raise NotNow(_("This refund has moved on meanwhile. Please look at it again."))
    files.note_outcome(refund, "rejected")
    move(refund, "sent_back")
    refund.iban_cipher = None
    refund.failures += 1
    asking.ask_for_other_instrument(refund, why)


def give_up_card(refund: Refund, why: str) -> None:
    """Finance has asked the provider, who cannot send it and has not: the person is asked.

    Only for a refund that failed or was never answered; no call is made any more. Raises NotNow.
    """
    locked(refund.order)
    db.session.refresh(refund)
    move(refund, "third_failure")
    for command in queries.open_commands_of(refund.id):
        command.done_at = clock.now()
        command.lease_until = None
        command.outcome = "given up"
    asking.ask_for_other_instrument(refund, why)
