"""From a collection point described on a telephone to goods in the buyer's hands."""

import re

import pytest

from tests.journeys.steps import fill_address, order_of, pay


@pytest.mark.requirement("DL-1")
def test_described_ordered_collected_with_the_code(travel):
    jar = travel.product()
    owner = travel.supplier(jar.supplier.id, width=360)
    owner.go("/en/supplier/delivery")
    owner.press("Collected by the buyer")
    owner.page.fill("#name_tr", "Tezgâhtan teslim")
    owner.page.fill("#name_en", "From the stall")
    owner.page.fill("#address", "İskele Meydanı 1, Urla")
    owner.press("Save")
    assert owner.says("This is needed.")  # the hours
    assert owner.page.input_value("#address") == "İskele Meydanı 1, Urla"
    owner.page.fill("#hours_tr", "Cumartesi 9–13")
    owner.page.fill("#hours_en", "Saturday 9–13")
    owner.press("Save")
    assert owner.says("From the stall")

    guest = travel.guest(width=360)
    reference = buy_at_the_stall(travel, guest, jar)
    owner.go(f"/en/supplier/orders/{reference}-1")
    owner.press("Accept the order")
    owner.press("Ready: send the buyer the code")
    guest.page.reload()
    code = re.sub(r"\s", "", guest.page.locator(".num").inner_text())
    assert re.fullmatch(r"[0-9]{6}", code)
    assert guest.says("İskele Meydanı 1, Urla · Saturday 9–13")
    assert not owner.says(code)

    owner.page.fill("#code", f"{(int(code) + 1) % 10**6:06d}")
    owner.press("Hand over")
    assert owner.says("This is not the code of this order")
    owner.page.fill("#code", code)
    owner.page.get_by_label("Lot").fill("L 07")
    owner.page.get_by_label("Use by").fill("2026-03-01")
    owner.press("Hand over")
    assert owner.says("This use-by day has passed")
    owner.page.get_by_label("Use by").fill("2026-09-30")
    owner.press("Hand over")
    assert owner.says("Handed over. The receipt is recorded.")
    assert owner.says("lot L 07, use by Wednesday, 30 September 2026")

    guest.page.reload()
    assert guest.says("Received")
    assert guest.says("Your time runs until the end of")
    assert guest.page.locator(".num").count() == 0
    assert guest.foreign == owner.foreign == []


def buy_at_the_stall(travel, guest, jar):
    """As everybody buys, but the stall is chosen instead of the carrier."""
    guest.go(travel.page_of(jar))
    guest.press("Add to cart")
    guest.go("/en/checkout/address")
    fill_address(guest, "elif@example.org")
    guest.press("Go on: delivery")
    assert guest.says("you get a code of six digits, which is your receipt")
    guest.page.locator("label.pick", has_text="From the stall").click()
    guest.press("Go on: read and order")
    assert guest.says("From the stall, İskele Meydanı 1, Urla, Saturday 9–13")
    guest.page.check("input[name=preinfo]")
    guest.press("Order with obligation to pay")
    pay(guest)
    guest.page.get_by_role("link", name="See your order").wait_for()
    guest.press("See your order")
    return order_of(guest)
