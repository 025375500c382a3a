import pytest

AMOUNT = 123450


def test_a_new_payment_waits_at_an_address_of_the_bank(shop):
    answer = shop.ask("payments", shop.wanted())

    assert answer.status_code == 201
    assert answer.json["state"] == "open"
    assert answer.json["url"] == f"http://localhost/pay/{answer.json['id']}"


def test_an_approved_payment_is_authorised_and_nothing_is_taken_yet(shop):
    payment = shop.see(shop.approved())

    assert (payment["state"], payment["captured_minor"]) == ("authorised", 0)


def test_the_shop_takes_what_was_authorised(shop):
    payment = shop.see(shop.captured())

    assert (payment["state"], payment["captured_minor"]) == ("captured", AMOUNT)


def test_the_shop_may_take_less_but_never_more(shop):
    payment_id = shop.approved()

    more = shop.ask(f"payments/{payment_id}/capture", {"amount_minor": AMOUNT + 1})
    less = shop.ask(f"payments/{payment_id}/capture", {"amount_minor": 100})

    assert (more.status_code, more.json["error"]) == (422, "amount_too_large")
    assert (less.json["state"], less.json["captured_minor"]) == ("captured", 100)


@pytest.mark.parametrize("verb", ["capture", "void", "refund"])
def test_what_nobody_paid_is_neither_taken_nor_given_back(shop, verb):
    answer = shop.ask(f"payments/{shop.opens()}/{verb}", {"amount_minor": 1, "key": "r1"})

    assert answer.status_code == 409
    assert (answer.json["error"], answer.json["state"]) == ("wrong_state", "open")


def test_money_is_taken_once(shop):
    again = shop.ask(f"payments/{shop.captured()}/capture", {"amount_minor": 1})

    assert (again.status_code, again.json["state"]) == (409, "captured")


def test_an_authorisation_is_given_up_once_and_for_all(shop):
    payment_id = shop.approved()

    first = shop.ask(f"payments/{payment_id}/void")
    second = shop.ask(f"payments/{payment_id}/void")
    capture = shop.ask(f"payments/{payment_id}/capture", {"amount_minor": 1})

    assert [first.json["state"], second.json["state"]] == ["voided", "voided"]
    assert capture.json["error"] == "wrong_state"


def test_an_expired_payment_can_no_longer_be_paid(shop):
    payment_id = shop.opens()

    answer = shop.ask(f"payments/{payment_id}/expire")
    shop.person(payment_id, "approve")

    assert (answer.status_code, answer.json["state"]) == (200, "expired")
    assert shop.see(payment_id)["state"] == "expired"


def test_a_payment_already_paid_does_not_expire(shop):
    payment_id = shop.approved()

    answer = shop.ask(f"payments/{payment_id}/expire")

    assert (answer.status_code, answer.json["error"]) == (409, "already_paid")
    assert shop.see(payment_id)["state"] == "authorised"


def test_expiring_what_is_over_says_how_it_ended(shop):
    payment_id = shop.opens()
    shop.person(payment_id, "decline")

    answer = shop.ask(f"payments/{payment_id}/expire")

    assert (answer.status_code, answer.json["state"]) == (200, "declined")


def test_a_payment_expires_by_itself_when_its_time_has_passed(shop, after):
    payment_id = shop.opens()
    after(15 * 60)

    shop.person(payment_id, "approve")

    assert shop.see(payment_id)["state"] == "expired"


def test_refunds_never_exceed_what_was_taken(shop):
    payment_id = shop.captured()
    refund = f"payments/{payment_id}/refund"

    first = shop.ask(refund, {"amount_minor": 100000, "key": "r1"})
    too_much = shop.ask(refund, {"amount_minor": 23451, "key": "r2"})
    rest = shop.ask(refund, {"amount_minor": 23450, "key": "r3"})

    assert [first.status_code, too_much.status_code, rest.status_code] == [201, 422, 201]
    assert too_much.json["refundable_minor"] == 23450
    payment = shop.see(payment_id)
    assert payment["refunded_minor"] == AMOUNT
    assert [row["key"] for row in payment["refunds"]] == ["r1", "r3"]


def test_a_refund_is_made_once_for_its_name(shop):
    refund = f"payments/{shop.captured()}/refund"

    first = shop.ask(refund, {"amount_minor": 100, "key": "r1"})
    again = shop.ask(refund, {"amount_minor": 100, "key": "r1"})
    other = shop.ask(refund, {"amount_minor": 200, "key": "r1"})

    assert again.json == first.json | {"state": "succeeded"}
    assert (other.status_code, other.json["error"]) == (409, "refund_key_reused")
