"""What a seller has to say before anything of theirs is offered."""

import pytest

from app.law import sellers

WHOLE = {
    "title": "S.S. Poyraz Kadın Balıkçılar Kooperatifi",
    "legal_person": True,
    "address": "İskele Mah. Ağcılar Sok. 9, Urla, İzmir",
    "answers_at_ordinary_tariff": True,
    "email": "poyraz@example.org",
    "mersis": "0000000000000025",
    "return_carrier": "Deniz Kargo",
}


def missing(**differences):
    return sellers.missing(sellers.Seller(**(WHOLE | differences)))


def test_a_whole_profile_misses_nothing():
    assert missing() == ()


@pytest.mark.requirement("DC-5.1.b")
def test_a_legal_person_gives_its_number_or_a_reviewer_confirms_that_there_is_none():
    assert missing(mersis="") == ("mersis",)
    assert missing(mersis="", without_mersis=True) == ()
    assert missing(mersis="", legal_person=False) == ()


@pytest.mark.requirement("DC-5.1.b")
@pytest.mark.parametrize("number", ["123", "000000000000002X", "00000000000000255"])
def test_a_number_given_has_sixteen_digits(number):
    assert missing(mersis=number) == ("mersis",)
    assert missing(mersis=number, legal_person=False) == ("mersis",)
    assert missing(mersis=number, without_mersis=True) == ("mersis",)


@pytest.mark.requirement("DC-5.1.g")
@pytest.mark.requirement("C-21")
def test_goods_must_find_their_way_back():
    assert missing(return_carrier="") == ("return_way",)
    assert missing(return_carrier="", collects=True) == ()


def test_a_seller_answers_at_the_ordinary_tariff():
    assert missing(answers_at_ordinary_tariff=False) == ("phone",)


@pytest.mark.parametrize("fact", ["title", "address", "email"])
def test_every_other_fact_is_needed_too(fact):
    assert missing(**{fact: ""}) == (fact,)
