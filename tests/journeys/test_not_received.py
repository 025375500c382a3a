"""Goods that never reach the shopper: ended with interest; not taken, as the carrier tells it."""

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from app.extensions import db
from app.orders.gateway import adapter
from app.settings import services as settings
from app.suppliers.models import Carrier
from tests.journeys.test_returns import accessible, hand_over, look_at

CARRIER = "Deniz Kargo"


@pytest.mark.requirement("DC-16.2")
@pytest.mark.requirement("DC-16.3.a")
@pytest.mark.requirement("V17")
def test_never_delivered_ended_and_paid_back_with_interest_seen_on_the_page(travel):
    """1 250.00 paid on 2026-03-02, ended on 3 April, sent back on 15 April: 36.16 on top."""
    with travel.inside():
        settings.change("refund_auto_limit", 0, "test")  # every refund waits for two people
        db.session.commit()
    guest = travel.guest(scripts=True, width=360)
    loom = travel.product(name="El tezgâhı", price_minor=125000, lead_days=30)
    reference = travel.buy(guest, loom)
    travel.at("2026-04-01 23:59:59")
    guest.go(f"/en/orders/{reference}")
    assert not guest.says("End the contract for non-delivery")
    travel.at("2026-04-03")
    guest.go(f"/en/orders/{reference}")
    guest.press("End the contract for non-delivery")
    accessible(guest)
    guest.page.locator("main form button").last.click()
    guest.page.wait_for_load_state()
    assert guest.says("The contract has ended for these goods")
    accessible(guest)

    travel.at("2026-04-15")
    for _person in range(2):
        finance = travel.staff("finance")
        finance.go("/en/admin/refunds")
        finance.press("Open P-")
        finance.page.locator("form[action$='/release'] button").click()
        finance.page.wait_for_load_state()
    travel.drain()

    guest.go(f"/en/orders/{reference}")
    assert guest.says("1,250.00")
    assert guest.says("36.16")
    accessible(guest)
    guest.press("Name an account")
    guest.page.fill("#iban", "TR33 0006 1005 1978 6457 8413 26")
    guest.press("Pay to this account")
    assert guest.says("TR33 … 1326")


def carrier_posts(travel, key, **event):
    """The carrier's own machine tells the shop, signed with its key."""
    body = json.dumps({"events": [event]}).encode()
    seconds = str(int(travel.moment.timestamp()))
    mark = hmac.new(bytes.fromhex(key), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(
        f"{travel.shop.url}/webhooks/carriers/{quote(CARRIER)}",
        data=body,
        headers={
            "Carrier-Signature": f"t={seconds},v1={mark}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["results"]


@pytest.mark.requirement("HR-08")
@pytest.mark.requirement("C-20")
def test_not_taken_at_the_door_as_the_carriers_signed_word_tells_it(travel):
    with travel.inside():
        db.session.add(Carrier(name=CARRIER, tracking_pattern=None))
        settings.change("carrier_adapter", "webhook", "test")
        db.session.commit()
        key = adapter.key_of(CARRIER)
    guest = travel.guest(scripts=True, width=360)
    reference = travel.buy(guest, travel.product())
    hand_over(travel, reference)
    travel.at("2026-03-03 16:00:00")
    refused = {
        "parcel": "DK 1",
        "event": "refused_at_door",
        "at": "2026-03-03T14:00:00+03:00",
        "reason": "torn package",
    }

    with pytest.raises(urllib.error.HTTPError, match="400"):
        carrier_posts(travel, "00" * 32, **refused)
    guest.go(f"/en/orders/{reference}")
    assert not guest.says("Not taken at the door")
    assert carrier_posts(travel, key, **refused)[0]["outcome"] == "taken"
    assert carrier_posts(travel, key, **refused)[0]["outcome"] == "known"

    guest.go(f"/en/orders/{reference}")
    assert guest.says("Not taken at the door")
    number = guest.page.locator("a[href*='/returns/R-']").first.get_attribute("href")
    assert number is not None
    guest.go(number)
    assert guest.says("Why did you not take the parcel?")
    assert guest.says("3 March 2026")
    accessible(guest)
    guest.press("I changed my mind")
    travel.at("2026-03-05 12:00:00")
    back = {"parcel": "DK 1", "event": "returned", "at": "2026-03-05T11:00:00+03:00"}
    assert carrier_posts(travel, key, **back)[0]["outcome"] == "taken"
    travel.drain()

    text = look_at(guest, number.rsplit("/", 1)[-1])
    assert "Goods arrived" in text
    assert "Paid back" in text
