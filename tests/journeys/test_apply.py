"""A maker with a telephone applies, is asked, talks with us, and opens her shop."""

import pytest

from tests.journeys.opening import (
    accept_agreement,
    answer_back,
    ask_back,
    begin_application,
    finish_application,
    join_team,
    say_who_she_is,
    talk,
)


@pytest.mark.requirement("SM-4.1")
@pytest.mark.requirement("SR-2")
def test_from_the_application_on_a_telephone_to_the_first_log_in(travel):
    maker = travel.guest(width=360)
    begin_application(maker, travel)
    say_who_she_is(maker, "10000000147")
    assert maker.says("Check the national identity number")
    assert maker.page.input_value("#certificate_number") == "2026/417"
    maker.page.fill("#national_id", "100 000 001 46")
    maker.press("Save and go on")
    number = finish_application(maker)

    reviewer, second = travel.staff("catalogue"), travel.staff("catalogue")
    reviewer.go("/en/admin")
    assert reviewer.says("Application of Zeliha'nın Mutfağı")
    ask_back(reviewer, number)
    answer_back(maker, travel)
    talk(maker, reviewer, number)
    reviewer.press("Note it")
    reviewer.press("Approve")
    second.go(f"/en/admin/suppliers/applications/{number}")
    second.press("Approve")
    accept_agreement(maker, travel)
    join_team(maker, travel)
    maker.go("/en/supplier/team")
    assert maker.says("Zeliha'nın Mutfağı")
    for seen in (maker, reviewer, second):
        assert seen.errors == []
        assert seen.foreign == []
