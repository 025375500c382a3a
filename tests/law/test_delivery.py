from datetime import date

import pytest

from app.law import delivery

ORDERED = date(2026, 3, 2)


@pytest.mark.requirement("V15")
def test_an_order_has_a_promised_day_a_latest_day_and_a_day_to_end_it():
    assert delivery.promised_by(ORDERED, 10) == date(2026, 3, 12)
    assert delivery.latest_by(ORDERED) == date(2026, 4, 1)
    assert delivery.termination_from(ORDERED, 10) == date(2026, 3, 13)


@pytest.mark.requirement("DC-16.1")
def test_goods_are_there_thirty_days_after_the_order_at_the_latest():
    assert delivery.latest_by(ORDERED) == date(2026, 4, 1)


@pytest.mark.requirement("DC-16.1")
@pytest.mark.parametrize("lead_days", [31, 0, -1, 10**9])
def test_a_lead_time_of_more_than_thirty_days_or_of_none_cannot_be_promised(lead_days):
    with pytest.raises(ValueError, match=r"^lead days from 1 to 30$"):
        delivery.promised_by(ORDERED, lead_days)


@pytest.mark.requirement("DC-16.1")
@pytest.mark.parametrize(
    ("lead_days", "expected"),
    [(11, date(2026, 3, 7)), (10, date(2026, 3, 7)), (1, ORDERED), (30, date(2026, 3, 17))],
)
def test_the_seller_is_reminded_when_half_of_the_lead_time_is_over(lead_days, expected):
    assert delivery.halfway(ORDERED, lead_days) == expected


@pytest.mark.requirement("DC-16.2")
@pytest.mark.parametrize(
    ("lead_days", "expected"), [(30, date(2026, 4, 2)), (10, date(2026, 3, 13))]
)
def test_a_shopper_may_end_the_contract_the_day_after_the_promise_was_broken(lead_days, expected):
    assert delivery.termination_from(ORDERED, lead_days) == expected


@pytest.mark.requirement("V16")
@pytest.mark.requirement("DC-16.4.a")
def test_a_shopper_is_told_within_three_days_that_it_has_become_impossible():
    assert delivery.told_by(date(2026, 3, 10)) == date(2026, 3, 13)


@pytest.mark.requirement("DC-16.4.a")
def test_nobody_may_take_more_than_three_days_to_tell():
    with pytest.raises(ValueError, match=r"^three days at most$"):
        delivery.told_by(date(2026, 3, 10), 4)


@pytest.mark.requirement("DC-16.1")
def test_one_day_is_the_shortest_promise():
    assert delivery.promised_by(ORDERED, 1) == date(2026, 3, 3)


@pytest.mark.requirement("DC-16.4.a")
def test_a_shop_may_ask_to_be_told_the_same_day():
    assert delivery.told_by(date(2026, 3, 10), 0) == date(2026, 3, 10)
