"""What a person does on the pages, whichever journey they are on."""

import re

from tests.journeys.browser import Watched


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
