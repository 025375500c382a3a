"""The whole circle in a real browser: order, parcel, withdrawal, approval, refund."""

import re

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe

from app.web import cookies
from demo import people
from tests.journeys.browser import Watched
from tests.journeys.steps import fill_address, order_of, pay, two_steps_on

NURAN = next(person for person in people.TEAM if person.name == "Nuran Aksoy")
HATICE = next(person for person in people.TEAM if person.supplier == "poyraz")


def log_in_member(browser: Watched, person: people.Person, prefix: str) -> None:
    browser.go(f"{prefix}/team/log-in")
    browser.page.fill("#email", person.email)
    browser.page.fill("#password", people.PASSWORD)
    if person.seed:
        browser.page.fill("#code", pyotp.TOTP(person.seed).now())
    browser.page.locator("form button.next").click()
    browser.page.wait_for_load_state()


@pytest.mark.requirement("EU-1")
def test_the_circle_as_a_guest_in_turkish_without_scripts(running, chromium):
    guest = Watched(chromium, running, 1280, scripts=False)
    guest.go("/")
    guest.page.fill("#q", "lakerda")
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_load_state()
    guest.page.locator(".card h3 a").first.click()
    guest.press("Sepete ekle")
    guest.press("Alışverişi tamamla")
    guest.page.locator("button.next").click()  # an empty form is sent back, with its sentences
    assert guest.says("Ad, soyad: Paketin üstünde yazacak adı yazın.")
    fill_address(guest, "elif@example.org")
    two_steps_on(guest)
    guest.page.check("input[name=preinfo]")
    guest.press("Ödeme yükümlülüğüyle sipariş ver")
    guest.page.wait_for_url(f"{running.bank}/**")
    pay(guest)
    assert guest.says("Siparişiniz verildi ve ödendi")
    guest.press("Siparişinizi görün")
    reference = order_of(guest)

    maker = Watched(chromium, running, 1280, scripts=False)
    log_in_member(maker, HATICE, "")
    maker.go("/supplier/orders")
    maker.page.get_by_role("link", name=re.compile(reference)).first.click()
    maker.press("Siparişi kabul et")
    maker.page.fill("#tracking_number", "DK 0000 417 882")
    maker.press("Gönderildi olarak kaydet")
    maker.press("Teslimi kaydet")
    assert maker.says("Teslim kaydedildi.")

    guest.go(f"/orders/{reference}")
    assert guest.says("DK 0000 417 882")
    guest.press("Sözleşmeden buradan cay")
    guest.page.locator(".pick input[type=checkbox]").first.check()
    seal = guest.page.locator("input[value=no]")
    if seal.count():
        seal.first.check()
    guest.press("Devam et: gözden geçir")
    guest.press("Caymayı onayla")
    number = guest.page.locator(".num").inner_text()
    assert re.fullmatch(r"R-\w{4}-\w{4}-\w", number)

    staff = Watched(chromium, running, 1280, scripts=False)
    log_in_member(staff, NURAN, "")
    staff.go("/admin/returns")
    staff.page.get_by_role("link", name=re.compile(number)).first.click()
    staff.press("Onayla: mal geri gelsin")
    maker.go(f"/supplier/returns/{number}-1")
    maker.press("Gelişini kaydet")
    guest.go(f"/returns/{number}")
    assert guest.says("Geri ödendi")
    staff.go("/admin/outbox")
    assert staff.says("size geri geliyor")

    for browser in (guest, maker, staff):
        assert browser.foreign == []
        assert browser.errors == []
        assert browser.cookies() <= cookies.names()


