"""When a supplier ships, and by which day it is there. 2 March 2026 is a Monday."""

from datetime import date

import pytest

from app.suppliers.calendar import Calendar, brought_by, first_shipping_day, sent_by

WORKDAYS = Calendar(
    shipping_days=frozenset(range(5)),
    holidays=frozenset({date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 22)}),
    eves=frozenset({date(2026, 3, 19)}),
)
MONDAY, THURSDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 6)


@pytest.mark.requirement("DL-1")
def test_fresh_fish_ordered_on_friday_leaves_on_monday():
    assert first_shipping_day(FRIDAY, WORKDAYS, cold=True) == date(2026, 3, 9)
    assert first_shipping_day(FRIDAY, WORKDAYS, cold=False) == FRIDAY


def test_cold_goods_leave_neither_in_a_weekend_nor_before_one_whatever_the_weekdays():
    anyday = Calendar()

    for day in (FRIDAY, date(2026, 3, 7), date(2026, 3, 8)):
        assert first_shipping_day(day, anyday, cold=True) == date(2026, 3, 9)
    assert first_shipping_day(THURSDAY, anyday, cold=True) == THURSDAY


def test_cold_goods_do_not_leave_before_a_holiday_or_its_eve():
    assert first_shipping_day(date(2026, 3, 17), WORKDAYS, cold=True) == date(2026, 3, 17)
    # Wednesday is before the eve, Friday to Sunday the feast, Monday is the first working day
    assert first_shipping_day(date(2026, 3, 18), WORKDAYS, cold=True) == date(2026, 3, 23)
    assert first_shipping_day(date(2026, 3, 18), WORKDAYS, cold=False) == date(2026, 3, 18)


def test_nothing_leaves_while_the_supplier_is_closed():
    closed = Calendar(frozenset(range(5)), ((MONDAY, date(2026, 3, 11)),))

    assert first_shipping_day(MONDAY, closed, cold=False) == date(2026, 3, 12)
    assert sent_by(MONDAY, 3, closed, cold=False) == date(2026, 3, 15)


def test_the_promise_is_the_lead_time_from_the_first_day_of_shipping():
    assert sent_by(MONDAY, 3, WORKDAYS, cold=False) == THURSDAY
    assert sent_by(FRIDAY, 2, WORKDAYS, cold=True) == date(2026, 3, 11)


@pytest.mark.requirement("DC-16.1")
def test_the_promise_is_never_later_than_thirty_days_and_none_is_made_beyond():
    to_the_end = Calendar(closures=((MONDAY, date(2026, 3, 30)),))
    too_long = Calendar(closures=((MONDAY, date(2026, 3, 31)),))

    assert sent_by(MONDAY, 10, to_the_end, cold=False) == date(2026, 4, 1)
    assert sent_by(MONDAY, 10, too_long, cold=False) is None


def test_the_own_van_comes_on_its_weekdays():
    wednesday_and_saturday = (2, 5)

    assert brought_by(MONDAY, 1, wednesday_and_saturday, WORKDAYS) == date(2026, 3, 4)
    assert brought_by(MONDAY, 3, wednesday_and_saturday, WORKDAYS) == date(2026, 3, 7)
    # Saturday the 21st is a holiday: the next round is on Wednesday
    assert brought_by(date(2026, 3, 19), 1, wednesday_and_saturday, WORKDAYS) == date(2026, 3, 25)
    # day 30 is a Wednesday; lead 30 from a Tuesday has no later round, so the last before it
    assert brought_by(date(2026, 3, 3), 30, (0,), WORKDAYS) == date(2026, 3, 30)
