from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.law.interest import NoRate, Span, interest, overdue_interest, spans


def vector(requirement: str, *values: object, id: str | None = None):
    return pytest.param(*values, id=id, marks=pytest.mark.requirement(requirement))


@pytest.mark.parametrize(
    ("amount_minor", "collected_on", "refunded_on", "expected"),
    [
        vector("V17", 125_000, date(2026, 3, 2), date(2026, 4, 15), 3_616),
        vector("DC-16.3.a", 125_000, date(2026, 3, 2), date(2026, 4, 15), 3_616, id="44 days"),
        vector(
            "DC-16.3.a", 100_000, date(2024, 5, 10), date(2024, 6, 20), 1_792, id="over two rates"
        ),
        vector(
            "DC-16.3.a", 100_000, date(2028, 1, 1), date(2029, 1, 1), 24_066, id="a leap year: 366"
        ),
        vector("DC-16.3.a", 125_000, date(2026, 3, 2), date(2026, 3, 2), 0, id="the same day"),
    ],
)
def test_interest_runs_from_the_payment_to_the_day_before_the_refund(
    amount_minor, collected_on, refunded_on, expected
):
    assert interest(amount_minor, collected_on, refunded_on) == expected


@pytest.mark.requirement("DC-16.3.a")
def test_half_a_kurus_is_rounded_up_once():
    year = [(date(2026, 1, 1), 3_650)]
    assert interest(500, date(2026, 3, 1), date(2026, 3, 2), year) == 1
    assert interest(499, date(2026, 3, 1), date(2026, 3, 2), year) == 0


@pytest.mark.requirement("DC-16.3.a")
def test_a_day_without_a_rate_stops_the_computation():
    with pytest.raises(NoRate, match=r"^2005-12-31$"):
        interest(100_000, date(2005, 12, 31), date(2006, 1, 2))


@pytest.mark.requirement("DC-16.3.a")
def test_the_first_day_of_a_rate_is_counted_at_it_and_at_no_other():
    assert spans(date(2024, 6, 1), date(2024, 6, 3)) == (
        Span(date(2024, 6, 1), date(2024, 6, 3), 2400),
    )
    assert spans(date(2006, 1, 1), date(2006, 1, 2))[0].rate_bp == 900


@pytest.mark.requirement("DC-12.1")
@pytest.mark.parametrize(
    ("refunded_on", "expected"),
    [
        pytest.param(date(2026, 3, 30), 0, id="on the due day"),
        pytest.param(date(2026, 3, 31), 0, id="the day after: no whole day between"),
        pytest.param(date(2026, 4, 1), 24, id="one day between"),
        pytest.param(date(2026, 4, 10), 240, id="ten days between"),
    ],
)
def test_a_late_refund_bears_interest_for_the_days_in_between(refunded_on, expected):
    assert overdue_interest(36_500, date(2026, 3, 30), refunded_on) == expected


DAYS = st.dates(date(2006, 1, 1), date(2031, 12, 31))


@given(first=DAYS, length=st.integers(0, 2_000), rates=st.lists(DAYS, max_size=4, unique=True))
@pytest.mark.requirement("DC-16.3.a")
def test_the_spans_of_a_sheet_count_every_day_once_at_the_rate_of_that_day(first, length, rates):
    table = [(date(2006, 1, 1), 900)] + [
        (since, 1_000 + 100 * place) for place, since in enumerate(sorted(rates)) if place or since
    ]
    table = list(dict(table).items())
    until = first + timedelta(days=length)

    cut = spans(first, until, table)

    counted = [
        (span.first + timedelta(days=n), span.rate_bp) for span in cut for n in range(span.days)
    ]
    assert [day for day, _ in counted] == [first + timedelta(days=n) for n in range(length)]
    for day, rate in counted:
        assert rate == [bp for since, bp in sorted(table) if since <= day][-1]


@given(amount=st.integers(1, 10**9), first=DAYS, length=st.integers(0, 1_500))
@pytest.mark.requirement("DC-16.3.a")
def test_a_later_refund_never_costs_less_interest_and_the_first_day_none(amount, first, length):
    until = first + timedelta(days=length)
    assert interest(amount, first, first) == 0
    assert interest(amount, first, until) <= interest(amount, first, until + timedelta(days=1))


@given(amount=st.integers(1, 10**9), first=DAYS, length=st.integers(0, 1_500))
@pytest.mark.requirement("DC-16.3.a")
def test_interest_never_exceeds_the_highest_rate_by_more_than_the_rounding(amount, first, length):
    most = amount * 2400 * length / 3_650_000
    assert interest(amount, first, first + timedelta(days=length)) <= most + 0.5


@pytest.mark.requirement("DC-12.1")
def test_a_late_refund_bears_the_rate_of_its_own_days():
    tenfold = [(date(2026, 1, 1), 24_000)]
    assert overdue_interest(36_500, date(2026, 3, 30), date(2026, 4, 1), tenfold) == 240
