"""What must hold for every shopper, whatever the calendar."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from app.law import deadlines, withdrawal
from app.law.deadlines import Holidays
from app.law.withdrawal import Line, Sale

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
FEW_DAYS = st.frozensets(st.dates(date(2024, 1, 1), date(2035, 12, 31)), max_size=40)
CALENDARS = st.builds(
    Holidays,
    public=FEW_DAYS,
    eves=FEW_DAYS,
    saturday_is_holiday=st.booleans(),
    eve_is_holiday=st.booleans(),
)
RECEIPTS = st.lists(DAYS, min_size=1, max_size=4)
FORTNIGHT = timedelta(days=14)


def end_of(received: list[date], informed: date | None, holidays: Holidays) -> date:
    end = withdrawal.last_day(Sale([Line(day) for day in received], informed), holidays)
    assert end is not None
    return end


def year_end_of(received: list[date], holidays: Holidays) -> date:
    return end_of(received, None, holidays)


@given(RECEIPTS, st.none() | DAYS, CALENDARS)
def test_no_period_ends_before_day_fourteen_after_the_last_receipt(received, informed, holidays):
    assert end_of(received, informed, holidays) >= max(received) + FORTNIGHT


@given(RECEIPTS, st.none() | DAYS, CALENDARS)
def test_no_period_ends_on_a_holiday(received, informed, holidays):
    end = end_of(received, informed, holidays)
    assert deadlines.rolled(end, holidays) == end


@given(RECEIPTS, st.integers(-30, 400), CALENDARS)
def test_informed_within_the_year_no_period_ends_before_the_normal_end_or_day_fourteen(
    received, late, holidays
):
    informed = max(received) + timedelta(days=late)
    assume(informed <= year_end_of(received, holidays))
    end = end_of(received, informed, holidays)
    assert end >= deadlines.last_day(max(received), 14, holidays)
    assert end >= informed + FORTNIGHT


@given(RECEIPTS, st.integers(-30, 400), st.integers(0, 400), CALENDARS)
def test_informing_later_within_the_year_never_gives_an_earlier_end(
    received, first, more, holidays
):
    sooner = max(received) + timedelta(days=first)
    later = sooner + timedelta(days=more)
    assume(later <= year_end_of(received, holidays))
    assert end_of(received, later, holidays) >= end_of(received, sooner, holidays)


@given(RECEIPTS, st.integers(0, 400), CALENDARS)
def test_informing_after_the_year_changes_nothing(received, late, holidays):
    never = year_end_of(received, holidays)
    after = never + timedelta(days=1 + late)
    assert end_of(received, after, holidays) == never


@given(RECEIPTS, st.data(), st.integers(0, 500), st.none() | DAYS, CALENDARS)
def test_a_later_receipt_never_gives_an_earlier_end(received, data, more, informed, holidays):
    which = data.draw(st.integers(0, len(received) - 1))
    later = list(received)
    later[which] += timedelta(days=more)
    assert end_of(later, informed, holidays) >= end_of(received, informed, holidays)


@given(RECEIPTS, DAYS, st.none() | DAYS, CALENDARS)
def test_a_line_that_ends_before_delivery_takes_no_time_away(received, ended, informed, holidays):
    lines = [Line(day) for day in received]
    without = withdrawal.last_day(Sale(lines, informed), holidays)
    end = withdrawal.last_day(Sale([*lines, Line(None, ended)], informed), holidays)
    assert without is not None
    assert end is not None
    assert end >= without
    assert end >= ended + FORTNIGHT


@given(RECEIPTS, FEW_DAYS, CALENDARS)
def test_one_more_holiday_never_shortens_the_normal_period(received, more, holidays):
    longer = Holidays(
        holidays.public | more,
        holidays.eves,
        holidays.saturday_is_holiday,
        holidays.eve_is_holiday,
    )
    informed = min(received)
    assert end_of(received, informed, longer) >= end_of(received, informed, holidays)
