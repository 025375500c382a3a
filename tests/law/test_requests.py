"""The days of requests (machine 4.11a)."""

from datetime import date

import pytest

from app.law import requests


@pytest.mark.requirement("SM-4.11a")
def test_a_request_is_taken_up_within_one_business_day(holidays):
    assert requests.take_by(date(2026, 3, 16), holidays) == date(2026, 3, 17)
    assert requests.take_by(date(2026, 3, 13), holidays) == date(2026, 3, 16)


@pytest.mark.requirement("SM-4.11a")
def test_records_are_given_within_a_day_even_on_a_sunday(holidays):
    assert requests.answer_by(date(2026, 3, 14), records=True, holidays=holidays) == date(
        2026, 3, 15
    )


@pytest.mark.requirement("SM-4.11a")
def test_others_are_answered_within_ten_business_days_around_the_holidays(holidays):
    answer = requests.answer_by(date(2026, 3, 16), records=False, holidays=holidays)

    assert answer == date(2026, 3, 31)  # 20 March is the first day of Ramazan Bayramı


@pytest.mark.requirement("SM-4.11a")
def test_fourteen_silent_days_close_it():
    assert requests.silent_until(date(2026, 3, 16)) == date(2026, 3, 30)
