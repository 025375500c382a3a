"""VAT by rate: parts sum to the whole, and what all came back leaves none behind."""

from hypothesis import given
from hypothesis import strategies as st

from app.accounting.rates import Standing, split
from app.kernel.money import vat_included

RATES = st.sampled_from([100, 1000, 2000])


@given(
    st.integers(min_value=0, max_value=10**9),
    st.dictionaries(RATES, st.integers(min_value=0, max_value=10**7), min_size=1),
)
def test_the_shares_of_the_rates_sum_to_the_movement(amount, weights):
    assert sum(split(amount, weights).values()) == amount


def test_a_kurus_that_cannot_be_halved_goes_to_the_lower_rate():
    assert split(10001, {1000: 5000, 100: 5000}) == {100: 5001, 1000: 5000}


def test_three_thirds_of_a_sale_take_back_its_vat_to_the_kurus():
    """100.00 at 10 % hold 9.09; 33.33, 33.33 and 33.34 alone would hold 3.03 each."""
    contract = Standing()
    (sold,) = contract.moved({1000: 10000})
    back = [contract.moved({1000: -part})[0].vat_minor for part in (3333, 3333, 3334)]

    assert sold.vat_minor == 909
    assert sold.net_minor == 9091
    assert back == [-303, -303, -303]


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=8), RATES)
def test_whatever_the_parts_what_all_came_back_leaves_no_vat(parts, rate):
    contract = Standing()
    (sold,) = contract.moved({rate: sum(parts)})
    back = [contract.moved({rate: -part})[0] for part in parts]

    assert sold.vat_minor == vat_included(sum(parts), rate)
    assert sum(part.vat_minor for part in back) == -sold.vat_minor
    assert all(part.gross_minor <= part.vat_minor <= 0 for part in back)
