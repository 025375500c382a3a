from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.contracts import queries as documents
from app.contracts.documents import Document
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders.models import Order, SubOrder
from app.payments import queries as payments
from app.payments.models import Refund
from app.returns.models import (
    GoodsReturn,
    GoodsReturnState,
    Statement,
    StatementState,
    Withdrawal,
    WithdrawalState,
)
from app.returns.services import money


@dataclass(frozen=True, slots=True)
class Row:
    """A case on the due list: until when, what, how much."""

    case: Withdrawal
    refund: Refund | None
    due_on: date | None
    what: str


def receipt(token: str) -> tuple[Statement, Document]:
    """The statement whose receipt this token opens, and the document. Raises NotFound."""
    statement = db.session.scalar(
        select(Statement).where(Statement.receipt_hash == ids.token_hash(token))
    )
    if statement is None or statement.document_sha256 is None:
        raise NotFound
    return statement, documents.document(statement.document_sha256)


def statement_of(number: str) -> Statement:
    """A statement by its number. Raises NotFound."""
    statement = db.session.scalar(select(Statement).where(Statement.number == number))
    if statement is None:
        raise NotFound
    return statement


def case_of(number: str) -> Withdrawal:
    """A case by its number. Raises NotFound."""
    case = db.session.scalar(select(Withdrawal).where(Withdrawal.number == number))
    if case is None:
        raise NotFound
    return case


def case_of_supplier(number: str, supplier_id: int) -> Withdrawal:
    """A supplier's own case. Raises NotFound for another's."""
    case = case_of(number)
    if case.suborder.supplier_id != supplier_id:
        raise NotFound
    return case


def cases_of_order(order_id: int) -> list[Withdrawal]:
    """Every case of an order."""
    return list(
        db.session.scalars(
            select(Withdrawal)
            .join(SubOrder)
            .where(SubOrder.order_id == order_id)
            .order_by(Withdrawal.id)
        )
    )


def cases_of_supplier(supplier_id: int) -> list[Withdrawal]:
    """A supplier's cases, newest first."""
    return list(
        db.session.scalars(
            select(Withdrawal)
            .join(SubOrder)
            .where(SubOrder.supplier_id == supplier_id)
            .order_by(Withdrawal.id.desc())
            .limit(200)
        )
    )


def expected_by_supplier(supplier_id: int) -> list[Withdrawal]:
    """Goods on their way back to a supplier."""
    return [
        case
        for case in cases_of_supplier(supplier_id)
        if case.goods is not None
        and case.goods.state in {GoodsReturnState.APPROVED_GOODS_BACK, GoodsReturnState.SENT}
    ]


def unmatched() -> list[Statement]:
    """Statements that staff must match with an order, the oldest first."""
    return list(
        db.session.scalars(
            select(Statement)
            .where(Statement.state == StatementState.UNMATCHED)
            .order_by(Statement.received_at)
        )
    )


def due_list(wish: str = "open", query: str = "") -> list[Row]:
    """Cases for the returns desk, the most pressing first."""
    statement = (
        select(Withdrawal)
        .join(Statement)
        .outerjoin(GoodsReturn)
        .options(selectinload(Withdrawal.lines), selectinload(Withdrawal.goods))
    )
    open_goods = GoodsReturn.state.not_in([GoodsReturnState.CLOSED])
    wanted = {
        "decide": GoodsReturn.state == GoodsReturnState.AWAITING_APPROVAL,
        "refusal": Withdrawal.state == WithdrawalState.PENDING_REFUSAL,
        "goods": GoodsReturn.state.in_(
            [GoodsReturnState.APPROVED_GOODS_BACK, GoodsReturnState.SENT]
        ),
        "closed": or_(
            GoodsReturn.state == GoodsReturnState.CLOSED,
            Withdrawal.state == WithdrawalState.REFUSED,
        ),
    }.get(wish, or_(open_goods, Withdrawal.state == WithdrawalState.PENDING_REFUSAL))
    statement = statement.where(wanted)
    if query:
        statement = statement.outerjoin(Order, Order.id == Statement.order_id).where(
            or_(
                Withdrawal.number.startswith(query.upper()),
                Order.reference == query.upper(),
                Statement.email == query,
            )
        )
    found = db.session.scalars(statement.limit(500)).unique()
    rows = [_row(case) for case in found]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.case.id))


def _row(case: Withdrawal) -> Row:
    refund = payments.refund_for(case.number, money.KIND)
    if case.state is WithdrawalState.PENDING_REFUSAL:
        return Row(case, refund, case.decide_by, "refusal")
    if case.goods is not None and case.goods.state is GoodsReturnState.AWAITING_APPROVAL:
        return Row(case, refund, case.goods.approve_by, "decide")
    return Row(case, refund, refund.due_on if refund else None, "goods")


def load_by_day(rows: list[Row], days: int = 10) -> list[tuple[str, int, int]]:
    """How many cases fall due on each of the coming days, for the chart."""
    today = clock.today()
    counts: dict[int, int] = {}
    for row in rows:
        if row.due_on is not None:
            ahead = max(0, (row.due_on - today).days)
            counts[ahead] = counts.get(ahead, 0) + 1
    return [
        (
            str((today.fromordinal(today.toordinal() + n)).day),
            counts.get(n, 0),
            0 if n == 0 else 1 if n < 3 else 2,
        )
        for n in range(days)
    ]
