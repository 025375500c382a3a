"""What a supplier still has to say."""

import pytest

from app.catalogue.services import listings
from app.suppliers import profile
from tests.builders import a_product, a_supplier


@pytest.mark.requirement("DC-5.1.b")
@pytest.mark.usefixtures("app")
def test_what_is_missing_is_said_in_sentences():
    supplier = a_supplier(mersis=None, return_carrier=None)

    assert len(profile.missing(supplier)) == 2
    supplier.without_mersis = supplier.collects_returns = True
    assert profile.missing(supplier) == []
    assert profile.missing(a_supplier(kind="exempt_artisan", mersis=None)) == []


@pytest.mark.requirement("DC-18.1")
@pytest.mark.usefixtures("app")
def test_a_number_of_a_raised_tariff_keeps_a_supplier_off_the_shelf():
    assert profile.missing(a_supplier(phone="+909001112233")) == [
        "Olağan tarifeli bir telefon numarası yazın."
    ]


@pytest.mark.requirement("DC-5.1.g")
@pytest.mark.usefixtures("app")
def test_nothing_is_offered_while_nobody_says_how_goods_come_back():
    with pytest.raises(listings.Incomplete, match="İadeler"):
        listings.publish(a_product(supplier=a_supplier(return_carrier=None)))
