"""A browser that is watched, and the shop it walks in."""

import time
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

ON_ITS_WAY_SECONDS = 3  # a click returns before a slow answer has arrived


@dataclass(frozen=True)
class Shop:
    """Where the running shop answers."""

    url: str
    bank: str
    database_url: str


class Watched:
    """A page whose requests and console are watched: nothing leaves the shop but to the bank."""

    def __init__(self, browser: Browser, shop: Shop, width: int, scripts: bool) -> None:
        self.shop = shop
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.page: Page = self.context.new_page()
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request) -> None:  # type: ignore[no-untyped-def]
        if not request.url.startswith((self.shop.url, self.shop.bank, "data:")):
            self.foreign.append(request.url)

    def _console(self, message) -> None:  # type: ignore[no-untyped-def]
        answered_422 = "status of 4" in message.text  # the browser's own note of a refused form
        if message.type == "error" and not answered_422:
            self.errors.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.shop.url + path)

    def press(self, name: str) -> None:
        """Press the button or link with this name."""
        self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        ).first.click()
        self.page.wait_for_load_state()

    def says(self, text: str) -> bool:
        """Whether the page says this, or the one that is on its way to the browser."""
        until = time.monotonic() + ON_ITS_WAY_SECONDS
        while text not in self.page.inner_text("body"):
            if time.monotonic() > until:
                return False
            self.page.wait_for_timeout(100)
        return True

    def cookies(self) -> set[str]:
        """The names of what the shop keeps in this browser; the bank has its own."""
        return {str(kept["name"]) for kept in self.context.cookies(self.shop.url)}
