from datetime import date

import pytest

from app.law.rule_sets import RULE_SETS, rule_set_for


@pytest.mark.requirement("V21")
@pytest.mark.parametrize(
    ("formed_on", "key"),
    [
        pytest.param(date(2025, 12, 31), "DC-2014", id="the last day of the old text"),
        pytest.param(date(2026, 1, 1), "DC-2026", id="the first day of the amended one"),
    ],
)
def test_the_day_of_the_contract_chooses_the_text(formed_on, key):
    assert rule_set_for(formed_on).key == key


@pytest.mark.requirement("V21")
@pytest.mark.parametrize("key", ["DC-2014", "DC-2026"])
def test_a_text_that_is_pinned_holds_for_every_day(key):
    assert rule_set_for(date(2020, 1, 1), key).key == key
    assert rule_set_for(date(2030, 1, 1), key).key == key


def test_a_text_that_does_not_exist_cannot_be_pinned():
    with pytest.raises(KeyError):
        rule_set_for(date(2026, 1, 1), "DC-2011")


@pytest.mark.requirement("DC-13.1")
def test_a_shopper_sends_back_within_ten_days_or_fourteen_as_amended():
    assert RULE_SETS["DC-2014"].send_back_days == 10
    assert RULE_SETS["DC-2026"].send_back_days == 14


@pytest.mark.requirement("DC-5.1.j")
@pytest.mark.parametrize(
    ("formed_on", "needed"), [(date(2025, 12, 31), False), (date(2026, 1, 2), True)]
)
def test_the_mediation_sentence_is_needed_in_contracts_of_2026(formed_on, needed):
    assert rule_set_for(formed_on).mediation_first is needed


@pytest.mark.requirement("DC-5.1.c")
def test_as_amended_the_platform_is_named_and_must_run_the_withdrawal_function():
    amended = RULE_SETS["DC-2026"]
    assert amended.intermediary_named
    assert amended.online_withdrawal_obligatory
