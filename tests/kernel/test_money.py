import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.money import CurrencyMismatch, Money, allocate, vat_included

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        pytest.param(100, [1, 1, 1], [34, 33, 33], id="the odd one goes to the earlier place"),
        pytest.param(101, [1, 1, 1], [34, 34, 33], id="two odd ones to the first two"),
        pytest.param(100, [1, 2], [33, 67], id="the larger remainder first"),
        pytest.param(10, [0, 1], [0, 10], id="no weight, no share"),
        pytest.param(0, [3, 4], [0, 0], id="nothing to share"),
        pytest.param(7, [0, 0], [7, 0], id="no weights at all: the first place"),
        pytest.param(7, [5], [7], id="one place"),
    ],
)
def test_a_sum_is_split_by_largest_remainder(total, weights, parts):
    assert allocate(total, weights) == parts


def test_a_sum_cannot_be_split_over_nothing():
    with pytest.raises(ValueError, match="nothing"):
        allocate(1, [])


@given(st.integers(0, 10**9), WEIGHTS)
def test_no_kurus_is_ever_lost_in_a_split(total, weights):
    assert sum(allocate(total, weights)) == total


@given(st.integers(0, 10**9), WEIGHTS)
def test_no_share_is_a_whole_kurus_away_from_its_exact_value(total, weights):
    whole = sum(weights)
    if whole:
        for part, weight in zip(allocate(total, weights), weights, strict=True):
            assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("gross_minor", "rate_bp", "vat_minor"),
    [
        pytest.param(12_000, 2_000, 2_000, id="120.00 at 20 %"),
        pytest.param(10_100, 100, 100, id="101.00 at 1 %"),
        pytest.param(10_000, 1_000, 909, id="100.00 at 10 %: 9.0909"),
        pytest.param(3, 2_000, 1, id="half a kurus goes up"),
        pytest.param(2, 2_000, 0, id="a third of one goes down"),
        pytest.param(10_000, 0, 0, id="no tax"),
    ],
)
def test_a_price_contains_its_tax_rounded_half_up(gross_minor, rate_bp, vat_minor):
    assert vat_included(gross_minor, rate_bp) == vat_minor


@given(st.integers(0, 10**9), st.integers(0, 10_000))
def test_the_tax_is_never_more_than_half_of_the_price_at_full_rate(gross_minor, rate_bp):
    assert 0 <= vat_included(gross_minor, rate_bp) <= (gross_minor + 1) // 2


def test_money_adds_subtracts_and_multiplies():
    jar = Money(12_050)
    assert jar + Money(950) == Money(13_000)
    assert jar - Money(50) == Money(12_000)
    assert jar * 3 == Money(36_150)


def test_two_currencies_do_not_add_up():
    with pytest.raises(CurrencyMismatch):
        Money(100, "TRY") + Money(100, "EUR")
    with pytest.raises(CurrencyMismatch):
        Money(100, "TRY") - Money(100, "EUR")
