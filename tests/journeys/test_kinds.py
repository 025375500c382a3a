"""A personal good, an extra and a download in one order, without scripts, on a telephone."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.browser import Watched
from tests.journeys.steps import fill_address, order_of, pay

WIDTH = """() => {
    document.querySelector("body > header")?.remove();  // the head has journeys of its own
    return document.documentElement.scrollWidth;
}"""
SHOTS = os.environ.get("SHOTS")


class Shopper(Watched):
    """A telephone without scripts; a second window with the same cookies is looked at by axe."""

    def __init__(self, chromium, running) -> None:
        super().__init__(chromium, running, 360, scripts=False)
        self.looker = Watched(chromium, running, 360, scripts=True)
        self.found: list[str] = []

    def look(self, name: str) -> None:
        """The page fits the telephone and has no barrier."""
        self.looker.context.clear_cookies()
        self.looker.context.add_cookies(self.context.cookies())
        self.looker.page.goto(self.page.url)
        if SHOTS:
            self.looker.page.screenshot(path=f"{SHOTS}/{name}-360.png", full_page=True)
            self.looker.page.set_viewport_size({"width": 1280, "height": 900})
            self.looker.page.screenshot(path=f"{SHOTS}/{name}-1280.png", full_page=True)
            self.looker.page.set_viewport_size({"width": 360, "height": 900})
        for row in Axe().run(self.looker.page).response["violations"]:
            self.found.append(f"{name}: {row['id']}: {row['nodes'][0]['html'][:200]}")
        wide = self.looker.page.evaluate(WIDTH)
        assert wide <= 360, f"{name} is {wide} px wide"


@pytest.mark.requirement("DC-15.b")
@pytest.mark.requirement("DC-19.1")
@pytest.mark.requirement("DC-15.ğ")
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_personal_good_an_extra_and_a_download_in_one_order(running, chromium, prefix):
    english = bool(prefix)
    said = lambda tr, en: en if english else tr  # noqa: E731
    guest = Shopper(chromium, running)

    guest.go(f"{prefix}/search?q={said('tahta', 'board')}")
    guest.page.locator(".card h3 a").first.click()
    guest.look(f"board{said('-tr', '-en')}")
    guest.page.get_by_label(said("Kazınacak isim", "Name to carve")).fill("Elif Nine")
    guest.press(said("Sepete ekle", "Add to cart"))
    assert guest.says("Elif Nine")

    guest.go(f"{prefix}/search?q={said('defter', 'recipes')}")
    guest.page.locator(".card h3 a").first.click()
    guest.look(f"book{said('-tr', '-en')}")
    guest.press(said("Sepete ekle", "Add to cart"))
    guest.look(f"cart{said('-tr', '-en')}")
    guest.press(said("Alışverişi tamamla", "Go on to order"))
    fill_address(guest, "elif@example.org")
    guest.page.locator("button.next").click()
    guest.page.wait_for_load_state()
    guest.look(f"delivery{said('-tr', '-en')}")
    guest.page.locator("button.next").click()
    guest.page.wait_for_load_state()

    box = guest.page.locator("input[name=extra]").first
    assert not box.is_checked()
    guest.look(f"review{said('-tr', '-en')}")
    box.check()
    guest.press(said("Seçtiklerimi ekle", "Add what I chose"))
    assert guest.says(said("sizin işaretlediğiniz", "ticked by you"))
    guest.look(f"review2{said('-tr', '-en')}")
    guest.page.check("input[name=preinfo]")
    guest.press(said("Ödeme yükümlülüğüyle sipariş ver", "Order with obligation to pay"))
    pay(guest)
    guest.press(said("Siparişinizi görün", "See your order"))
    order_of(guest)
    guest.look(f"order{said('-tr', '-en')}")

    guest.press(said("Hemen almak istiyorum", "Have it now"))
    guest.look(f"now{said('-tr', '-en')}")
    guest.page.check("input[name=now]")
    guest.press(said("Devam", "Go on"))
    with guest.page.expect_download() as waiting:
        guest.page.get_by_role("link", name=said("Şimdi indir", "Download now")).click()
    assert waiting.value.suggested_filename == "deniz-sofrasi.pdf"

    assert guest.found == []
    assert guest.foreign == []
    assert guest.errors == []


@pytest.mark.requirement("HR-16")
@pytest.mark.requirement("DC-5.4")
def test_every_kind_has_a_page_without_barriers(running, chromium):
    guest = Shopper(chromium, running)
    for query in ("lamba", "mevsim", "ağ çekmeye", "atölye", "takım"):
        guest.go(f"/search?q={query}")
        guest.page.locator(".card h3 a").first.click()
        guest.look(query)

    assert guest.found == []