def test_the_circle_in_english_with_scripts_on_a_telephone(running, chromium):
    guest = Watched(chromium, running, 360, scripts=True)
    guest.go("/en/search?q=honey")
    guest.page.locator(".card h3 a").first.click()
    guest.page.get_by_role("button", name="Quantity: one more").click()
    guest.press("Add to cart")
    assert guest.page.locator("input[name=quantity]").input_value() == "2"
    guest.press("Go on to order")
    fill_address(guest, "telephone@example.org")
    two_steps_on(guest)
    guest.page.check("input[name=preinfo]")
    guest.press("Order with obligation to pay")
    pay(guest, "decline")
    assert guest.says("Not paid yet")
    found = violations_here(guest)
    guest.press("Try to pay again")
    pay(guest, "approve_3ds", "twice")
    guest.page.fill("input[name=code]", "1234")
    guest.page.locator("form button").first.click()
    guest.page.wait_for_load_state()
    assert guest.says("Your order has been placed and paid")
    found += violations_here(guest)
    guest.press("See your order")
    found += violations_here(guest)
    guest.press("Withdraw from contract here")
    found += violations_here(guest)
    guest.page.locator(".pick input[type=checkbox]").first.check()
    guest.press("Go on: read once more")
    found += violations_here(guest)
    guest.press("Confirm withdrawal")
    assert guest.says("Your return number")
    found += violations_here(guest)
    number = guest.page.locator(".num").inner_text()
    guest.go(f"/en/returns/{number}")
    found += violations_here(guest)
    assert found == []
    assert guest.says("Paid back")
    assert guest.page.evaluate("document.documentElement.scrollWidth") <= 360

    assert guest.foreign == []
    assert guest.errors == []
    assert guest.cookies() == {"session", "cart"}
    assert guest.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_paid_but_never_returned_is_formed_all_the_same(running, chromium):
    guest = Watched(chromium, running, 1280, scripts=False)
    guest.go("/en/search?q=soap")
    guest.page.locator(".card h3 a").first.click()
    guest.press("Add to cart")
    guest.press("Go on to order")
    fill_address(guest, "late@example.org")
    two_steps_on(guest)
    guest.page.check("input[name=preinfo]")
    guest.press("Order with obligation to pay")
    pay(guest, "approve_never", "once")

    for _ in range(50):
        guest.go("/en/checkout/review")
        if "/checkout/done/" in guest.page.url:
            break
        guest.page.wait_for_timeout(300)
    assert guest.says("Your order has been placed and paid")


def violations_here(browser: Watched) -> list[str]:
    path = browser.page.url
    found = Axe().run(browser.page).response["violations"]
    wide = browser.page.evaluate("document.documentElement.scrollWidth")
    problems = [f"{path}: {v['id']} {v['nodes'][0]['target']}" for v in found]
    width = browser.page.viewport_size["width"]
    return problems + ([f"{path}: {wide} px wide"] if wide > width else [])


def test_a_members_address_is_remembered_at_the_next_order(running, chromium):
    member = Watched(chromium, running, 360, scripts=True)
    member.go("/en/account/log-in")
    member.page.fill("#email", people.SHOPPER.email)
    member.page.fill("#password", people.PASSWORD)
    member.page.locator("form button.next").click()
    member.page.wait_for_load_state()
    member.go("/en/search?q=soap")
    member.page.locator(".card h3 a").first.click()
    member.press("Add to cart")
    member.go("/en/checkout/address")

    assert member.page.locator("#street").input_value().startswith("Bahçelievler")


def test_a_statement_nobody_can_place_waits_for_a_person(running, chromium):
    guest = Watched(chromium, running, 360, scripts=False)
    guest.go("/en/withdraw")
    guest.page.fill("#name", "Elif Yalın")
    guest.page.fill("#order", "the honey of last week")
    guest.page.fill("#email", "somebody@example.org")
    guest.page.locator("button.next").click()
    guest.page.wait_for_load_state()
    guest.press("Confirm withdrawal")
    assert guest.says("Your return number")


@pytest.mark.requirement("DC-6.1.a")
def test_legal_text_is_never_under_16_pixels_nor_tight_nor_folded_away(running, chromium):
    browser = Watched(chromium, running, 360, scripts=True)
    browser.go("/search?q=tarhana")
    browser.page.locator(".card h3 a").first.click()
    browser.press("Sepete ekle")
    browser.go("/checkout/address")
    fill_address(browser, "px@example.org")
    two_steps_on(browser)

    browser.page.wait_for_url("**/checkout/review")
    for place in ("#information", "#block"):
        assert browser.page.evaluate(LEGAL_TEXT, place)["parts"] > 5
        assert browser.page.evaluate(LEGAL_TEXT, place)["wrong"] == []
    browser.go("/withdraw")
    assert browser.page.evaluate(LEGAL_TEXT, "main")["parts"] > 5
    assert browser.page.evaluate(LEGAL_TEXT, "main")["wrong"] == []


LEGAL_TEXT = """place => {
    const said = [...document.querySelectorAll(`${place}, ${place} *`)].filter(e =>
        [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) &&
        !e.closest('button, option, .vh, script'));
    const wrong = said.filter(e => {
        const style = getComputedStyle(e), size = parseFloat(style.fontSize);
        const tight = /^(P|LI|DD|DT|TD)$/.test(e.tagName) &&
            parseFloat(style.lineHeight) < 1.5 * size - 0.1;
        let hidden = !!e.closest('details');
        for (let box = e.closest('thead') ? null : e; box; box = box.parentElement) {
            const scrolls = /auto|scroll|hidden/.test(getComputedStyle(box).overflowY);
            hidden ||= scrolls && box !== document.documentElement &&
                box !== document.body && box.scrollHeight > box.clientHeight + 1;
        }
        return size < 16 || tight || hidden;
    });
    return {parts: said.length, wrong: wrong.map(e => e.outerHTML.slice(0, 120))};
}"""
