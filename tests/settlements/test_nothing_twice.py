"""Whatever is sold, goes back and is paid: nothing is paid twice, each month is the ledger's."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, or_, select

from app.extensions import db
from app.kernel import transactions
from app.ledger.models import Transfer
from app.ledger.months import Month
from app.orders.models import SubOrder
from app.settlements.models import Payout, PayoutLine, PayoutState
from app.settlements.queries.amounts import accounts_of, open_amounts, owed_to
from app.settlements.queries.statements import statement_of
from app.settlements.services import executing, files, putting_together, statements
from tests.builders import a_member
from tests.payments.refunding import end
from tests.settlements.steps import WORTH, a_maker, fresh, pay_out, sold

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]
BEGIN, SALES = date(2026, 3, 2), 2
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("lost"), st.integers(0, SALES - 1)),
        st.tuples(st.just("not_binding"), st.integers(0, SALES - 1)),
        st.tuples(st.sampled_from(["run", "pay", "send_back", "finish"]), st.just(0)),
        st.tuples(st.just("later"), st.sampled_from([1, 15, 31])),
    ),
    min_size=4,
    max_size=12,
)


@hypothesis_settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_happens_nothing_is_paid_twice_and_each_month_is_the_ledgers(
    visitor, bank, today, steps
):
    maker = a_maker()
    orders = [sold(visitor, bank, today, maker, str(BEGIN)) for _sale in range(SALES)]
    parts = [order.suborders[0].id for order in orders]
    desk, day = a_member(rights=["finance"]).id, BEGIN
    for number, (step, value) in enumerate(steps):
        today(str(day))
        if step == "later":
            day += timedelta(days=value)
        elif step in {"lost", "not_binding"}:
            _give_back(parts[value], step, day, f"E{number}-{maker.id}")
        elif step == "send_back":
            _send_back(desk)
        else:
            {
                "run": putting_together.run_daily,
                "pay": _pay,
                "finish": statements.finish_months,
            }[step]()
        fresh()
        _nothing_twice(maker.id)
    today(str(day))
    _months_are_the_ledgers(maker.id, day)


def _give_back(suborder_id, cause, day, number):
    part = db.session.get_one(SubOrder, suborder_id)
    if part.lines[0].kept:
        end(part, cause, str(day), 1, number=number)


def _pay():
    try:
        pay_out()
    except files.NothingToPay:
        db.session.rollback()


def _send_back(desk):
    from app.accounts.models import Member

    try:
        for payout in files.make(desk).payouts:
            executing.record_return(payout, "no", db.session.get_one(Member, desk))
            executing.try_again(payout, db.session.get_one(Member, desk))
        transactions.save()
    except files.NothingToPay:
        db.session.rollback()


def _nothing_twice(supplier_id):
    """Paid in all is what was executed; of no sub-order more than it was ever worth."""
    executed = select(func.coalesce(func.sum(Payout.amount_minor), 0)).where(
        Payout.supplier_id == supplier_id, Payout.state == PayoutState.EXECUTED
    )
    assert _paid(supplier_id) == db.session.scalar(executed)
    for reference in db.session.scalars(
        select(SubOrder.reference).where(SubOrder.supplier_id == supplier_id)
    ).all():
        assert 0 <= _paid(supplier_id, Transfer.suborder == reference) <= WORTH
        still_open = select(func.count(PayoutLine.id)).where(
            PayoutLine.is_open, PayoutLine.suborder == reference
        )
        assert db.session.scalar(still_open) <= 1
    assert owed_to(supplier_id) == sum(a.minor for a in open_amounts(supplier_id).values())


def _paid(supplier_id, *more):
    return -_balance(supplier_id, Transfer.kind == "payout", *more)


def _balance(supplier_id, *conditions):
    accounts = accounts_of(supplier_id)
    rows = db.session.scalars(
        select(Transfer).where(
            or_(Transfer.credit.in_(accounts), Transfer.debit.in_(accounts)), *conditions
        )
    )
    return sum(t.amount_minor if t.credit in accounts else -t.amount_minor for t in rows)


def _months_are_the_ledgers(supplier_id, day):
    month, carried = Month(BEGIN.replace(day=1)), 0
    while month.first <= day:
        statement = statement_of(supplier_id, month)
        moved = _balance(supplier_id, Transfer.at >= month.start, Transfer.at < month.end)
        assert statement.opening_minor == carried
        assert sum(line.minor for line in statement.lines) == moved
        assert statement.closing_minor == _balance(supplier_id, Transfer.at < month.end)
        for line in statement.lines:
            assert line.minor == sum(entry.minor for entry in line.entries)
        carried, month = statement.closing_minor, month.plus(1)
    assert carried == owed_to(supplier_id)
