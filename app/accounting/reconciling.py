"""Ledger, provider and bank held against each other, every night and on the page."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from app.accounting import listening, matching, sides
from app.accounting.matching import Difference, Item
from app.accounting.models import Reconciliation
from app.extensions import db
from app.kernel import clock, transactions
from app.ledger import queries as ledger
from app.payments import gateway
from app.payments.gateway import ListsMovements, ProviderRefused, ProviderUnreachable
from app.payments.models import IncomingTransfer, OutgoingTransfer
from app.payments.services.booking import BANK

WINDOW = timedelta(days=35)
MARGIN = timedelta(days=10)  # the same money may bear another day on each side
AGAIN = timedelta(days=10)  # asked for once more: a payout that was on its way has arrived
PROVIDER = "provider:"


@dataclass(frozen=True, slots=True)
class Compared:
    """One account over some days: both sides, what does not agree, what is known to be on its way.

    `judged`: whether there was anything to hold the ledger against.
    """

    account: str
    ours: list[Item]
    theirs: list[Item]
    differences: list[Difference]
    waiting: list[Item]
    judged: bool

    def ours_minor(self, day: date | None = None) -> int:
        """What the ledger moved on a day, or on all of them."""
        return _sum(self.ours, day)

    def theirs_minor(self, day: date | None = None) -> int:
        """What the other side says moved."""
        return _sum(self.theirs, day)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Which days the other side has spoken of: the first, and the first not any more."""

    first: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether it has spoken of this day."""
        return self.first <= day < self.until


def compare(account: str, first: date, until: date, heard: date | None = None) -> Compared:
    """An account from a day until before another. `heard`: the other side was asked up to here."""
    ours, theirs = _both(account, first, until)
    horizons = _horizons(account, heard)
    found = [
        difference
        for difference in matching.differences(ours, theirs)
        if first <= difference.day < until and _is_judged(difference, horizons)
    ]
    waiting = [d.theirs for d in found if d.theirs and d.theirs.waits]
    return Compared(
        account,
        [item for item in ours if first <= item.day < until],
        [item for item in theirs if first <= item.day < until],
        [d for d in found if not (d.theirs and d.theirs.waits)],
        waiting,
        bool(horizons),
    )


def accounts() -> list[str]:
    """Every account with another side: the providers that list what moved, and the bank."""
    known = {account.name for account in ledger.totals()}
    names = [f"{PROVIDER}{name}" for name in gateway.that_list_movements()]
    return [*(name for name in names if name in known), BANK]


def tonight() -> int:
    """Ask every provider, compare all accounts, keep the result (timer). How many differ."""
    with transactions.reading():
        wanted = accounts()
        since = {account: _asked_since(account) for account in wanted if account != BANK}
        db.session.rollback()
    listing = gateway.that_list_movements()
    for account, moment in since.items():
        _hear(account, listing[account.removeprefix(PROVIDER)], moment)
    _store(BANK, None)
    transactions.save()
    return sum(bool(row.differences) for row in latest())


def latest() -> list[Reconciliation]:
    """The newest result of each account."""
    newest = select(func.max(Reconciliation.id)).group_by(Reconciliation.account)
    return list(
        db.session.scalars(
            select(Reconciliation)
            .where(Reconciliation.id.in_(newest))
            .order_by(Reconciliation.account)
        )
    )


def count_differences() -> int:
    """How much did not agree when it was last looked at."""
    return sum(len(row.differences) for row in latest())


def _hear(account: str, provider: ListsMovements, since: datetime) -> None:
    """Called with no transaction open; what fails is written down and asked again next night."""
    unheard = None
    try:
        said = provider.movements(since)
    except (ProviderUnreachable, ProviderRefused) as error:
        unheard = str(error) or type(error).__name__
    else:
        listening.take_in(account.removeprefix(PROVIDER), said)
    _store(account, unheard)
    transactions.save()


def _store(account: str, unheard: str | None) -> None:
    until = clock.today()
    compared = compare(account, until - WINDOW, until, None if unheard else until)
    kept = select(Reconciliation).where(
        Reconciliation.account == account, Reconciliation.until == until
    )
    row = db.session.scalar(kept) or Reconciliation(account=account, until=until)
    row.made_at = clock.now()
    row.ledger_minor, row.said_minor = compared.ours_minor(), compared.theirs_minor()
    row.differences = [_written(difference) for difference in compared.differences]
    row.unheard = unheard[:120] if unheard else None
    db.session.add(row)
    db.session.flush()


def _written(difference: Difference) -> dict[str, object]:
    """As it is kept; a line without a number of ours is kept without its words."""
    item = difference.ours or difference.theirs
    assert item is not None
    return {
        "day": difference.day.isoformat(),
        "what": item.what,
        "about": item.about if item.key else "",
        "ours": difference.ours.amount_minor if difference.ours else None,
        "theirs": difference.theirs.amount_minor if difference.theirs else None,
    }


def _asked_since(account: str) -> datetime:
    last = listening.last_heard(account.removeprefix(PROVIDER))
    begin = clock.start_of(clock.today() - WINDOW - MARGIN)
    return max(begin, last - AGAIN) if last else begin


def _both(account: str, first: date, until: date) -> tuple[list[Item], list[Item]]:
    since, end = first - MARGIN, until + MARGIN
    moments = clock.start_of(since), clock.start_of(end)
    ours = sides.booked_at(account, *moments)
    if account == BANK:
        return ours, sides.said_by_bank(since, end)
    return ours, sides.said_by(account.removeprefix(PROVIDER), *moments)


def _horizons(account: str, heard: date | None) -> dict[bool, Horizon]:
    """By whether money came in: what the other side has spoken of so far."""
    if account == BANK:
        spoken = {True: _spoken(IncomingTransfer), False: _spoken(OutgoingTransfer)}
        return {came_in: horizon for came_in, horizon in spoken.items() if horizon}
    first, last = db.session.execute(
        select(func.min(Reconciliation.until), func.max(Reconciliation.until)).where(
            Reconciliation.account == account, Reconciliation.unheard.is_(None)
        )
    ).one()
    until = heard or last
    if until is None:
        return {}
    horizon = Horizon((first or until) - WINDOW, until)
    return {True: horizon, False: horizon}


def _spoken(table: type[IncomingTransfer] | type[OutgoingTransfer]) -> Horizon | None:
    first, last = db.session.execute(
        select(func.min(table.value_on), func.max(table.value_on))
    ).one()
    return Horizon(first, last + timedelta(days=1)) if first else None


def _is_judged(difference: Difference, horizons: dict[bool, Horizon]) -> bool:
    """What only the ledger has is missing only where the other side has spoken of the day."""
    if difference.ours is None:
        return True
    horizon = horizons.get(difference.ours.amount_minor > 0)
    return horizon is not None and horizon.holds(difference.ours.day)


def _sum(items: list[Item], day: date | None) -> int:
    sums: Counter[date] = Counter()
    for item in items:
        sums[item.day] += item.amount_minor
    return sums[day] if day else sum(sums.values())
