"""A supplier's month: what moved on its accounts, line by line; every figure a sum of transfers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.extensions import db
from app.kernel.errors import NotFound
from app.ledger.models import Transfer
from app.ledger.months import Month, this_month
from app.orders.models import SubOrder
from app.settlements.models import MonthlyStatement
from app.settlements.queries import movements
from app.settlements.queries.amounts import accounts_of
from app.settlements.queries.movements import Movement

ORDER = (
    "sale",
    "delivery",
    "commission",
    "commission_vat",
    "refund_goods",
    "refund_delivery",
    "outlay",
    "interest",
    "late_interest",
    "dispute_borne",
    "commission_back",
    "commission_vat_back",
    "set_off",
    "damage",
    "withholding",
    "withholding_back",
    "payout",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line says of one sub-order, or of one payout; kuruş, above 0 what is gained."""

    suborder: str
    payout: str
    minor: int


@dataclass(frozen=True, slots=True)
class Line:
    """All movements of one kind in a month, and what they are of each sub-order."""

    kind: str
    minor: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A supplier's month: opening balance, lines, closing balance, in kuruş.

    `others`: what the cooperative bore of refunds; told, and counted in no balance.
    """

    supplier_id: int
    month: Month
    opening_minor: int
    lines: tuple[Line, ...]
    others: tuple[Line, ...]

    @property
    def closing_minor(self) -> int:
        """What is carried into the next month; below 0 the supplier owes it."""
        return self.opening_minor + sum(line.minor for line in self.lines)

    @property
    def is_over(self) -> bool:
        """Whether the month has ended, so that nothing can be added to it."""
        return self.month < this_month()


def statement_of(supplier_id: int, month: Month) -> Statement:
    """The statement of a month. Raises NotFound for one before the supplier's first movement."""
    first = first_month(supplier_id)
    if first is None or month < first:
        raise NotFound
    suborders = select(SubOrder.reference).where(SubOrder.supplier_id == supplier_id)
    return Statement(
        supplier_id=supplier_id,
        month=month,
        opening_minor=_balance_before(supplier_id, month),
        lines=_lines(movements.between(supplier_id, month.start, month.end)),
        others=_lines(movements.borne_by_others(suborders, month.start, month.end)),
    )


def first_month(supplier_id: int) -> Month | None:
    """The month of a supplier's first movement."""
    accounts = accounts_of(supplier_id)
    touches = or_(Transfer.debit.in_(accounts), Transfer.credit.in_(accounts))
    first = db.session.scalar(select(func.min(Transfer.at)).where(touches))
    return Month.of(first) if first else None


def kept(supplier_id: int, month: Month) -> MonthlyStatement | None:
    """The final statement of a month, once it has been made."""
    return db.session.scalar(
        select(MonthlyStatement).where(
            MonthlyStatement.supplier_id == supplier_id, MonthlyStatement.month == month.first
        )
    )


def final_statements(supplier_id: int) -> list[MonthlyStatement]:
    """A supplier's final statements, the newest first."""
    return list(
        db.session.scalars(
            select(MonthlyStatement)
            .where(MonthlyStatement.supplier_id == supplier_id)
            .order_by(MonthlyStatement.month.desc())
        )
    )


def _balance_before(supplier_id: int, month: Month) -> int:
    accounts = accounts_of(supplier_id)
    total = func.coalesce(func.sum(Transfer.amount_minor), 0)
    gained = select(total).where(Transfer.credit.in_(accounts), Transfer.at < month.start)
    lost = select(total).where(Transfer.debit.in_(accounts), Transfer.at < month.start)
    return int(db.session.scalar(gained) or 0) - int(db.session.scalar(lost) or 0)


def _lines(moved: Sequence[Movement]) -> tuple[Line, ...]:
    sums: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for movement in moved:
        sums[movement.kind][(movement.suborder, movement.payout)] += movement.minor
    known = [kind for kind in ORDER if kind in sums]
    return tuple(
        Line(
            kind,
            sum(sums[kind].values()),
            tuple(Entry(*names, minor) for names, minor in sums[kind].items() if minor),
        )
        for kind in (*known, *sorted(sums.keys() - set(ORDER)))
    )
