"""Fees by province group and weight band, free from an amount."""

import pytest

from app.suppliers.tariffs import Parcel, Tariff, bands_for, flat, shipping_weight

TABLE = [
    {"provinces": [], "bands": [[1000, 7900], [5000, 12900], [None, 19900]]},
    {"provinces": [65, 30], "bands": [[1000, 9900], [5000, 15900], [None, 24900]]},
]


@pytest.mark.parametrize(
    ("grams", "fee"),
    [(0, 7900), (1000, 7900), (1001, 12900), (5000, 12900), (5001, 19900), (60000, 19900)],
)
def test_a_band_ends_with_its_last_gram(grams, fee):
    tariff = Tariff(bands_for(TABLE, 35, 100))

    assert tariff.fee_of(Parcel(10000, grams)) == fee


def test_a_group_of_provinces_has_fees_of_its_own():
    assert bands_for(TABLE, 65, 100)[0] == (1000, 9900)
    assert bands_for(TABLE, 35, 100)[0] == (1000, 7900)
    assert bands_for(TABLE, None, 100)[0] == (1000, 7900)
    assert bands_for([], 65, 7900) == flat(7900)


def test_from_the_amount_on_every_weight_is_free():
    tariff = Tariff(bands_for(TABLE, 35, 100), free_from_minor=90000)

    assert tariff.fee_of(Parcel(89999, 6000)) == 19900
    assert tariff.fee_of(Parcel(90000, 6000)) == 0
    assert tariff.fee_over([Parcel(90000, 6000), Parcel(30000, 900)]) == 7900


@pytest.mark.parametrize(
    ("given", "amount", "unit", "grams"),
    [
        (480, 350, "g", 480),
        (None, 350, "g", 350),
        (None, 750, "ml", 750),
        (None, 2, "kg", 2000),
        (None, 1, "piece", 0),
        (None, None, None, 0),
    ],
)
def test_the_weight_is_what_was_given_else_the_net_amount(given, amount, unit, grams):
    assert shipping_weight(given, amount, unit) == grams
