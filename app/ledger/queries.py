from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select

from app.extensions import db
from app.ledger.models import Transfer

OF_AN_ORDER = ("shopper", "refunds", "disputes")


@dataclass(frozen=True, slots=True)
class Account:
    """An account as one order sees it: what it was given, what it gave, in kuruş."""

    name: str
    debits_minor: int
    credits_minor: int

    @property
    def balance_minor(self) -> int:
        """Debits less credits."""
        return self.debits_minor - self.credits_minor


def balance(account: str, suborder: str | None = None) -> int:
    """Debits less credits of an account, in kuruş; `suborder`: only what belongs to this one."""
    sums = []
    for side in (Transfer.debit, Transfer.credit):
        wanted = select(func.coalesce(func.sum(Transfer.amount_minor), 0)).where(side == account)
        if suborder is not None:
            wanted = wanted.where(Transfer.suborder == suborder)
        sums.append(int(db.session.scalar(wanted) or 0))
    return sums[0] - sums[1]


def transfers_about(reference: str) -> list[Transfer]:
    """What moved for an order, in order."""
    return list(
        db.session.scalars(
            select(Transfer).where(Transfer.about == reference).order_by(Transfer.id)
        )
    )


def accounts_of(transfers: list[Transfer]) -> list[Account]:
    """The accounts that these transfers touch; their balances sum to nothing."""
    debits: dict[str, int] = defaultdict(int)
    credits: dict[str, int] = defaultdict(int)
    for transfer in transfers:
        debits[transfer.debit] += transfer.amount_minor
        credits[transfer.credit] += transfer.amount_minor
    return [
        Account(name, debits[name], credits[name])
        for name in sorted(debits.keys() | credits.keys())
    ]


def amount_of(source: str) -> int:
    """What one transfer moved, in kuruş; 0 where there is none."""
    return db.session.scalar(select(Transfer.amount_minor).where(Transfer.source == source)) or 0


def with_source(prefix: str) -> list[Transfer]:
    """The transfers whose source begins so, in order."""
    return list(
        db.session.scalars(
            select(Transfer)
            .where(Transfer.source.startswith(prefix, autoescape=True))
            .order_by(Transfer.id)
        )
    )


def is_known(source: str) -> bool:
    """Whether this has moved already."""
    return db.session.scalar(select(Transfer.id).where(Transfer.source == source)) is not None


def newest(limit: int = 50) -> list[Transfer]:
    """The last transfers, newest first."""
    return list(db.session.scalars(select(Transfer).order_by(Transfer.id.desc()).limit(limit)))


def totals() -> list[Account]:
    """Every account that is no single order's, with what it was given and gave.

    Shoppers' and refunds' accounts are one for each order; together they are one line.
    """
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for column, place in ((Transfer.debit, 0), (Transfer.credit, 1)):
        gathered = case(
            *((column.startswith(f"{kind}:"), kind) for kind in OF_AN_ORDER), else_=column
        )
        each = select(gathered.label("name"), Transfer.amount_minor).subquery()
        sums = select(each.c.name, func.sum(each.c.amount_minor)).group_by(each.c.name)
        for name, amount in db.session.execute(sums):
            rows[name][place] += int(amount)
    return [Account(name, *rows[name]) for name in sorted(rows)]


def sums_between(edges: Sequence[datetime], kinds: Collection[str]) -> Counter[tuple[str, int]]:
    """What moved of each kind in each span between two edges: (kind, place of the span) to kuruş.

    What was undone counts less than nothing.
    """
    span = case(*((Transfer.at < end, place) for place, end in enumerate(edges[1:])))
    signed = case(
        (Transfer.source.endswith(":back"), -Transfer.amount_minor), else_=Transfer.amount_minor
    )
    each = (
        select(Transfer.kind, span.label("span"), signed.label("amount"))
        .where(Transfer.at >= edges[0], Transfer.at < edges[-1], Transfer.kind.in_(kinds))
        .subquery()
    )
    rows = select(each.c.kind, each.c.span, func.sum(each.c.amount)).group_by(
        each.c.kind, each.c.span
    )
    return Counter({(kind, place): int(amount) for kind, place, amount in db.session.execute(rows)})


@dataclass(frozen=True, slots=True)
class Moved:
    """A transfer as reports read it."""

    at: datetime
    debit: str
    credit: str
    amount_minor: int
    kind: str
    source: str
    about: str
    suborder: str | None

    @property
    def is_back(self) -> bool:
        """Whether it takes back what its kind gives: undone, or set off within a payout."""
        return self.source.endswith(":back") or (self.kind == "payout" and self.debit == "bank")

    @property
    def signed_minor(self) -> int:
        """Its amount, or less than nothing where it undoes another."""
        return -self.amount_minor if self.is_back else self.amount_minor

    @property
    def giver(self) -> str:
        """The account that bears it: debited, or credited where it is undone."""
        return self.credit if self.is_back else self.debit


COLUMNS = (
    Transfer.at,
    Transfer.debit,
    Transfer.credit,
    Transfer.amount_minor,
    Transfer.kind,
    Transfer.source,
    Transfer.about,
    Transfer.suborder,
)


def moved_between(start: datetime, end: datetime) -> list[Moved]:
    """What moved from one moment until before another, in order."""
    rows = select(*COLUMNS).where(Transfer.at >= start, Transfer.at < end).order_by(Transfer.id)
    return [Moved(*row) for row in db.session.execute(rows)]


def suborders_between(start: datetime, end: datetime) -> Select[str | None]:
    """The sub-orders for which anything moved then, to be asked for within another question."""
    return select(Transfer.suborder).where(
        Transfer.at >= start, Transfer.at < end, Transfer.suborder.is_not(None)
    )


def moved_before(kinds: Collection[str], start: datetime, end: datetime) -> list[Moved]:
    """What moved of these kinds before `start`, for sub-orders that moved from then to `end`."""
    rows = (
        select(*COLUMNS)
        .where(
            Transfer.suborder.in_(suborders_between(start, end)),
            Transfer.kind.in_(kinds),
            Transfer.at < start,
        )
        .order_by(Transfer.id)
    )
    return [Moved(*row) for row in db.session.execute(rows)]
