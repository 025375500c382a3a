from datetime import date

import pytest

from app.law import payouts, withdrawal
from app.law.payouts import PayoutAfter, Since
from app.law.withdrawal import Line, Sale

RECEIVED = date(2026, 3, 2)
THE_DAY_AFTER = PayoutAfter(Since.WITHDRAWAL_END, 1)

pytestmark = pytest.mark.requirement("AM-12A.5")


@pytest.mark.requirement("V1")
def test_goods_received_on_2_march_are_paid_for_from_the_day_after_the_period(holidays):
    end = withdrawal.last_day(Sale([Line(RECEIVED)], RECEIVED), holidays)

    assert end == date(2026, 3, 16)
    assert payouts.payable_from(THE_DAY_AFTER, RECEIVED, end, holidays) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, date(2026, 3, 16)), (30, date(2026, 4, 15))], ids=["at once", "late"]
)
def test_a_house_may_wait_up_to_thirty_days_more(days, expected, holidays):
    after = PayoutAfter(Since.WITHDRAWAL_END, days)
    assert payouts.payable_from(after, RECEIVED, date(2026, 3, 16), holidays) == expected


def test_business_days_after_delivery_step_over_ramazan_and_the_weekend(holidays):
    after = PayoutAfter(Since.DELIVERY, 5)
    paid_from = payouts.payable_from(after, date(2026, 3, 18), date(2026, 4, 1), holidays)
    assert paid_from == date(2026, 3, 26)


def test_business_days_do_not_wait_for_the_withdrawal_period(holidays):
    after = PayoutAfter(Since.DELIVERY, 5)
    assert payouts.payable_from(after, RECEIVED, None, holidays) == date(2026, 3, 9)


@pytest.mark.parametrize("after", [THE_DAY_AFTER, PayoutAfter(Since.DELIVERY, 5)])
def test_nothing_is_paid_while_something_is_still_to_be_delivered(after, holidays):
    assert payouts.payable_from(after, None, date(2026, 3, 16), holidays) is None


def test_nothing_is_paid_while_the_days_to_withdraw_do_not_run(holidays):
    assert payouts.payable_from(THE_DAY_AFTER, RECEIVED, None, holidays) is None


def test_what_is_delivered_after_the_period_is_paid_for_when_it_was_delivered(holidays):
    day = date(2026, 5, 4)
    assert payouts.payable_from(THE_DAY_AFTER, day, date(2026, 3, 16), holidays) == day
