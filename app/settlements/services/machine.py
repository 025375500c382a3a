"""The one way in which a payout changes its state: under its row's lock, with evidence."""

from flask_babel import gettext as _

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict
from app.settlements import rules
from app.settlements.models import Payout, PayoutState

FREES = (PayoutState.EXECUTED, PayoutState.SENT_BACK, PayoutState.TAKEN_APART)


class NotNow(Conflict):
    """This cannot follow from where the payout stands."""


def move(payout: Payout, event: str, by: int | None) -> None:
    """Apply an event to a payout that is locked; what has ended holds no money. Raises NotNow."""
    following = rules.PAYOUT.get((payout.state, event))
    if following is None:
        raise NotNow(_("This payout has moved on meanwhile. Please look at it again."))
    payout.state = following
    if following in FREES:
        payout.ended_at = clock.now()
        for line in payout.lines:
            line.is_open = False
    db.session.flush()
    record(payout, event, by)


def record(payout: Payout, what: str, by: int | None) -> None:
    """One fact in the supplier's chain: number and sum, never an account."""
    evidence.record(
        f"supplier:{payout.supplier_id}",
        f"payout_{what}",
        {"payout": payout.number, "amount_minor": payout.amount_minor},
        "ADM" if by else "SYS",
        str(by) if by else None,
    )
