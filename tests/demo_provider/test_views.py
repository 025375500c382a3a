from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.demo_provider.conftest import SHOP


def test_a_stranger_is_not_let_in(shop):
    answer = shop.ask("payments", shop.wanted(), secret="guessed")

    assert (answer.status_code, answer.json["error"]) == (401, "unauthorised")


def test_a_change_needs_a_key(shop):
    headers = {"Authorization": "Bearer a shared secret for tests"}

    answer = shop.client.post("/api/payments", json=shop.wanted(), headers=headers)

    assert (answer.status_code, answer.json["error"]) == (400, "idempotency_key_missing")


def test_the_same_key_gives_the_same_payment(shop):
    wanted = shop.wanted()

    first = shop.ask("payments", wanted, key="one")
    again = shop.ask("payments", wanted, key="one")

    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotent-Replay"] == "true"


def test_the_same_key_for_something_else_is_refused(shop):
    shop.ask("payments", shop.wanted(), key="one")

    answer = shop.ask("payments", shop.wanted(amount_minor=1), key="one")

    assert (answer.status_code, answer.json["error"]) == (409, "idempotency_key_reused")


def test_a_refusal_is_the_answer_of_its_key_for_good(shop):
    payment_id = shop.opens()
    capture = f"payments/{payment_id}/capture"

    early = shop.ask(capture, {"amount_minor": 1}, key="one")
    shop.person(payment_id, "approve")
    again = shop.ask(capture, {"amount_minor": 1}, key="one")

    assert (again.status_code, again.json) == (early.status_code, early.json) == (409, early.json)


def test_twenty_simultaneous_refunds_of_one_key_are_one(shop, bank_app):
    payment_id = shop.captured()

    def refund(_):
        other = type(shop)(bank_app.test_client(), shop.notify_url)
        body = {"amount_minor": 100000, "key": "r1"}
        return other.ask(f"payments/{payment_id}/refund", body, key="one").json["id"]

    with ThreadPoolExecutor(8) as people:
        refunds = set(people.map(refund, range(20)))

    assert len(refunds) == 1
    assert shop.see(payment_id)["refunded_minor"] == 100000


def test_simultaneous_refunds_of_many_keys_stop_at_what_was_taken(shop, bank_app):
    payment_id = shop.captured()

    def refund(number):
        other = type(shop)(bank_app.test_client(), shop.notify_url)
        body = {"amount_minor": 50000, "key": f"r{number}"}
        return other.ask(f"payments/{payment_id}/refund", body).status_code

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(refund, range(10)))

    assert answers.count(201) == 2
    assert shop.see(payment_id)["refunded_minor"] == 100000


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("amount_minor", 0),
        ("amount_minor", -1),
        ("amount_minor", 10.5),
        ("amount_minor", True),
        ("amount_minor", "100"),
        ("amount_minor", 10**10),
        ("currency", "try"),
        ("reference", ""),
        ("reference", "\ud800"),
        ("expires_at", "2026-03-02T12:00:00"),
        ("expires_at", "soon"),
        ("return_url", "https://elsewhere.example.org/"),
        ("return_url", f"{SHOP}@elsewhere.example.org/"),
        ("return_url", "javascript:alert(1)"),
        ("return_url", f"{SHOP}/\r\nX: y"),
        ("notify_url", "http://elsewhere.example.org/webhooks"),
        ("notify_url", "file:///etc/hostname"),
    ],
)
def test_a_field_that_does_not_fit_is_named(shop, field, wrong):
    answer = shop.ask("payments", shop.wanted(**{field: wrong}))

    assert (answer.status_code, answer.json["field"]) == (422, field)


def test_a_body_that_is_no_json_object_is_refused(shop):
    answer = shop.client.post(
        "/api/payments",
        data="[]",
        headers={"Authorization": "Bearer a shared secret for tests", "Idempotency-Key": "k"},
    )

    assert (answer.status_code, answer.json["error"]) == (400, "invalid_json")


def test_an_unknown_payment_is_not_found(shop):
    assert shop.see("pay_0")["error"] == "unknown_payment"
    assert shop.ask("payments/pay_0/void").status_code == 404
