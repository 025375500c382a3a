from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.contracts import queries as documents
from app.contracts.documents import Document
from app.extensions import db
from app.kernel import clock, ids
from app.kernel.errors import NotFound
from app.orders.models import Order, SubOrder
from app.payments.models import Refund
from app.returns.models import (
    Case,
    CaseState,
    DamageClaim,
    DamageState,
    GoodsReturn,
    GoodsReturnState,
    Statement,
    StatementFile,
    StatementState,
)
from app.returns.services import arrivals, labels, money
from app.web.filters import day_axis

UNDECIDED = (CaseState.PENDING_REFUSAL, CaseState.UNDER_REVIEW, CaseState.WAITING_INFO)


@dataclass(frozen=True, slots=True)
class Row:
    """A case on the due list: until when, what, how much."""

    case: Case
    refund: Refund | None
    due_on: date | None
    what: str


def receipt(token: str) -> tuple[Statement, Document]:
    """The statement whose receipt this token opens, and the document. Raises NotFound."""
    statement = statement_by_token(token)
    if statement.document_sha256 is None:
        raise NotFound
    return statement, documents.document(statement.document_sha256)


def statement_by_token(token: str) -> Statement:
    """The statement of a receipt's link. Raises NotFound."""
    statement = db.session.scalar(
        select(Statement).where(Statement.receipt_hash == ids.token_hash(token))
    )
    if statement is None:
        raise NotFound
    return statement


def statement_of(number: str) -> Statement:
    """A statement by its number. Raises NotFound."""
    statement = db.session.scalar(select(Statement).where(Statement.number == number))
    if statement is None:
        raise NotFound
    return statement


def case_of(number: str) -> Case:
    """A case by its number. Raises NotFound."""
    case = db.session.scalar(select(Case).where(Case.number == number))
    if case is None:
        raise NotFound
    return case


def case_of_supplier(number: str, supplier_id: int) -> Case:
    """A supplier's own case. Raises NotFound for another's."""
    case = case_of(number)
    if case.suborder.supplier_id != supplier_id:
        raise NotFound
    return case


def file_of(statement: Statement, file_id: int) -> StatementFile:
    """A file of this very statement. Raises NotFound."""
    for file in statement.files:
        if file.id == file_id:
            return file
    raise NotFound


def cases_of_order(order_id: int) -> list[Case]:
    """Every case of an order."""
    return list(
        db.session.scalars(
            select(Case).join(SubOrder).where(SubOrder.order_id == order_id).order_by(Case.id)
        )
    )


def cases_of_supplier(supplier_id: int) -> list[Case]:
    """A supplier's cases, newest first."""
    return list(
        db.session.scalars(
            select(Case)
            .join(SubOrder)
            .where(SubOrder.supplier_id == supplier_id)
            .order_by(Case.id.desc())
            .limit(200)
        )
    )


def expected_by_supplier(supplier_id: int) -> list[Case]:
    """Goods on their way back to a supplier."""
    return [
        case
        for case in cases_of_supplier(supplier_id)
        if case.goods is not None
        and (
            case.goods.state in {GoodsReturnState.APPROVED_GOODS_BACK, GoodsReturnState.SENT}
            or (case.goods.state is GoodsReturnState.RECEIVED and arrivals.may_arrive(case.goods))
        )
    ]


def to_inspect(supplier_id: int) -> list[Case]:
    """Goods that a supplier counted and has not looked at."""
    return [
        case
        for case in cases_of_supplier(supplier_id)
        if case.goods is not None
        and case.goods.state is GoodsReturnState.RECEIVED
        and case.damage is None
        and not arrivals.may_arrive(case.goods)
    ]


def keeps_asked(supplier_id: int) -> list[Case]:
    """Cases in which the buyer wants to keep the goods and the supplier has not answered."""
    return [
        case
        for case in cases_of_supplier(supplier_id)
        if case.state is CaseState.ACCEPTED
        and case.kept_by_shopper_at is not None
        and case.kept_by_supplier_at is None
    ]


def unmatched() -> list[Statement]:
    """Statements that staff must match with an order, the oldest first."""
    return _in_state(StatementState.UNMATCHED)


def parked() -> list[Statement]:
    """Statements whose sender was silent for thirty days."""
    return _in_state(StatementState.PARKED)


def _in_state(state: StatementState) -> list[Statement]:
    return list(
        db.session.scalars(
            select(Statement).where(Statement.state == state).order_by(Statement.received_at)
        )
    )


def damages_to_confirm() -> list[DamageClaim]:
    """Damages that wait for a second pair of eyes."""
    return list(
        db.session.scalars(
            select(DamageClaim)
            .where(DamageClaim.state == DamageState.PROPOSED)
            .order_by(DamageClaim.id)
        )
    )


def due_list(wish: str = "open", query: str = "") -> list[Row]:
    """Cases for the returns desk, the most pressing first."""
    statement = (
        select(Case)
        .join(Statement)
        .outerjoin(GoodsReturn)
        .options(selectinload(Case.lines), selectinload(Case.goods))
    )
    wanted = {
        "decide": GoodsReturn.state == GoodsReturnState.AWAITING_APPROVAL,
        "refusal": Case.state == CaseState.PENDING_REFUSAL,
        "claims": Case.state.in_([CaseState.UNDER_REVIEW, CaseState.WAITING_INFO]),
        "goods": GoodsReturn.state.in_(
            [GoodsReturnState.APPROVED_GOODS_BACK, GoodsReturnState.SENT]
        ),
        "closed": or_(
            GoodsReturn.state == GoodsReturnState.CLOSED,
            Case.state.in_([CaseState.REFUSED, CaseState.REVOKED]),
        ),
    }.get(wish, or_(GoodsReturn.state != GoodsReturnState.CLOSED, Case.state.in_(UNDECIDED)))
    statement = statement.where(wanted)
    if query:
        statement = statement.outerjoin(Order, Order.id == Statement.order_id).where(
            or_(
                Case.number.startswith(query.upper()),
                Order.reference == query.upper(),
                Statement.email == query,
            )
        )
    found = db.session.scalars(statement.limit(500)).unique()
    rows = [_row(case) for case in found]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.case.id))


def _row(case: Case) -> Row:
    refund = money.refund_of(case)
    back = case.goods
    if case.state is CaseState.PENDING_REFUSAL:
        return Row(case, refund, case.decide_by, "refusal")
    if case.state is CaseState.UNDER_REVIEW:
        return Row(case, refund, case.decide_by, "claim")
    if case.state is CaseState.WAITING_INFO:
        return Row(case, refund, None, "waiting")
    if back is not None and back.state is GoodsReturnState.AWAITING_APPROVAL:
        return Row(case, refund, back.approve_by, "decide")
    if back is not None and labels.is_missing(back):
        return Row(case, refund, labels.owed_by(back), "way")
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
            day_axis(today + timedelta(days=n)),
            counts.get(n, 0),
            0 if n == 0 else 1 if n < 3 else 2,
        )
        for n in range(days)
    ]
