"""The refund desk: what is owed, how long it may wait, what stands in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.payments import rules
from app.payments.models import Refund, RefundState
from app.payments.services.refunds import above_limit

PRESSING_DAYS = 2
IN_TROUBLE = frozenset(
    {RefundState.FAILED, RefundState.OTHER_INSTRUMENT_ASKED, RefundState.UNCLAIMED}
)
WISHES = ("open", "trouble", "release", "account", "transfer", "late", "done")


@dataclass(frozen=True, slots=True)
class Age:
    """How many refunds are of an age, and their sum in kuruş."""

    key: str
    count: int
    amount_minor: int


def open_refunds() -> list[Refund]:
    """Refunds not yet sent, what failed or is blocked first, then by their last day."""
    found = db.session.scalars(
        select(Refund)
        .where(Refund.state.not_in(list(rules.OVER)))
        .order_by(Refund.due_on, Refund.id)
    )
    return sorted(found, key=lambda refund: not in_trouble(refund))


def in_trouble(refund: Refund) -> bool:
    """Whether a person must look: the provider refuses, a rate is missing, nobody answers."""
    return refund.state in IN_TROUBLE or bool(refund.blocked)


def needs_a_person(refund: Refund) -> bool:
    """Whether it does not go by itself: in trouble, above the limit, or a transfer to be made."""
    to_transfer = refund.by_transfer and refund.state in rules.AT_THE_BANK
    waits = refund.state is RefundState.COMPUTED and above_limit(refund)
    return in_trouble(refund) or to_transfer or waits or is_overdue(refund)


def is_overdue(refund: Refund, on: date | None = None) -> bool:
    """`refund_overdue` of machine 4.7: derived, never stored."""
    return refund.state not in rules.OVER and refund.due_on < (on or clock.today())


def wished(wish: str) -> list[Refund]:
    """The refunds of one tab of the desk."""
    if wish == "done":
        done = select(Refund).where(Refund.state.in_(list(rules.OVER))).order_by(Refund.id.desc())
        return list(db.session.scalars(done.limit(200)))
    tests: dict[str, Callable[[Refund], bool]] = {
        "trouble": in_trouble,
        "release": lambda refund: refund.state is RefundState.COMPUTED,
        "account": lambda refund: refund.state in rules.ASKS_FOR_IBAN,
        "transfer": lambda refund: refund.by_transfer and refund.state in rules.AT_THE_BANK,
        "late": is_overdue,
    }
    chosen = tests.get(wish)
    return [refund for refund in open_refunds() if chosen is None or chosen(refund)]


def ages() -> list[Age]:
    """Open refunds by the days they have left: late, pressing, in time."""
    today = clock.today()
    sums: dict[str, list[int]] = {"late": [], "pressing": [], "in_time": []}
    for refund in open_refunds():
        left = (refund.due_on - today).days
        key = "late" if left < 0 else "pressing" if left <= PRESSING_DAYS else "in_time"
        sums[key].append(refund.amount_minor)
    return [Age(key, len(found), sum(found)) for key, found in sums.items()]
