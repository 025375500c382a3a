"""Paying: by a card at Stripe, declined and then past 3-D Secure; and by bank transfer."""

from dataclasses import replace

import pytest

from app.kernel import transactions
from app.payments.gateway.stripe import StripeGateway
from app.settings import services as settings
from tests.journeys.browser import Watched
from tests.journeys.steps import declare, fill_address, order_of
from tests.journeys.test_circle import violations_here
from tests.stripe_double import Double

OURS = "TR330006100519786457841326"
HERS = "TR940001000999990123456789"


@pytest.fixture
def stripe(town, monkeypatch):
    app, _shop = town
    double = Double()
    gateway = StripeGateway(double.books.key, double.books.secret, double.address)
    monkeypatch.setitem(app.extensions, "gateway", gateway)
    monkeypatch.setitem(app.config, "PAYMENT_PAGES", [double.address])
    yield double
    double.close()


def to_the_button(travel, guest: Watched, means: str = "card") -> None:
    guest.go(travel.page_of(travel.product(), "en"))
    guest.press("Add to cart")
    guest.go("/en/checkout/address")
    fill_address(guest, "elif@example.org")
    guest.page.locator("button.next").click()
    guest.page.check(f"input[name=means][value={means}]")
    guest.page.locator("button.next").click()
    guest.page.check("input[name=preinfo]")
    guest.press("Order with obligation to pay")


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_a_card_is_declined_confirmed_by_3ds_charged_and_paid_back(travel, stripe, width, scripts):
    travel.at(f"{travel.moment:%Y-%m-%d %H:%M:%S}")
    travel.shop = replace(travel.shop, bank=stripe.address)
    stripe.books.now = lambda: travel.moment.timestamp()
    guest = travel.guest(scripts=scripts, width=width)
    to_the_button(travel, guest)
    guest.page.wait_for_url(f"{stripe.address}/**")
    guest.press("Use a card that is declined")
    assert guest.says("Your card was declined.")
    guest.press("Back to the shop")
    assert guest.says("Not paid yet")
    guest.press("Go on to the payment page")
    guest.press("Pay by card")
    guest.press("Confirm with 3-D Secure")
    assert guest.says("Your order has been placed and paid")
    guest.press("See your order")
    reference = order_of(guest)
    travel.drain()
    (intent,) = stripe.books.intents.values()
    assert intent["amount_received"] == intent["amount"]

    number = declare(guest, reference)
    travel.drain()

    guest.go(f"/en/returns/{number}")
    assert guest.says("Paid back")
    assert intent["latest_charge"]["amount_refunded"] == intent["amount_received"]


@pytest.mark.requirement("SM-4.3")
def test_a_transfer_is_awaited_matched_and_paid_back_by_transfer(travel):
    travel.at("2026-03-02 10:00:00")
    with travel.inside():
        settings.change("transfer_iban", OURS, "test")
        settings.change("transfer_holder", "Deneme Kooperatifi", "test")
        transactions.save()
    guest = travel.guest(scripts=True, width=360)
    to_the_button(travel, guest, "transfer")
    assert guest.says("Pay by bank transfer")
    assert guest.says("Thursday, 5 March 2026")
    found = violations_here(guest)
    where = guest.page.url
    reference = guest.page.locator(".facts dd").filter(has_text="M-").inner_text()
    total = guest.page.locator(".facts dd").filter(has_text="TL").inner_text()

    finance = travel.staff("finance", "orders", scripts=True, width=360)
    finance.go("/en/admin/transfers")
    assert finance.says(reference)
    found += violations_here(finance)
    text = f"Tarih;Tutar;Gönderen;IBAN;Açıklama\n02.03.2026;{total};Elif Yalın;{HERS};{reference}\n"
    finance.page.set_input_files(
        "#file", {"name": "hesap.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    finance.press("Take it in")
    assert finance.says("1 booked by itself.")
    found += violations_here(finance)

    guest.page.goto(where)
    assert guest.says("Your order has been placed and paid")
    guest.press("See your order")
    number = declare(guest, reference)
    travel.drain()
    guest.go(f"/en/returns/{number}")
    assert guest.says("Money on its way")
    found += violations_here(guest)
    finance.go("/en/admin/refunds?show=transfer")
    finance.page.locator("table a").first.click()
    finance.page.fill("#amount", total)
    finance.page.fill("#reference", "EFT 4711")
    finance.press("Confirm the transfer")
    guest.go(f"/en/returns/{number}")
    assert guest.says("Paid back")
    assert found == []
