from datetime import date

import pytest

from app.law import retention


@pytest.mark.requirement("V18")
@pytest.mark.requirement("DC-20.1")
def test_records_are_kept_through_the_day_three_years_after_the_close():
    closed_on = date(2026, 3, 30)
    assert retention.retain_until(closed_on) == date(2029, 3, 30)
    assert retention.destroy_from(closed_on) == date(2029, 3, 31)


@pytest.mark.requirement("DC-20.1")
def test_a_shop_may_keep_records_longer_but_never_shorter():
    assert retention.retain_until(date(2026, 3, 30), 5) == date(2031, 3, 30)
    assert retention.destroy_from(date(2026, 3, 30), 5) == date(2031, 3, 31)
    with pytest.raises(ValueError, match=r"^records are kept three years at least$"):
        retention.retain_until(date(2026, 3, 30), 2)


@pytest.mark.requirement("CLK-6")
def test_a_transaction_closed_on_a_leap_day_is_kept_through_the_last_of_february():
    assert retention.retain_until(date(2028, 2, 29)) == date(2031, 2, 28)
