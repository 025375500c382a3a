"""Sales, refunds and commission over time, as bars in lira."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel import clock
from app.ledger import queries as ledger
from app.ledger.months import this_month
from app.web.filters import day_and_month, day_axis

DAYS, WEEKS, MONTHS = 14, 12, 12
SALES = frozenset({"sale", "delivery"})
REFUNDS = frozenset({"refund_goods", "refund_delivery"})
COMMISSION = frozenset({"commission"})
COMMISSION_BACK = frozenset({"commission_back"})
Bar = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Months:
    """A year by month: refunds, and the commission that stays."""

    refunds: list[Bar]
    commission: list[Bar]


def sales(by: str) -> list[Bar]:
    """Sold with VAT by day, or by week from Monday; the running one last."""
    today = clock.today()
    if by == "week":
        monday = today - timedelta(days=today.weekday())
        starts = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
        edges, name = [*starts, monday + timedelta(weeks=1)], day_and_month
    else:
        starts = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
        edges, name = [*starts, today + timedelta(days=1)], day_axis
    sold = _sums(edges, SALES)
    return _bars([name(day) for day in starts], sold, 2)


def by_month() -> Months:
    """The last twelve months, the running one last."""
    months = [this_month().plus(back) for back in range(1 - MONTHS, 2)]
    edges = [month.first for month in months]
    names = [month.short for month in months[:-1]]
    sums = ledger.sums_between(
        [clock.start_of(day) for day in edges], REFUNDS | COMMISSION | COMMISSION_BACK
    )

    def of(kinds: frozenset[str]) -> list[int]:
        return [sum(sums[kind, place] for kind in kinds) for place in range(MONTHS)]

    stays = [taken - back for taken, back in zip(of(COMMISSION), of(COMMISSION_BACK), strict=True)]
    return Months(_bars(names, of(REFUNDS), 1), _bars(names, stays, 2))


def _sums(edges: Sequence[date], kinds: frozenset[str]) -> list[int]:
    sums = ledger.sums_between([clock.start_of(day) for day in edges], kinds)
    return [sum(sums[kind, place] for kind in kinds) for place in range(len(edges) - 1)]


def _bars(names: Sequence[str], amounts: Sequence[int], tone: int) -> list[Bar]:
    return [(name, round(minor / 100), tone) for name, minor in zip(names, amounts, strict=True)]
