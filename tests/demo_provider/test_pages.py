import pytest
from bs4 import BeautifulSoup

from demo_provider.words import ENGLISH, TURKISH, amount_in_words
from tests.demo_provider.conftest import SHOP

RETURN = f"{SHOP}/checkout/return/abc"


def read(response):
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def label_texts(page):
    return [label.get_text(strip=True) for label in page.find_all("label")]


def test_the_page_speaks_english(shop):
    page = read(shop.client.get(f"/pay/{shop.opens(language='en')}"))

    assert page.html["lang"] == "en"
    assert page.h1.get_text() == "Payment"
    assert "This is a practice bank. No money moves" in page.get_text()
    assert "₺1,234.50" in page.get_text()
    assert "A-2026-0001" in page.get_text()
    assert label_texts(page)[:4] == [
        "Approve the payment",
        "Approve after 3-D Secure",
        "Decline the payment",
        "Go back without paying",
    ]


def test_the_page_speaks_turkish(shop):
    page = read(shop.client.get(f"/pay/{shop.opens(language='tr')}"))

    assert page.html["lang"] == "tr"
    assert page.h1.get_text() == "Ödeme"
    assert "₺1.234,50" in page.get_text()
    assert page.find("button").get_text() == "Devam et"


def test_both_languages_say_everything():
    assert TURKISH.keys() == ENGLISH.keys()


def test_amounts_are_written_with_two_decimals():
    assert amount_in_words(5, "TRY", "tr") == "₺0,05"
    assert amount_in_words(100_000_000, "EUR", "en") == "EUR\N{NO-BREAK SPACE}1,000,000.00"


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("at", ["choice", "code", "leaving", "over"])
def test_every_page_works_with_labels_and_without_scripts(shop, language, at):
    payment_id = shop.opens(language=language)
    if at == "code":
        shop.person(payment_id, "approve_3ds")
    if at in ("leaving", "over"):
        shop.person(payment_id, "approve_late", return_by_post="1")
    path = {"code": "/verify", "leaving": "/leave"}.get(at, "")
    response = shop.client.get(f"/pay/{payment_id}{path}")
    page = read(response)

    assert response.status_code == 200
    assert page.html["lang"] == language
    assert len(page.find_all("h1")) == len(page.find_all("main")) == 1
    assert not page.find_all(["script", "style"])
    assert not page.find_all(style=True)
    named = {label["for"] for label in page.find_all("label")}
    fields = page.select("input:not([type=hidden]), select")
    assert {field["id"] for field in fields} == named
    for described in page.select("[aria-describedby]"):
        assert page.find(id=described["aria-describedby"])


def test_the_page_lets_nothing_in_and_leads_only_to_the_shop(shop):
    headers = shop.client.get(f"/pay/{shop.opens()}").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {SHOP};" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("choice", "state"), [("approve", "authorised"), ("decline", "declined"), ("back", "open")]
)
def test_a_choice_leads_back_to_the_shop_and_says_nothing_in_the_address(shop, choice, state):
    payment_id = shop.opens()

    response = shop.person(payment_id, choice)

    assert (response.status_code, response.location) == (303, RETURN)
    assert shop.see(payment_id)["state"] == state


def test_who_goes_back_without_paying_may_still_pay(shop):
    payment_id = shop.opens()
    shop.person(payment_id, "back")
    shop.person(payment_id, "approve")

    assert shop.see(payment_id)["state"] == "authorised"


def test_a_second_click_approves_once_and_leads_back_too(shop, notifier, door):
    payment_id = shop.approved()

    again = shop.person(payment_id, "approve")
    notifier.deliver_due()

    assert (again.status_code, again.location) == (303, RETURN)
    assert len(door.events) == 1


def test_an_approved_payment_cannot_be_declined_afterwards(shop):
    payment_id = shop.approved()
    shop.person(payment_id, "decline")

    assert shop.see(payment_id)["state"] == "authorised"


def test_a_choice_that_is_none_is_asked_again(shop):
    payment_id = shop.opens()
    response = shop.person(payment_id, "fly", notify="twice")

    page = read(response)
    assert response.status_code == 422
    assert page.find(role="alert").get_text() == "Choose what should happen."
    assert page.find("option", selected=True)["value"] == "twice"


def test_3d_secure_asks_for_a_code_and_then_approves(shop):
    payment_id = shop.opens()

    asked = shop.person(payment_id, "approve_3ds", notify="never")
    assert asked.location == f"/pay/{payment_id}/verify"
    assert "the code is always 1234" in read(shop.client.get(asked.location)).get_text()
    assert shop.see(payment_id)["state"] == "open"

    response = shop.client.post(asked.location, data={"code": " 12 34 "})
    assert (response.status_code, response.location) == (303, RETURN)
    assert shop.see(payment_id)["state"] == "authorised"


def test_a_wrong_code_is_said_and_kept_and_the_third_declines(shop):
    payment_id = shop.opens()
    verify = shop.person(payment_id, "approve_3ds").location

    first = shop.client.post(verify, data={"code": "99"})
    assert first.status_code == 422
    assert read(first).find(role="alert").get_text() == "The code is wrong. Type 1234."
    assert read(first).find("input", id="code")["value"] == "99"

    shop.client.post(verify, data={"code": "98"})
    assert shop.client.post(verify, data={"code": "97"}).location == RETURN
    assert shop.see(payment_id)["state"] == "declined"


def test_nobody_reaches_the_code_without_asking_for_it(shop):
    payment_id = shop.opens()
    shop.client.post(f"/pay/{payment_id}/verify", data={"code": "1234"})

    assert shop.see(payment_id)["state"] == "open"
    assert shop.client.get(f"/pay/{payment_id}/verify").location == f"/pay/{payment_id}"


def test_who_approves_and_never_returns_is_given_no_way_back(shop):
    payment_id = shop.opens()
    page = read(shop.client.get(shop.person(payment_id, "approve_never").location))

    assert page.h1.get_text() == "The payment is approved"
    assert page.find(role="status").get_text().startswith("You can close this window.")
    assert not page.find_all(["a", "form"])


def test_who_goes_away_finds_the_way_back_later(shop):
    payment_id = shop.opens()
    page = read(shop.client.get(shop.person(payment_id, "approve_late").location))

    assert page.find("a", string="Return to the shop")["href"] == RETURN


def test_a_return_by_post_is_a_form_to_the_shop(shop):
    payment_id = shop.opens()
    leave = shop.person(payment_id, "approve", return_by_post="1").location
    form = read(shop.client.get(leave)).form

    assert (form["method"], form["action"]) == ("post", RETURN)
    assert [field["name"] for field in form.find_all("input")] == ["payment_id"]


def test_the_page_of_a_finished_payment_says_how_it_ended(shop):
    payment_id = shop.approved()
    page = read(shop.client.get(f"/pay/{payment_id}"))

    assert page.h1.get_text() == "The payment is approved"
    assert page.find("a", string="Return to the shop")["href"] == RETURN


def test_what_the_shop_writes_is_shown_as_text(shop):
    payment_id = shop.opens(description="<b>🐟 腌鱼</b>")

    assert "<b>🐟 腌鱼</b>" in read(shop.client.get(f"/pay/{payment_id}")).get_text()


def test_an_unknown_payment_has_a_page_that_helps(shop):
    response = shop.client.get("/pay/pay_0", headers={"Accept-Language": "en"})

    assert response.status_code == 404
    assert read(response).h1.get_text() == "There is no such payment"
