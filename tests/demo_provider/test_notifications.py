import hashlib
import hmac
import time
from dataclasses import replace

from demo_provider import create_app
from tests.demo_provider.conftest import SECRET


def test_the_shop_is_told_once_that_a_payment_is_approved(shop, notifier, door):
    payment_id = shop.approved()

    notifier.deliver_due()

    (event,) = door.events
    assert event["type"] == "payment.authorised"
    assert (event["payment_id"], event["reference"]) == (payment_id, "A-2026-0001")
    assert (event["state"], event["amount_minor"]) == ("authorised", 123450)


def test_a_notification_is_signed_with_the_shared_secret(shop, notifier, door, after):
    shop.approved()
    notifier.deliver_due()

    headers, body = door.came[0]
    moment, seen = (part.split("=")[1] for part in headers["Demo-Signature"].split(","))

    assert moment == "1772442000"
    signed = hmac.new(SECRET.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert seen == signed.hexdigest()


def test_a_shop_told_twice_is_told_the_same(shop, notifier, door):
    shop.person(shop.opens(), "approve", notify="twice")
    notifier.deliver_due()

    first, second = door.events
    assert first == second


def test_a_shop_never_told_must_ask(shop, notifier, door):
    payment_id = shop.opens()
    shop.person(payment_id, "approve", notify="never")
    notifier.deliver_due()

    assert door.events == []
    assert shop.see(payment_id)["state"] == "authorised"


def test_a_late_notification_comes_twenty_seconds_after(shop, notifier, door, after):
    shop.person(shop.opens(), "approve", notify="late")
    after(19)
    notifier.deliver_due()
    assert door.events == []

    after(20)
    notifier.deliver_due()
    assert len(door.events) == 1


def test_the_shop_is_told_of_a_refusal_and_of_lost_time(shop, notifier, door, after):
    shop.person(shop.opens(), "decline")
    late = shop.opens()
    after(15 * 60)
    shop.see(late)
    notifier.deliver_due()

    assert [event["type"] for event in door.events] == ["payment.declined", "payment.expired"]


def test_what_the_shop_did_itself_is_not_told(shop, notifier, door):
    shop.ask(f"payments/{shop.opens()}/expire")
    notifier.deliver_due()

    assert door.events == []


def test_a_refused_notification_is_sent_again_with_growing_waits(shop, notifier, door, after):
    door.answers = [500, 302, 404]
    shop.approved()
    made = {}
    for second in range(10):
        after(second)
        made[second] = notifier.deliver_due()

    assert [second for second, attempts in made.items() if attempts] == [0, 1, 3, 7]
    assert len({event["event_id"] for event in door.events}) == 1


def test_after_five_repetitions_the_bank_gives_up(shop, notifier, door, after):
    door.answers = [500] * 10
    shop.approved()
    for second in range(120):
        after(second)
        notifier.deliver_due()

    assert len(door.came) == 6


def test_a_notification_survives_a_restart(shop, config, door):
    shop.approved()

    create_app(config).extensions["bank"].notifier.deliver_due()

    assert len(door.events) == 1


def test_a_notification_whose_sender_died_is_sent_by_the_next(shop, notifier, door, after):
    shop.approved()
    notifier._take()

    assert notifier.deliver_due() == 0
    after(15)
    assert notifier.deliver_due() == 1


def test_the_bank_notifies_by_itself(shop, config, door):
    shop.approved()

    create_app(replace(config, background=True)).test_client().get("/healthz")

    deadline = time.monotonic() + 5
    while not door.events and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(door.events) == 1
