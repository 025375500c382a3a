"""A supplier's months: orders, goods sold, and what came back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.orders import queries as orders
from app.orders.models import Order, OrderLine, SubOrder
from app.returns.models import Case, Statement
from app.web import language

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month: orders, goods sold in kuruş with VAT and without delivery, returns declared."""

    name: str
    short: str
    orders: int
    sold_minor: int
    returns: int


def of_supplier(supplier_id: int) -> list[Month]:
    """The last twelve months, the present one last."""
    firsts = _firsts(clock.today())
    since = clock.start_of(firsts[0])
    sold: Counter[date] = Counter()
    months: dict[int, date] = {}
    for formed_at, number, amount_minor in db.session.execute(
        select(Order.formed_at, SubOrder.id, OrderLine.unit_price_minor * OrderLine.ordered)
        .join(SubOrder, SubOrder.order_id == Order.id)
        .join(OrderLine, OrderLine.suborder_id == SubOrder.id)
        .where(
            SubOrder.supplier_id == supplier_id,
            Order.state.in_(orders.EXISTS),
            Order.formed_at >= since,
        )
    ):
        assert formed_at is not None
        months[number] = _month(clock.day_of(formed_at))
        sold[months[number]] += amount_minor
    ordered = Counter(months.values())
    back = Counter(
        _month(clock.day_of(received_at))
        for received_at in db.session.scalars(
            select(Statement.received_at)
            .join(Case, Case.statement_id == Statement.id)
            .join(SubOrder, SubOrder.id == Case.suborder_id)
            .where(SubOrder.supplier_id == supplier_id, Statement.received_at >= since)
        )
    )
    return [
        Month(
            name=format_date(first, "MMMM y", locale=language.current()),
            short=format_date(first, "MMM", locale=language.current()),
            orders=ordered[first],
            sold_minor=sold[first],
            returns=back[first],
        )
        for first in firsts
    ]


def _firsts(today: date) -> list[date]:
    """The first days of the last months, the oldest first."""
    number = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


def _month(day: date) -> date:
    return day.replace(day=1)
