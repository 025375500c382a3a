"""The last second of the period, on the pages, with scripts off."""

import pytest


def withdraw(browser, reference: str) -> None:
    """From the order's page to the receipt, in English."""
    browser.go(f"/en/orders/{reference}")
    browser.press("Withdraw from contract here")
    browser.page.locator(".pick input[type=checkbox]").first.check()
    browser.press("Go on: read once more")
    browser.press("Confirm withdrawal")


@pytest.mark.requirement("DC-9.1")
def test_the_last_second_of_the_fourteenth_day_is_in_time_and_the_next_is_late(travel):
    honey = travel.product(name="Chestnut honey", stock=10)
    in_time, late = travel.guest(), travel.guest()
    references = [travel.buy(browser, honey) for browser in (in_time, late)]
    for reference in references:
        travel.deliver(reference, "2026-03-02")

    travel.at("2026-03-16 23:59:59")
    in_time.go(f"/en/orders/{references[0]}")
    assert in_time.says("16 March 2026")
    withdraw(in_time, references[0])
    assert in_time.says("Your return number")

    travel.at("2026-03-17 00:00:00")
    withdraw(late, references[1])
    assert late.says("Your return number")  # late or not, every statement is taken

    staff = travel.staff("orders")
    numbers = [browser.page.locator(".num").inner_text() for browser in (in_time, late)]
    staff.go(f"/en/admin/returns/{numbers[0]}-1")
    assert staff.says("Waiting for approval")
    assert staff.says("Monday, 30 March 2026")
    staff.go(f"/en/admin/returns/{numbers[1]}-1")
    assert staff.says("The period had ended before the statement was sent.")
    assert staff.says("Monday, 16 March 2026")

    travel.night("2026-03-18")
    in_time.go(f"/en/returns/{numbers[0]}")
    assert in_time.says("Approved")
    late.go(f"/en/returns/{numbers[1]}")
    assert late.says("Being looked at")
