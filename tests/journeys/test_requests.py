"""A complaint on its way in a real browser: sent by a guest, answered by maker and staff."""

import re

import pytest

from tests.journeys.browser import Watched
from tests.journeys.steps import fill_address, order_of, pay, two_steps_on
from tests.journeys.test_circle import HATICE, NURAN, log_in_member, violations_here

WORDS = "Paket geldi ama kavanozun biri eksik; lütfen gönderin."


def bought(browser: Watched, prefix: str) -> str:
    """A guest buys one thing; returns the order's number."""
    browser.go(f"{prefix}/search?q=lakerda")
    browser.page.locator(".card h3 a").first.click()
    browser.page.locator("form button.next").first.click()
    browser.page.wait_for_load_state()
    browser.go(f"{prefix}/checkout/address")
    fill_address(browser, "elif@example.org")
    two_steps_on(browser)
    browser.page.check("input[name=preinfo]")
    browser.page.locator("button.next").last.click()
    browser.page.wait_for_load_state()
    pay(browser)
    return order_of(browser)


@pytest.mark.requirement("AM-12A.1")
def test_a_guest_complains_follows_it_and_is_answered_by_maker_and_staff(running, chromium):
    guest = Watched(chromium, running, 360, scripts=True)
    reference = bought(guest, "")
    guest.go(f"/orders/{reference}")
    guest.press("Başvurularınız")
    found = violations_here(guest)
    guest.page.locator("main form button.next").click()  # an empty form comes back with a sentence
    guest.page.wait_for_load_state()
    assert guest.says("Yardım edebilmemiz için bir iki cümle yazın.")
    guest.page.fill("#message", WORDS)
    guest.press("Başvuruyu gönder")
    number = guest.page.locator(".num").inner_text()
    assert re.fullmatch(r"B-\w{4}-\w{4}-\w", number)
    found += violations_here(guest)

    maker = Watched(chromium, running, 360, scripts=True)
    log_in_member(maker, HATICE, "")
    maker.go("/supplier/requests")
    found += violations_here(maker)
    maker.page.get_by_role("link", name=re.compile(number)).first.click()
    found += violations_here(maker)
    maker.page.fill("#words", "Eksik kavanoz yarın yolda.")
    maker.press("Yanıtı gönder")

    guest.go(f"/requests/{number}")
    assert guest.says("Eksik kavanoz yarın yolda.")
    assert guest.says("Yanıtlandı")
    guest.page.fill("#words", "Teşekkürler, ama bu kez iki tane gönderin.")
    guest.press("Gönder")

    staff = Watched(chromium, running, 1280, scripts=True)
    log_in_member(staff, NURAN, "/en")
    staff.go("/en/admin/requests")
    found += violations_here(staff)
    staff.page.get_by_role("link", name=re.compile(number)).first.click()
    found += violations_here(staff)
    staff.page.fill("#words", "One jar was missing; one is on its way to you.")
    staff.press("Send the answer")
    staff.go(f"/en/admin/outbox?about={number}")
    found += violations_here(staff)
    staff.page.locator("table a").first.click()
    staff.page.wait_for_load_state()
    found += violations_here(staff)

    english = Watched(chromium, running, 1280, scripts=True)
    english.go("/en/requests")
    found += violations_here(english)
    english.page.fill("#number", number)
    english.page.fill("#address", "elif@example.org")
    english.press("Show the request")
    assert english.says("One jar was missing")
    found += violations_here(english)
    guest.go(f"/orders/{reference}/requests")
    assert guest.says(number)

    assert found == []
    for browser in (guest, maker, staff, english):
        assert browser.foreign == []
        assert browser.errors == []
