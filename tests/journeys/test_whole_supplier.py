"""The whole way of a maker on a telephone: from her application to a jar that comes back."""

import re

import pytest

from tests.builders import a_category
from tests.journeys.browser import Watched
from tests.journeys.opening import (
    PASSWORD,
    accept_agreement,
    add_photo,
    answer_back,
    ask_back,
    begin_application,
    begin_listing,
    fill_part,
    finish_application,
    fits,
    join_team,
    say_who_she_is,
    talk,
)
from tests.journeys.steps import declare, order_from_cart, take_up

JAM = "Dut reçeli"


@pytest.mark.requirement("SM-4.1")
@pytest.mark.requirement("SM-4.2")
@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("FD-2")
def test_a_woman_applies_sells_ships_and_takes_back_on_a_telephone(travel):
    with travel.inside():
        texts = {"tr": {"name": "Reçel"}, "en": {"name": "Jam"}}
        a_category(slug="recel", texts=texts, food_preset="packed")
    maker, shopper = (travel.guest(scripts=True, width=360) for _n in range(2))
    reviewer, second = (travel.staff("catalogue", "orders", width=360) for _n in range(2))

    becomes_a_supplier(travel, maker, reviewer, second)
    maker.press("Log out")
    logs_in(maker)
    says_how_goods_travel(maker)
    lists_her_first_good(maker)
    is_put_on_sale(travel, reviewer, shopper)
    changes_its_text(travel, maker, reviewer)
    reference = is_ordered(shopper)
    sends_it(maker, reference)
    arrives(travel, maker, shopper, reference)
    comes_back(travel, maker, reviewer, shopper, reference)


def becomes_a_supplier(travel, maker: Watched, reviewer: Watched, second: Watched) -> None:
    """Applied, asked, answered, talked with, approved by two, agreed."""
    begin_application(maker, travel, "I sell in my own name")
    say_who_she_is(maker, "100 000 001 46")
    number = finish_application(maker)
    reviewer.go("/en/admin")
    assert reviewer.says("Application of Zeliha'nın Mutfağı")
    ask_back(reviewer, number)
    answer_back(maker, travel)
    talk(maker, reviewer, number)
    maker.go(f"/en/supplier/apply/{number}")
    assert maker.says("Friday, 6 March 2026")
    travel.at("2026-03-06 11:00:00")
    reviewer.go(f"/en/admin/suppliers/applications/{number}")
    reviewer.press("Note it")
    reviewer.press("Approve")
    assert reviewer.says("You have given your word; a second person makes it so.")
    second.go(f"/en/admin/suppliers/applications/{number}")
    second.press("Approve")
    accept_agreement(maker, travel)
    join_team(maker, travel)


def logs_in(maker: Watched) -> None:
    """In the morning, with the password she chose."""
    maker.go("/en/team/log-in")
    maker.page.fill("#email", "zeliha@example.org")
    maker.page.fill("#password", PASSWORD)
    maker.press("Log in")
    assert maker.says("Good day, Zeliha Örnek")


def says_how_goods_travel(maker: Watched) -> None:
    """One carrier, one fee."""
    assert maker.says("List your first good")
    maker.press("Add a way")
    assert maker.says("without it nobody can order")
    maker.press("By a carrier")
    maker.page.fill("#name_tr", "Deniz Kargo")
    maker.page.fill("#carrier", "Deniz Kargo")
    maker.page.fill("#fee_0_1", "79")
    assert fits(maker)
    maker.press("Save")
    assert maker.says("79.00")


def lists_her_first_good(maker: Watched) -> None:
    """Every part, a photograph, seen as shoppers will, handed in."""
    begin_listing(maker, JAM, "Jam")
    fill_part(maker, "Name and text", {"lead-tr": "Kendi ağacımızdan", "qualities-tr": "Tür: Dut"})
    maker.press("Sizes, prices and stock")
    maker.page.select_option("#unit-0", "g")
    for name, value in {
        "sku-0": "DUT-350",
        "amount-0": "350",
        "price-0": "180",
        "stock-0": "12",
    }.items():
        maker.page.fill(f"#{name}", value)
    maker.press("Save")
    told = {"ingredients-tr": "Dut, şeker", "origin-tr": "Urla", "registration": "TR-35-K-000"}
    fill_part(maker, "Food facts", told, "[name=allergen-none]")
    add_photo(maker, "Bir kavanoz dut reçeli")
    maker.press("See it as shoppers will")
    assert maker.says("Preview: only you and the cooperative see this page.")
    assert maker.says("180.00")
    assert fits(maker)
    maker.page.go_back()
    maker.press("Hand in for review")
    assert maker.says("answers within three working days")


