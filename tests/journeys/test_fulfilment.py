"""Goods that never come, goods turned back on their way, and a parcel that was lost."""

import pytest


@pytest.fixture
def maker(travel):
    """A supplier and what it sells: a rug for 1,250 TL, with thirty days to make it."""
    rug = travel.product(name="Woven rug", price_minor=125_000, stock=5, lead_days=30)
    return rug.supplier.id, rug


def send(travel, maker, reference):
    """The maker hands the parcel over; returns the maker's browser on the order's page."""
    browser = travel.supplier(maker)
    browser.go(f"/en/supplier/orders/{reference}-1")
    browser.page.fill("#tracking_number", "DK 417")
    browser.press("Note as sent")
    return browser


def carrier_says(browser, event):
    """The practice carrier's button for the newest parcel on the supplier's page."""
    parcel = browser.page.locator("section[id^=parcel-]").last
    parcel.locator("summary", has_text="Practice carrier").click()
    parcel.get_by_role("button", name=event, exact=True).click()
    browser.page.wait_for_load_state()


@pytest.mark.requirement("DC-16.2")
def test_never_delivered_the_contract_is_ended_with_interest(travel, maker):
    number, rug = maker
    guest = travel.guest(width=360)
    reference = travel.buy(guest, rug)

    travel.at("2026-04-01 23:59:59")
    guest.go(f"/en/orders/{reference}/end/{reference}-1")
    assert guest.says("You need not wait: you may withdraw now, without a reason")
    guest.go(f"/en/orders/{reference}")
    assert not guest.says("End the contract for non-delivery")

    travel.at("2026-04-03 10:00:00")
    guest.go(f"/en/orders/{reference}")
    guest.press("End the contract for non-delivery")
    guest.press("End the contract for these goods")
    assert guest.says("The contract has ended for these goods")
    ended = guest.page.locator(".num").inner_text()
    guest.press("Back to the order")
    assert guest.says("Contract ended")

    seller = travel.supplier(number)
    seller.go(f"/en/supplier/orders/{reference}-1")
    assert seller.says(ended)
    assert seller.says("Do not send")
    travel.drain()
    guest.go(f"/en/orders/{reference}")
    assert guest.says("1,250.00")
    staff = travel.staff("orders", "finance")
    staff.go("/en/admin/outbox")
    assert staff.says(ended)


@pytest.mark.requirement("SM-4.5")
def test_withdrawn_on_the_way_the_parcel_is_turned_back(travel, maker):
    number, rug = maker
    guest = travel.guest()
    reference = travel.buy(guest, rug)
    seller = send(travel, number, reference)
    travel.at("2026-03-03 10:00:00")
    guest.go(f"/en/orders/{reference}")
    assert guest.says("The carrier brings it by")

    guest.press("Withdraw from contract here")
    guest.page.locator(".pick input[type=checkbox]").first.check()
    guest.press("Go on: read once more")
    guest.press("Confirm withdrawal")
    assert guest.says("Your return number")

    seller.go("/en/supplier")
    assert seller.says("Ask the carrier to turn it back")
    seller.go(f"/en/supplier/orders/{reference}-1")
    travel.at("2026-03-04 10:00:00")
    carrier_says(seller, "Comes back (nobody took it)")
    travel.at("2026-03-06 10:00:00")
    carrier_says(seller, "Back with the maker")

    guest.go(f"/en/orders/{reference}")
    assert guest.says("Back with the maker")


@pytest.mark.requirement("DC-17.1")
def test_lost_on_the_way_the_buyer_has_it_sent_again(travel, maker):
    number, rug = maker
    guest = travel.guest(width=360)
    reference = travel.buy(guest, rug, language="tr")
    seller = send(travel, number, reference)
    for day in ("2026-03-08", "2026-03-13"):
        travel.night(day)

    guest.go(f"/orders/{reference}")
    assert guest.says("Kargo paketinizi kaybetti.")
    guest.press("Mallar yeniden gönderilsin")
    assert guest.says("Seçiminiz kaydedildi")
    seller.go(f"/en/supplier/orders/{reference}-1")
    assert seller.says("Send the goods again")
    seller.page.fill("#tracking_number", "DK 418")
    seller.press("Note as sent")
    carrier_says(seller, "Delivered")

    guest.go(f"/orders/{reference}")
    assert guest.says("Teslim edildi")
