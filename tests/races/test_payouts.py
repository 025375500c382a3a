"""Many runs at once: a sub-order's money is in one payout, and is paid once."""

import pytest
from sqlalchemy import select

from app.accounts.models import Member
from app.extensions import db
from app.kernel import clock, transactions
from app.kernel.errors import Refused
from app.ledger import queries as ledger
from app.payments.services.executing import Executed
from app.settings import services as settings
from app.settlements.models import Payout, PayoutLine, PayoutState
from app.settlements.services import executing, files, putting_together
from tests.builders import a_member
from tests.races.test_races import at_once
from tests.settlements.steps import WORTH, a_maker, run, sold, the_payouts

pytestmark = [
    pytest.mark.usefixtures("open_shop"),
    pytest.mark.requirement("AM-12A.5"),
    pytest.mark.requirement("TJ-payouts"),
]
TIMES = 10


@pytest.fixture
def due(visitor, bank, today):
    """Two orders of one maker, worth 211.20 each, due on 17 March."""
    settings.change("refund_auto_limit", 10**9, "test")
    maker = a_maker()
    for _sale in range(2):
        sold(visitor, bank, today, maker)
    today("2026-03-17")
    return maker


def working(app, work):
    """Work in a transaction of its own: 1 when it was done, 0 when it was refused."""

    def go() -> int:
        with app.app_context():
            try:
                work()
                transactions.save()
            except Refused:
                db.session.rollback()
                return 0
            finally:
                db.session.remove()
        return 1

    return go


def test_ten_runs_at_once_put_each_order_into_one_payout(app, due):
    answers = at_once(app, [working(app, putting_together.run_daily)] * TIMES)

    assert answers == [1] * TIMES
    (payout,) = the_payouts()
    assert payout.amount_minor == 2 * WORTH
    assert len(db.session.scalars(select(PayoutLine)).all()) == 2


def test_ten_files_at_once_hold_the_payout_once(app, due):
    run()
    answers = at_once(app, [working(app, lambda: files.make(1))] * TIMES)

    assert sum(answers) == 1
    (payout,) = the_payouts()
    assert payout.state is PayoutState.IN_FILE


def test_marked_as_paid_ten_times_at_once_the_money_moves_once(app, due):
    desk = a_member(rights=["finance"]).id
    run()
    files.make(desk)
    transactions.save()
    (payout,) = the_payouts()
    number = payout.id

    def mark():
        said = Executed(2 * WORTH, clock.today(), "EFT 1")
        payout = db.session.get_one(Payout, number)
        executing.record_executed(payout, said, db.session.get_one(Member, desk), "")

    answers = at_once(app, [working(app, mark)] * TIMES)

    assert sum(answers) == 1
    assert ledger.balance("bank") == -2 * WORTH
