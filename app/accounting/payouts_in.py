"""What a provider has paid out to our bank: which line of a statement it is, by a person."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounting import listening
from app.accounting.models import ProviderMovement
from app.extensions import db
from app.kernel.errors import Conflict, NotFound
from app.payments.models import IncomingState, IncomingTransfer
from app.payments.services import incoming


class AnotherSum(Conflict):
    """The line of the statement is not what the provider paid out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A payout and a line of the bank's statement with the same sum: a person says if it is it."""

    payout: ProviderMovement
    line: IncomingTransfer


def offers() -> list[Offer]:
    """Payouts that no line of a statement has been said to be, beside open lines of their sum."""
    told = select(IncomingTransfer.note).where(
        IncomingTransfer.state == IncomingState.PROVIDER_PAYOUT
    )
    rows = db.session.execute(
        select(ProviderMovement, IncomingTransfer)
        .join(IncomingTransfer, IncomingTransfer.amount_minor == -ProviderMovement.amount_minor)
        .where(
            ProviderMovement.kind == "payout",
            IncomingTransfer.state == IncomingState.OPEN,
            ProviderMovement.about.not_in(told),
        )
        .order_by(ProviderMovement.at, IncomingTransfer.value_on, IncomingTransfer.id)
        .limit(50)
    )
    return [Offer(payout, line) for payout, line in rows]


def is_it(payout_id: int, line_id: int, member_id: int) -> None:
    """This line is that payout: booked if the provider has not said so yet.

    Raises NotFound, AnotherSum, NotOpen.
    """
    payout = db.session.get(ProviderMovement, payout_id)
    line = db.session.get(IncomingTransfer, line_id)
    if payout is None or line is None or payout.kind != "payout":
        raise NotFound
    if line.amount_minor != -payout.amount_minor:
        raise AnotherSum(_("The sums differ; this line is another payment."))
    incoming.note_provider_payout(line, payout.about, member_id)
    listening.arrived(payout)
    db.session.flush()