def is_put_on_sale(travel, reviewer: Watched, shopper: Watched) -> None:
    """The reviewer sees what shoppers will, approves; the worker renders; a shopper finds it."""
    reviewer.go("/en/admin/listings")
    reviewer.press(f"Open {JAM}")
    assert reviewer.says("Dut, şeker")
    reviewer.press("Approve")
    assert reviewer.says("The maker has been told")
    travel.night("2026-03-07")
    shopper.go("/en/search?q=dut")
    shopper.page.get_by_role("link", name=JAM, exact=True).click()
    assert shopper.says("Zeliha'nın Mutfağı")
    picture = shopper.page.get_by_role("img", name="Bir kavanoz dut reçeli").first
    picture.scroll_into_view_if_needed()
    shopper.page.wait_for_function(
        "img => img.complete && img.naturalWidth > 0", arg=picture.element_handle()
    )
    assert fits(shopper)


def changes_its_text(travel, maker: Watched, reviewer: Watched) -> None:
    """The new words are compared with the old, which sell meanwhile."""
    logs_in(maker)
    maker.go("/en/supplier/listings")
    maker.page.get_by_role("link", name=re.compile(JAM)).first.click()
    fill_part(maker, "Name and text", {"lead-tr": "Kendi ağacımızdan, az şekerli"})
    assert maker.says("the version before it is on sale")
    reviewer.go("/en/admin/listings")
    reviewer.press(f"Open {JAM}")
    assert reviewer.says("Kendi ağacımızdan, az şekerli")
    reviewer.press("Approve")


def is_ordered(shopper: Watched) -> str:
    """A guest orders one jar and pays."""
    shopper.go("/en/search?q=dut")
    shopper.page.get_by_role("link", name=JAM, exact=True).click()
    assert shopper.says("az şekerli")
    shopper.press("Add to cart")
    reference = order_from_cart(shopper, "elif@example.org")
    assert shopper.says("Zeliha'nın Mutfağı")
    return reference


def sends_it(maker: Watched, reference: str) -> None:
    """On her list; accepted, packed with its lot, noted as sent."""
    maker.go("/en/supplier")
    take_up(maker, f"New: Order {reference}-1")
    maker.press("Accept the order")
    maker.page.get_by_text("Food: lot and use-by day").click()
    maker.page.get_by_label("Lot").fill("7")
    maker.page.get_by_label("Use by").fill("2027-03-01")
    maker.page.fill("#tracking_number", "DK 0000 417 882")
    maker.press("Note as sent")
    assert maker.says("Noted as sent. The buyer has been told.")
    assert maker.says("lot 7, use by Monday, 1 March 2027")


def arrives(travel, maker: Watched, shopper: Watched, reference: str) -> None:
    """The carrier's report, two days later, starts the buyer's period."""
    shopper.page.reload()
    assert shopper.says("DK 0000 417 882")
    travel.night("2026-03-09")
    logs_in(maker)
    maker.go(f"/en/supplier/orders/{reference}-1")
    maker.press("Record the receipt")
    assert maker.says("The receipt is recorded.")
    shopper.go(f"/en/orders/{reference}")
    assert shopper.says("Received")
    assert shopper.says("Monday, 23 March 2026")


def comes_back(travel, maker, reviewer, shopper, reference: str) -> None:
    """Withdrawn from, approved, received and looked at; the money goes back."""
    number = declare(shopper, reference)
    assert re.fullmatch(r"R-\w{4}-\w{4}-\w", number)
    reviewer.go("/en/admin/returns")
    reviewer.page.get_by_role("link", name=re.compile(number)).first.click()
    reviewer.press("Approve: goods come back")
    shopper.go(f"/en/returns/{number}")
    assert shopper.says("Deniz Kargo")
    assert shopper.says("İskele Mah. Fener Sok. 8")
    travel.night("2026-03-12")
    logs_in(maker)
    take_up(maker, f"Goods are coming back: {number}-1")
    maker.press("Record the arrival")
    assert maker.says("What is resellable is back on your shelf.")
    maker.page.get_by_label("As new").check()
    maker.press("Note it")
    travel.drain()
    shopper.go(f"/en/returns/{number}")
    assert shopper.says("Paid back")
    assert shopper.says("259.00")
    assert not shopper.page.get_by_text("Next:").count()
    maker.go("/en/supplier")
    assert maker.says("Nothing is waiting")
    maker.go("/en/supplier/listings")
    assert "12" in maker.page.locator("tr", has_text=JAM).inner_text()
