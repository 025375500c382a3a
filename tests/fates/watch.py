"""What must hold after every step, whatever happens to an order."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounting import month, reconciling
from app.extensions import db
from app.ledger import queries as ledger
from app.ledger.months import Month, this_month
from app.messaging.models import Message
from app.orders import rules as orders
from app.orders.models import Order, OrderLine, OrderState, Shipment, SubOrder, SubOrderState
from app.orders.services import fulfilment
from app.payments import rules as payments
from app.payments.models import PaymentAttempt, Refund, RefundState
from app.returns import rules as returns
from app.returns.models import Case, CaseState, GoodsReturn, GoodsReturnState
from app.settlements.queries import statements
from app.settlements.queries.amounts import accounts_of
from app.suppliers.models import Supplier

Steps = set[tuple[object, object]]


def steps_of(table: Mapping[Any, Any]) -> Steps:
    """From where to where a machine's table lets one go."""
    found: Steps = set()
    for key, following in table.items():
        if isinstance(key, tuple):  # (state, event): next
            found.add((key[0], following))
        else:  # event: (states that hear it, states it may lead to)
            found |= {(before, after) for before in following[0] for after in following[1]}
    return found


MACHINES: list[tuple[InstrumentedAttribute[Any], Steps]] = [
    (Order.state, steps_of(orders.ORDER)),
    (SubOrder.state, steps_of(orders.SUBORDER)),
    (Shipment.state, steps_of(orders.SHIPMENT)),
    (Case.state, steps_of(returns.WITHDRAWAL) | steps_of(returns.CLAIM)),
    (GoodsReturn.state, steps_of(returns.GOODS)),
    (Refund.state, steps_of(payments.REFUND)),
]


@contextmanager
def only_the_tables_steps() -> Iterator[list[str]]:
    """Every change of a state while this lasts; those that no table knows are listed."""
    strange: list[str] = []
    heard: list[tuple[InstrumentedAttribute[Any], Callable[..., None]]] = []
    for column, steps in MACHINES:

        def note(
            thing: object, after: object, before: object, _: object, allowed: Steps = steps
        ) -> None:
            known = before is not None and isinstance(before, str)  # a new row has no before
            if known and before != after and (before, after) not in allowed:
                strange.append(f"{type(thing).__name__}: {before} to {after}")

        event.listen(column, "set", note, active_history=True)
        heard.append((column, note))
    try:
        yield strange
    finally:
        for column, note in heard:
            event.remove(column, "set", note)


def quantities_balance(order: Order) -> None:
    """ordered = kept + cancelled + returning + returned; parcels hold what was dispatched."""
    for suborder in order.suborders:
        for line in suborder.lines:
            parts = (line.kept, line.cancelled, line.returning, line.returned)
            assert min(parts) >= 0, f"{order.reference}: {parts}"
            assert sum(parts) == line.ordered, order.reference
            assert 0 <= line.received <= line.dispatched <= line.ordered
            packed = sum(
                part.quantity
                for parcel in suborder.shipments
                for part in parcel.lines
                if part.line_id == line.id
            )
            assert packed >= line.dispatched


def money_balances(order: Order) -> None:
    """The ledger says of an order what its payments and refunds say, to the kuruş."""
    captured = _sum(PaymentAttempt.captured_minor, PaymentAttempt.order_id == order.id)
    of_order = Refund.order_id == order.id
    gone = _sum(Refund.amount_minor, of_order, _is_confirmed(), Refund.instrument != "transfer")
    waiting = _sum(
        Refund.amount_minor,
        of_order,
        Refund.confirmed_at.is_(None),
        Refund.state != RefundState.CANCELLED,
    )
    sold = order.total_minor if order.formed_at else 0
    accounts = {
        account.name: account.balance_minor
        for account in ledger.accounts_of(ledger.transfers_about(order.reference))
    }
    said = (
        accounts.get("provider:demo", 0),
        accounts.get(f"refunds:{order.reference}", 0),
        accounts.get(f"shopper:{order.reference}", 0),
    )
    assert said == (captured - gone, -waiting, sold - captured), f"{order.reference}: {said}"
    assert sum(accounts.values()) == 0, order.reference
    owed = _sum(
        Refund.goods_minor + Refund.delivery_minor,
        Refund.order_id == order.id,
        Refund.state != RefundState.CANCELLED,
    )
    assert owed <= captured, f"{order.reference}: {owed} of {captured} goes back"


def what_is_not_kept_is_paid_back(order: Order) -> None:
    """In the end the goods given up, or all of it when nothing is kept."""
    if order.state not in {OrderState.FORMED, OrderState.CLOSED}:
        return
    owed = _sum(
        Refund.goods_minor, Refund.order_id == order.id, Refund.state != RefundState.CANCELLED
    )
    lines = [line for suborder in order.suborders for line in suborder.lines]
    given_up = sum(line.unit_price_minor * (line.cancelled + line.returned) for line in lines)
    assert owed >= given_up, f"{order.reference}: {given_up} given up, {owed} goes back"
    if all(line.ordered == line.cancelled + line.returned for line in lines):
        delivery = _sum(Refund.delivery_minor, Refund.order_id == order.id)
        sold = order.total_minor - order.donation_minor
        assert owed + delivery == sold, f"{order.reference}: {owed} + {delivery} of {sold}"


