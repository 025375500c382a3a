"""axe looks at every page of the URL map, in a real Chromium, on a telephone and on a desk.

The pages come from the test's own shop: what the browser asks for, the test client answers, so
that every address has its example object (`tests/world.py`) and nothing leaves the process.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route

from app.web.language import UNPREFIXED
from tests.world import EXAMPLES, World

ORIGIN = "http://127.0.0.1:8000"
WHAT_IS_KEPT = "[localStorage.length, sessionStorage.length, document.cookie.length]"
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(e =>
  e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
  && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
  && !e.matches('input, select') && !e.closest('.vh, .pic, thead')
).map(e => e.tagName + '.' + e.className)"""
SMALL_LAW = """() => [...document.querySelectorAll('.legal *')].filter(e =>
  [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 16
  && !e.closest('.vh, svg')).map(e => e.tagName + '.' + e.className)"""


def answering(client: FlaskClient, foreign: list[str]) -> Callable[[Route], None]:
    """A route that hands what the browser asks to the shop in this process."""

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        if f"{asked.scheme}://{asked.netloc}" != ORIGIN:
            foreign.append(route.request.url)
            return route.abort()
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        said = client.get(path)
        headers = {name: value for name, value in said.headers.items() if name != "Set-Cookie"}
        if headers["Content-Security-Policy"].startswith("sandbox"):
            del headers["Content-Security-Policy"]  # axe itself is a script; a paper allows none
        return route.fulfill(status=said.status_code, headers=headers, body=said.data)

    return answer


class Looker:
    """A browser window that notes everything that is wrong with a page."""

    def __init__(self, browser: Browser, world: World, width: int, scheme: Any) -> None:
        self.world = world
        self.wrong: list[str] = []
        self.foreign: list[str] = []
        self.width = width
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.path = ""

    def _heard(self, message: Any) -> None:
        of_status = "the server responded with a status of" in message.text
        if message.type in {"error", "warning"} and not of_status:
            self.wrong.append(f"{self.path}: {message.text}")

    def look(self, who: str, path: str, axe: bool) -> None:
        self.path = path
        self.page.unroute_all()
        self.page.route("**/*", answering(self.world.browser(who), self.foreign))
        self.page.goto(ORIGIN + path)
        for violation in Axe().run(self.page).response["violations"] if axe else ():
            where = [node["target"] for node in violation["nodes"]][:3]
            self.wrong.append(f"{path} at {self.width}: {violation['id']} {where}")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.wrong.append(f"{path}: {wide} px wide on {self.width}")
        for name, script in (("clipped", CLIPPED), ("small law", SMALL_LAW)):
            if found := self.page.evaluate(script):
                self.wrong.append(f"{path} at {self.width}: {name} {found[:3]}")
        if self.page.evaluate(WHAT_IS_KEPT) != [0, 0, 0]:
            self.wrong.append(f"{path}: something is kept that scripts can read")


@pytest.mark.requirement("CK-8")
@pytest.mark.parametrize(
    ("width", "scheme", "prefix", "axe"),
    [(360, "light", "", True), (1280, "dark", "/en", True), (320, "light", "/en", False)],
)
def test_nothing_is_wrong_with_any_page(open_shop, bank, chromium, width, scheme, prefix, axe):
    """axe, the console, what is kept, widths; at 320 px only that nothing is cut off (reflow)."""
    world = World(open_shop, bank)
    window = Looker(chromium, world, width, scheme)
    looked = 0
    for example in EXAMPLES:
        path = world.path(example, prefix)
        if path.removeprefix(prefix).startswith(UNPREFIXED) or example.status == 303:
            continue
        answer = world.browser(example.who).get(path)
        if answer.mimetype == "text/html" and "attachment" not in str(answer.headers):
            window.look(example.who, path, axe)
            looked += 1
    window.context.close()

    assert not window.wrong, "\n".join(window.wrong)
    assert window.foreign == []
    assert looked > 50


def test_every_address_that_can_be_read_has_an_example(app):
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}

    missing = readable - {example.endpoint for example in EXAMPLES}

    assert not missing, f"add an example of {sorted(missing)} to tests/world.py"
