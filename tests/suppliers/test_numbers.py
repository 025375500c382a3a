"""Numbers of persons, firms and accounts: valid and invalid ones, all made up."""

import pytest

from app.kernel import crypto
from app.suppliers import numbers
from app.suppliers.numbers import WrongNumber
from app.web.language import speaking

VALID = [
    (numbers.read_national_id, "10000000146", "10000000146"),
    (numbers.read_national_id, "100 000 001 46", "10000000146"),
    (numbers.read_national_id, "١٠٠٠٠٠٠٠١٤٦", "10000000146"),
    (numbers.read_national_id, "11111111110", "11111111110"),
    (numbers.read_tax_number, "1234567890", "1234567890"),
    (numbers.read_tax_number, "123 456 78 90", "1234567890"),
    (numbers.read_tax_number, "1111111114", "1111111114"),
    (numbers.read_mersis, "0123 4567 8900 0015", "0123456789000015"),
    (numbers.read_iban, "TR33 0006 1005 1978 6457 8413 26", "TR330006100519786457841326"),
    (numbers.read_iban, "tr330006100519786457841326", "TR330006100519786457841326"),
]
INVALID = [
    (numbers.read_national_id, "10000000147", "11 digits"),
    (numbers.read_national_id, "10000000156", "11 digits"),
    (numbers.read_national_id, "00000000000", "11 digits"),
    (numbers.read_national_id, "1000000014", "11 digits"),
    (numbers.read_national_id, "100000001460", "11 digits"),
    (numbers.read_national_id, "1000000014X", "11 digits"),
    (numbers.read_national_id, "", "11 digits"),
    (numbers.read_tax_number, "1234567891", "10 digits"),
    (numbers.read_tax_number, "0000000000", "10 digits"),
    (numbers.read_tax_number, "123456789", "10 digits"),
    (numbers.read_tax_number, "12345678900", "10 digits"),
    (numbers.read_tax_number, "²²²²²²²²²²", "10 digits"),
    (numbers.read_mersis, "012345678900001", "16 digits"),
    (numbers.read_mersis, "01234567890000155", "16 digits"),
    (numbers.read_mersis, "0000000000000000", "16 digits"),
    (numbers.read_mersis, "01234567890000AB", "16 digits"),
    (numbers.read_mersis, "²²²²²²²²²²²²²²²²", "16 digits"),
    (numbers.read_iban, "TR330006100519786457841327", "IBAN"),
    (numbers.read_iban, "TR33000610051978645784132", "IBAN"),
    (numbers.read_iban, "GB82WEST12345698765432", "Türkiye"),
    (numbers.read_iban, "330006100519786457841326", "IBAN"),
    (numbers.read_iban, "TR00", "IBAN"),
]


@pytest.mark.parametrize(("read", "typed", "number"), VALID)
def test_a_number_is_read_in_any_spacing(app, read, typed, number):
    assert read(typed) == number


@pytest.mark.parametrize(("read", "typed", "why"), INVALID)
def test_a_wrong_number_is_refused_with_a_sentence(app, read, typed, why):
    with app.test_request_context(), speaking("en"):
        with pytest.raises(WrongNumber) as refused:
            read(typed)
        assert why in str(refused.value.args[0])


def test_a_mersis_number_begins_with_the_number_of_its_firm_or_person():
    assert numbers.mersis_names("0123456789000015", "1234567890")
    assert numbers.mersis_names("1000000014600011", "", "10000000146")
    assert not numbers.mersis_names("0123456789000015", "1111111114")
    assert not numbers.mersis_names("0123456789000015", "")


def test_a_masked_number_shows_its_last_three_signs():
    assert numbers.masked("10000000146") == "••••••••146"


def test_a_blind_index_finds_equal_numbers_and_tells_none(app):
    one = crypto.blind("tax", "1234567890")

    assert one == crypto.blind("tax", "1234567890")
    assert one in crypto.blinds("tax", "1234567890")
    assert one not in {crypto.blind("tax", "1111111114"), crypto.blind("iban", "1234567890")}
    assert "1234567890" not in one
