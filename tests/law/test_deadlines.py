from datetime import date

import pytest

from app.law import deadlines
from app.law.deadlines import Holidays


def vector(requirement: str, *values: object, id: str | None = None):
    return pytest.param(*values, id=id, marks=pytest.mark.requirement(requirement))


@pytest.mark.requirement("CLK-2")
def test_the_day_of_the_event_is_not_counted():
    assert deadlines.last_day(date(2026, 3, 2), 14, Holidays()) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        vector("CLK-3t", date(2026, 3, 6), date(2026, 3, 23), id="on Ramazan day 1"),
        vector("CLK-3t", date(2026, 4, 5), date(2026, 4, 20), id="on a Sunday"),
        vector("CLK-3t", date(2026, 5, 12), date(2026, 6, 1), id="on the Kurban eve"),
        vector("CLK-3", date(2026, 4, 4), date(2026, 4, 20), id="on a Saturday"),
        vector("CLK-3", date(2026, 3, 5), date(2026, 3, 23), id="on the Ramazan eve"),
        vector("CLK-3", date(2026, 5, 5), date(2026, 5, 20), id="on the nineteenth of May"),
        vector("CLK-3", date(2026, 8, 16), date(2026, 8, 31), id="on a Sunday that is a holiday"),
    ],
)
def test_a_shoppers_last_day_moves_to_the_next_working_day(event, expected, holidays):
    assert deadlines.last_day(event, 14, holidays) == expected


@pytest.mark.requirement("V3")
def test_a_saturday_stays_the_last_day_where_it_is_a_working_day(saturdays_are_working_days):
    end = deadlines.last_day(date(2026, 4, 4), 14, saturdays_are_working_days)
    assert end == date(2026, 4, 18)


@pytest.mark.requirement("V22")
def test_an_eve_stays_the_last_day_where_it_is_a_working_day(eves_are_working_days):
    end = deadlines.last_day(date(2026, 5, 12), 14, eves_are_working_days)
    assert end == date(2026, 5, 26)


@pytest.mark.requirement("CLK-4")
@pytest.mark.parametrize("event", [date(2026, 3, 6), date(2026, 4, 4), date(2026, 4, 5)])
def test_a_traders_last_day_never_moves(event, holidays):
    end = deadlines.last_day(event, 14, holidays, roll=False)
    assert (end - event).days == 14


@pytest.mark.parametrize(
    ("event", "count", "expected"),
    [
        vector("HR-04", date(2026, 3, 16), 3, date(2026, 3, 19), id="an eve is a business day"),
        vector("CLK-5", date(2026, 3, 19), 1, date(2026, 3, 23), id="past Ramazan and a weekend"),
        vector("CLK-5", date(2026, 5, 26), 1, date(2026, 6, 1), id="past Kurban"),
        vector("CLK-5", date(2026, 3, 13), 1, date(2026, 3, 16), id="from a Friday"),
        vector("CLK-5", date(2026, 3, 14), 1, date(2026, 3, 16), id="from a Saturday"),
        vector("CLK-5", date(2026, 3, 16), 0, date(2026, 3, 16), id="none: the day itself"),
    ],
)
def test_business_days_leave_out_weekends_and_public_holidays(event, count, expected, holidays):
    assert deadlines.business_day(event, count, holidays) == expected


@pytest.mark.requirement("CLK-5")
def test_a_saturday_is_no_business_day_even_where_a_shoppers_period_may_end_on_it(
    saturdays_are_working_days,
):
    friday = date(2026, 3, 13)
    assert deadlines.business_day(friday, 1, saturdays_are_working_days) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        vector("CLK-6", date(2028, 2, 29), 1, date(2029, 2, 28)),
        vector("CLK-6", date(2028, 2, 29), 4, date(2032, 2, 29)),
        vector("CLK-6", date(2026, 3, 16), 1, date(2027, 3, 16)),
    ],
)
def test_years_later_is_the_same_day_or_the_last_of_february(day, years, expected):
    assert deadlines.years_after(day, years) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        vector("CLK-6", date(2026, 1, 31), 1, date(2026, 2, 28)),
        vector("CLK-6", date(2026, 10, 31), 1, date(2026, 11, 30)),
        vector("CLK-6", date(2026, 11, 30), 2, date(2027, 1, 30)),
        vector("CLK-6", date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day, months, expected):
    assert deadlines.months_after(day, months) == expected


def test_periods_are_counted_forwards_only(holidays):
    with pytest.raises(ValueError, match=r"^a period has no negative days$"):
        deadlines.last_day(date(2026, 3, 2), -1, holidays)
    with pytest.raises(ValueError, match=r"^business days are counted forwards$"):
        deadlines.business_day(date(2026, 3, 2), -1, holidays)


@pytest.mark.requirement("CLK-4")
def test_a_period_of_no_days_ends_on_the_day_itself(holidays):
    assert deadlines.last_day(date(2026, 3, 16), 0, holidays) == date(2026, 3, 16)
