from datetime import date

import pytest

from app.law import returns
from app.law.rule_sets import RULE_SETS

NOTICE = date(2026, 3, 16)


@pytest.mark.requirement("V12")
@pytest.mark.requirement("DC-13.1")
@pytest.mark.parametrize(
    ("rules", "approved_on", "expected"),
    [
        ("DC-2014", date(2026, 3, 16), date(2026, 3, 26)),
        ("DC-2026", date(2026, 3, 16), date(2026, 3, 30)),
        ("DC-2014", date(2026, 3, 17), date(2026, 3, 27)),
        ("DC-2026", date(2026, 3, 17), date(2026, 3, 31)),
    ],
)
def test_goods_go_back_within_the_rule_sets_days_and_those_the_approval_took(
    rules, approved_on, expected, holidays
):
    days = RULE_SETS[rules].send_back_days
    assert returns.send_back_by((NOTICE,), approved_on, NOTICE, days, holidays) == expected


@pytest.mark.requirement("DC-13.1")
def test_the_days_begin_with_the_latest_of_notice_sent_notice_received_and_goods(holidays):
    sent_on, arrived_on, goods_on = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 10)
    starts = (sent_on, arrived_on, goods_on)
    end = returns.send_back_by(starts, arrived_on, arrived_on, 10, holidays)
    assert end == date(2026, 3, 23)


@pytest.mark.requirement("CLK-3")
@pytest.mark.parametrize(
    ("notice_on", "approved_on", "expected"),
    [
        pytest.param(date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 20), id="off a Sunday"),
        pytest.param(date(2026, 5, 7), date(2026, 5, 12), date(2026, 6, 1), id="onto Kurban"),
    ],
)
def test_added_days_are_added_first_and_the_sum_rolls_once(
    notice_on, approved_on, expected, holidays
):
    assert returns.send_back_by((notice_on,), approved_on, notice_on, 14, holidays) == expected


@pytest.mark.requirement("C-23")
def test_an_approval_recorded_before_the_notice_takes_nothing_away(holidays):
    end = returns.send_back_by((NOTICE,), date(2026, 3, 13), NOTICE, 10, holidays)
    assert end == date(2026, 3, 26)


@pytest.mark.requirement("C-10")
@pytest.mark.parametrize(
    ("notice_on", "business_days", "expected"),
    [
        pytest.param(NOTICE, 0, NOTICE, id="at once"),
        pytest.param(NOTICE, 1, date(2026, 3, 17), id="the next business day"),
        pytest.param(date(2026, 3, 18), 1, date(2026, 3, 19), id="an eve counts"),
        pytest.param(date(2026, 3, 19), 1, date(2026, 3, 23), id="past Ramazan"),
        pytest.param(date(2026, 3, 14), 2, date(2026, 3, 17), id="from a Saturday"),
    ],
)
def test_a_return_nobody_decided_is_approved_after_its_business_day(
    notice_on, business_days, expected, holidays
):
    assert returns.approve_by(notice_on, business_days, holidays) == expected


@pytest.mark.requirement("C-10")
def test_a_refusal_is_confirmed_within_two_business_days_or_dropped(holidays):
    assert returns.refuse_by(date(2026, 3, 18), 2, holidays) == date(2026, 3, 23)


@pytest.mark.requirement("HR-04")
def test_a_claim_nobody_decided_is_approved_after_three_business_days(holidays):
    assert returns.review_by(NOTICE, 3, holidays) == date(2026, 3, 19)


@pytest.mark.requirement("C-19")
@pytest.mark.parametrize(
    ("received_on", "years", "expected"),
    [
        pytest.param(date(2026, 3, 2), 2, date(2028, 3, 2), id="two years"),
        pytest.param(date(2024, 3, 21), 2, date(2026, 3, 23), id="onto Ramazan"),
        pytest.param(date(2026, 3, 2), 3, date(2029, 3, 2), id="a house that gives more"),
    ],
)
def test_a_seller_answers_for_a_defect_for_two_years_at_least(
    received_on, years, expected, holidays
):
    assert returns.claim_until(received_on, years, holidays) == expected


@pytest.mark.requirement("C-19")
def test_no_house_gives_less_than_the_two_years_of_the_law(holidays):
    with pytest.raises(ValueError, match=r"^the law gives two years; a house may only give more$"):
        returns.claim_until(date(2026, 3, 2), 1, holidays)
