from dataclasses import replace

from demo_provider import create_app
from tests.demo_provider.conftest import Shop

CAPTURE = {"amount_minor": 123450}


def order(shop, **fault):
    assert shop.ask("testing/next", {"endpoint": "capture", **fault}).status_code == 204


def test_a_time_out_after_the_work_leaves_the_money_taken(shop):
    path = f"payments/{shop.approved()}/capture"
    order(shop, fault="timeout_after_work", seconds=0)

    silent = shop.ask(path, CAPTURE, key="one")
    again = shop.ask(path, CAPTURE, key="one")

    assert (silent.status_code, again.status_code) == (504, 200)
    assert again.json["captured_minor"] == 123450


def test_an_error_does_nothing_and_the_same_key_may_try_again(shop):
    payment_id = shop.approved()
    order(shop, fault="error_500", times=2)

    answers = [shop.ask(f"payments/{payment_id}/capture", CAPTURE, key="one") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [500, 500, 200]


def test_a_declined_capture_takes_nothing(shop):
    payment_id = shop.approved()
    order(shop, fault="decline")

    declined = shop.ask(f"payments/{payment_id}/capture", CAPTURE)

    assert (declined.status_code, declined.json["error"]) == (402, "declined")
    assert shop.see(payment_id)["state"] == "authorised"


def test_failures_cannot_be_ordered_outside_tests(config, door):
    shop = Shop(create_app(replace(config, testing=False)).test_client(), door.url)

    assert shop.ask("testing/next", {"endpoint": "void", "fault": "decline"}).status_code == 404
