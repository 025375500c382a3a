"""The holidays of 2026 (CLK-5), and the days that property tests draw from."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.deadlines import Holidays

HOLIDAYS_2026 = Holidays(
    public=frozenset(
        {
            date(2026, 1, 1),
            date(2026, 3, 20),
            date(2026, 3, 21),
            date(2026, 3, 22),
            date(2026, 4, 23),
            date(2026, 5, 1),
            date(2026, 5, 19),
            date(2026, 5, 27),
            date(2026, 5, 28),
            date(2026, 5, 29),
            date(2026, 5, 30),
            date(2026, 7, 15),
            date(2026, 8, 30),
            date(2026, 10, 29),
        }
    ),
    eves=frozenset({date(2026, 3, 19), date(2026, 5, 26), date(2026, 10, 28)}),
)


@pytest.fixture
def holidays() -> Holidays:
    """Saturdays and eves count as holidays, as the shop is set up."""
    return HOLIDAYS_2026


@pytest.fixture
def saturdays_are_working_days() -> Holidays:
    return replace(HOLIDAYS_2026, saturday_is_holiday=False)


@pytest.fixture
def eves_are_working_days() -> Holidays:
    return replace(HOLIDAYS_2026, eve_is_holiday=False)
