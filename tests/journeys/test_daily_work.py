"""Ten minutes of a maker's evening on a telephone: orders, papers, a question, a recall."""

import io

import pypdf
import pytest
from PIL import Image

from tests.journeys.steps import take_up


@pytest.fixture
def bought(travel):
    """A maker with two paid orders; returns the maker, and each buyer with the order's number."""
    travel.at("2026-03-02 10:00:00")
    jar = travel.product(name="Lakerda jar", stock=20)
    buyers = [travel.guest(width=360) for _n in range(2)]
    pairs = [(buyer, travel.buy(buyer, jar, quantity=2)) for buyer in buyers]
    return travel.supplier(jar.supplier.id, width=360), pairs


def photo():
    raw = io.BytesIO()
    Image.new("RGB", (640, 480), "#b9351d").save(raw, "JPEG")
    return {"name": "lid.jpg", "mimeType": "image/jpeg", "buffer": raw.getvalue()}


def tick(maker, pairs, lots=()):
    """Tick the orders, type their parcel numbers, and the lot of each."""
    for place, (_buyer, reference) in enumerate(pairs):
        row = maker.page.locator("tr", has_text=f"{reference}-1")
        row.get_by_role("checkbox").check()
        row.get_by_label("Parcel number").fill(f"DK 41{place}")
        if lots:
            row.locator("summary").click()
            row.get_by_label("Lot").fill(lots[place])


def fits(maker):
    """Nothing of the page lies beside the telephone's screen."""
    width = maker.page.evaluate("document.documentElement.scrollWidth")
    return width <= 360


def test_two_orders_are_accepted_printed_and_sent_at_once(bought):
    maker, pairs = bought
    maker.go("/en/supplier")
    maker.press("Several orders at once")
    assert fits(maker)
    tick(maker, pairs)

    maker.press("Accept the ticked")
    assert maker.says("2 orders are accepted.")
    tick(maker, pairs)
    query = "&".join(f"order={reference}-1" for _buyer, reference in pairs)
    slip = maker.context.request.get(f"{maker.shop.url}/en/supplier/papers/slips.pdf?{query}")
    pages = pypdf.PdfReader(io.BytesIO(slip.body())).pages
    assert len(pages) == 2
    assert "Lakerda jar" in pages[0].extract_text()

    maker.press("Note the ticked as sent")
    assert maker.says("2 orders are noted as sent; their buyers have been told.")
    assert maker.says("Nothing is waiting to be sent")
    for buyer, reference in pairs:
        buyer.go(f"/en/orders/{reference}")
        assert buyer.says("On its way")


def test_a_question_with_a_photo_is_answered(bought, travel):
    maker, pairs = bought
    buyer, reference = pairs[0]
    buyer.go(f"/en/orders/{reference}")
    buyer.press("Write to the maker")
    buyer.page.get_by_label("Your message").fill("Is the lid meant to be red?")
    buyer.page.set_input_files("#photo", photo())
    buyer.press("Send")
    assert buyer.says("Sent. The maker has it by e-mail too.")

    maker.go("/en/supplier")
    assert maker.says(f"A buyer writes: {reference}-1")
    take_up(maker, "A buyer writes")
    picture = maker.page.get_by_role("img", name="Photo from the buyer")
    picture.scroll_into_view_if_needed()
    maker.page.wait_for_function(
        "img => img.complete && img.naturalWidth > 0", arg=picture.element_handle()
    )
    assert fits(maker)
    maker.page.get_by_label("Your message").fill("Yes, all of this year's are red.")
    maker.press("Send to the buyer")
    assert maker.says("Sent. The buyer has it by e-mail too.")

    buyer.go(f"/en/orders/{reference}")
    assert buyer.says("Yes, all of this year's are red.")
    travel.drain()


@pytest.mark.requirement("FD-2")
def test_a_lot_is_recalled_from_its_buyer_alone(bought, travel):
    maker, pairs = bought
    maker.go("/en/supplier/orders/several")
    tick(maker, pairs, lots=("7", "8"))
    maker.press("Note the ticked as sent")
    maker.go("/en/supplier/recalls")
    assert fits(maker)
    maker.page.fill("#lots", "7")
    maker.page.fill("#words_tr", "Bu kavanozları yemeyin, atın; paranızı geri alırsınız.")
    maker.page.fill("#words_en", "Do not eat these jars; you get your money back.")
    maker.press("Ask for the recall")
    assert maker.says("1 order has these lots")

    desk = travel.staff("orders", width=360)
    desk.go("/en/admin")
    assert desk.says("Recall asked for: lot 7")
    take_up(desk, "Recall asked for")
    desk.press("Tell 1 buyer now")
    travel.drain()
    desk.page.reload()

    assert desk.says("1 of 1 reached")
    assert desk.says(pairs[0][1])
    assert not desk.says(pairs[1][1])
    assert fits(desk)
