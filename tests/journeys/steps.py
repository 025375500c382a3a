"""What a person does on the pages, whichever journey they are on."""

import re

from tests.journeys.browser import Watched

PREFIXES = {"tr": "", "en": "/en"}
WORDS = {
    "tr": {
        "cart": "Sepete ekle",
        "order": "Ödeme yükümlülüğüyle sipariş ver",
        "see": "Siparişinizi görün",
    },
    "en": {
        "cart": "Add to cart",
        "order": "Order with obligation to pay",
        "see": "See your order",
    },
}


def pay(browser: Watched, choice: str = "approve", notify: str = "once") -> None:
    """On the practice bank's page."""
    browser.page.check(f"input[name=choice][value={choice}]")
    browser.page.select_option("select[name=notify]", notify)
    browser.page.locator("form button").last.click()
    browser.page.wait_for_load_state()


def fill_address(browser: Watched, email: str) -> None:
    page = browser.page
    page.fill("#name", "Elif Yalın 🐟 李")
    page.fill("#email", email)
    page.fill("#phone", "0555 000 00 00")
    page.select_option("#province", "35")
    page.select_option("#district", "35:Urla")
    page.fill("#street", "Bahçelievler Mah. Çınar Sok. 12/5")


def two_steps_on(browser: Watched) -> None:
    """From a filled address over the delivery to the review."""
    for _step in range(2):
        browser.page.locator("button.next").click()
        browser.page.wait_for_load_state()


def order_of(browser: Watched) -> str:
    browser.page.wait_for_url(re.compile(r"M-[\w]{4}-[\w]{4}-\w"))
    found = re.search(r"M-[\w]{4}-[\w]{4}-\w", browser.page.url)
    assert found, browser.page.url
    return found[0]


def order_from_cart(browser: Watched, email: str, language: str = "en") -> str:
    """From a filled cart to the paid order's page; returns its reference."""
    words = WORDS[language]
    browser.go(f"{PREFIXES[language]}/checkout/address")
    fill_address(browser, email)
    two_steps_on(browser)
    browser.page.check("input[name=preinfo]")
    browser.press(words["order"])
    pay(browser)
    browser.page.get_by_role("link", name=words["see"]).wait_for()
    browser.press(words["see"])
    return order_of(browser)


def declare(browser: Watched, reference: str, opened: str = "", quantity: int = 0) -> str:
    """From the order page to the receipt: everything, or so many of the first thing."""
    browser.go(f"/en/orders/{reference}")
    browser.press("Withdraw from contract here")
    boxes = browser.page.locator(".pick input[type=checkbox]")
    for place in range(1 if quantity else boxes.count()):
        boxes.nth(place).check()
    if quantity:
        browser.page.locator("input[name^=quantity]").first.fill(str(quantity))
    if opened:
        browser.page.check(f"input[name^=seal][value={opened}]")
    browser.press("Go on: read once more")
    browser.press("Confirm withdrawal")
    return browser.page.locator(".num").inner_text()


def take_up(browser: Watched, thing: str) -> None:
    """On a due list: go where this thing is done."""
    browser.page.locator("li.todo", has_text=thing).get_by_role("link").click()
    browser.page.wait_for_load_state()