def nothing_is_owed_any_more(order: Order) -> None:
    """Every refund has reached its end; who was asked for an account was asked in writing."""
    asked = select(Message.about).where(Message.kind == "refund-iban-asked")
    written = set(db.session.scalars(asked))
    for refund in _all(Refund, Refund.order_id == order.id):
        assert refund.state in payments.OVER, (
            f"{refund.number} of {order.reference} ({refund.state})"
        )
        if refund.by_transfer and refund.state is not RefundState.CANCELLED:
            assert refund.number in written, refund.number
            assert refund.iban_given_at, refund.number
    assert ledger.balance(f"refunds:{order.reference}") == 0
    money_balances(order)


def the_books_agree(first: date) -> None:
    """Provider, accountant's months and suppliers' statements all say what the ledger says."""
    reconciling.tonight()
    for row in reconciling.latest():
        assert row.account == "bank" or row.differences == [], row.differences
    months = [Month(first.replace(day=1))]
    while months[-1] < this_month():
        months.append(months[-1].plus(1))
    for civil in months:
        sums: Counter[str] = Counter()
        for moved in ledger.moved_between(civil.start, civil.end):
            sums[moved.kind] += moved.signed_minor
        assert dict(month.of_month(civil).by_kind) == dict(sums), str(civil)
    for supplier_id in db.session.scalars(select(Supplier.id)):
        carried = 0
        for civil in months:
            begun = statements.first_month(supplier_id)
            if begun is None or civil < begun:
                continue
            said = statements.statement_of(supplier_id, civil)
            assert said.opening_minor == carried, f"{supplier_id} in {civil}"
            carried = said.closing_minor
        owed = sum(ledger.balance(account) for account in accounts_of(supplier_id))
        assert carried == -owed, f"{supplier_id}: {carried} stated, {-owed} owed"
    assert sum(account.balance_minor for account in ledger.totals()) == 0


def money_is_on_its_way() -> bool:
    """Whether a refund waits for its day, or for the bank to be asked once more."""
    return any(
        refund.state not in payments.OVER | payments.ASKS_FOR_IBAN and not refund.by_transfer
        for refund in _all(Refund)
    )


def no_deadline_is_lost(day: date) -> None:
    """On the morning of a day nothing waits that should have been decided or paid before it."""
    late: list[str] = []
    for suborder in _all(SubOrder, SubOrder.state == SubOrderState.NEW):
        formed = suborder.order.state is OrderState.FORMED
        if formed and fulfilment.accept_by(suborder) < day:
            late.append(f"{suborder.reference} is not accepted")
    undecided = (CaseState.PENDING_REFUSAL, CaseState.UNDER_REVIEW)
    for case in _all(Case, Case.state.in_(undecided)):
        if case.decide_by is None or case.decide_by < day:
            late.append(f"{case.number} ({case.state}) is not decided")
    for goods in _all(GoodsReturn, GoodsReturn.state == GoodsReturnState.AWAITING_APPROVAL):
        if goods.approve_by is None or goods.approve_by < day:
            late.append(f"{goods.case.number} is not approved by {goods.approve_by}")
    for refund in _all(Refund):
        waits = refund.state in payments.OVER | payments.ASKS_FOR_IBAN or refund.by_transfer
        if refund.state in payments.ASKS_FOR_IBAN and refund.asked_at is None:
            late.append(f"{refund.number} ({refund.state}) was asked of nobody")
        if not waits and refund.due_on < day:
            late.append(f"{refund.number} ({refund.state}) was due on {refund.due_on}")
    assert not late, late


def _is_confirmed() -> Any:
    return Refund.confirmed_at.is_not(None)


def _sum(column: Any, *conditions: Any) -> int:
    return int(db.session.scalar(select(func.coalesce(func.sum(column), 0)).where(*conditions)))


def _all(model: Any, *conditions: Any) -> Iterable[Any]:
    return db.session.scalars(select(model).where(*conditions)).all()


def snapshot(order: Order) -> tuple[object, ...]:
    """What a refused event must leave as it was."""
    lines = select(
        OrderLine.cancelled, OrderLine.returning, OrderLine.returned, OrderLine.dispatched,
        OrderLine.received,
    ).join(SubOrder).where(SubOrder.order_id == order.id).order_by(OrderLine.id)  # fmt: skip
    parcels = select(Shipment.state).join(SubOrder).where(SubOrder.order_id == order.id)
    refunds = select(Refund.state, Refund.amount_minor).where(Refund.order_id == order.id)
    cases = select(Case.state).join(SubOrder).where(SubOrder.order_id == order.id)
    return (
        order.state,
        tuple(suborder.state for suborder in order.suborders),
        *(tuple(db.session.execute(query).all()) for query in (lines, parcels, refunds, cases)),
    )
