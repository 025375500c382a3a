"""Buyer and maker write to each other about an order, and each sees what is theirs."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.accounts.models import AccessLogEntry
from app.conversations import rules
from app.conversations.models import OrderMessage
from app.evidence.models import Evidence
from app.extensions import db
from app.kernel import clock
from app.messaging.models import Message
from app.orders.models import Order
from app.orders.services import links
from app.records import bundle
from tests.builders import a_member, a_product, a_supplier, logged_in
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


def picture(kind="JPEG", place=True):
    """A picture that knows where it was taken."""
    raw = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010E] = "Urla, İskele 9"
    Image.new("RGB", (40, 30), "#dbe9f0").save(raw, kind, exif=exif)
    return raw.getvalue()


class Talk:
    """A guest's order and the two browsers that write about it."""

    def __init__(self, visitor, bank, team):
        self.buyer = visitor
        order = buy(visitor, bank, a_product())
        self.order_id, self.reference = order.id, order.reference
        self.part = order.suborders[0].reference
        self.supplier = order.suborders[0].supplier
        self.maker = team(self.supplier)
        self.shop_path = f"/en/orders/{self.reference}/messages/{self.part}"
        self.desk_path = f"/en/supplier/messages/{self.part}"

    def post(self, browser, path, words="", photo=None, nonce="n1", **more):
        fields = {"words": words, "nonce": nonce} | more
        if photo is not None:
            fields["photo"] = (io.BytesIO(photo), "foto.jpg")
        db.session.rollback()
        return browser.post(path, data=fields, content_type="multipart/form-data")

    def says(self, words="", photo=None, **more):
        return self.post(self.buyer, self.shop_path, words, photo, **more)

    def answers(self, words="", photo=None, **more):
        return self.post(self.maker, self.desk_path, words, photo, **more)

    def close(self, days):
        db.session.rollback()
        db.session.get_one(Order, self.order_id).closed_at = clock.now() - timedelta(days=days)
        db.session.commit()


@pytest.fixture
def talk(visitor, bank, team):
    return Talk(visitor, bank, team)


def rows(model=OrderMessage):
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def letter(kind):
    db.session.rollback()
    return db.session.scalars(select(Message).where(Message.kind == kind)).one()


def test_a_guest_asks_and_the_maker_answers_and_both_see_it_at_the_order(talk):
    assert talk.says("Is the lid meant to be red?").status_code == 303
    due = Page(talk.maker.get("/en/supplier"))
    assert f"A buyer writes: {talk.part}" in due.text

    assert talk.answers("Yes, all of this year's are.").status_code == 303

    order = Page(talk.buyer.get(f"/en/orders/{talk.reference}")).text
    desk = Page(talk.maker.get(f"/en/supplier/orders/{talk.part}")).text
    for words in ("Is the lid meant to be red?", "Yes, all of this year's are."):
        assert words in order
        assert words in desk
    assert f"A buyer writes: {talk.part}" not in Page(talk.maker.get("/en/supplier")).text
    assert (
        len(db.session.scalars(select(Evidence).where(Evidence.kind == "order_message")).all()) == 2
    )


def test_each_side_hears_by_e_mail_with_the_words_and_no_address_of_the_other(talk):
    talk.says("Is the lid meant to be red?")
    talk.answers("Yes.")

    asked, answered = letter("order-message-to-maker"), letter("order-message-to-buyer")
    assert asked.recipient == talk.supplier.email
    assert "Is the lid meant to be red?" in asked.text
    assert "elif@example.org" not in asked.text + asked.html
    assert answered.recipient == "elif@example.org"
    assert talk.supplier.email not in answered.text + answered.html
    assert "/orders/open/" in answered.text


def test_a_guest_with_the_link_of_the_order_answers_in_another_browser(talk, app):
    token = links.give_link(db.session.get_one(Order, talk.order_id))
    db.session.commit()
    other = app.test_client()
    assert other.get(talk.shop_path).status_code == 404

    other.get(f"/en/orders/open/{token}")

    assert talk.post(other, talk.shop_path, "It is me again.").status_code == 303


def test_a_photo_loses_where_it_was_taken_and_only_the_two_see_it(talk, team, app):
    assert talk.says(photo=picture()).status_code == 303
    number = rows()[0].id

    seen = talk.maker.get(f"{talk.desk_path}/photos/{number}")

    assert seen.mimetype == "image/jpeg"
    assert b"Urla" in picture()
    assert b"Urla" not in seen.data
    assert len(Image.open(io.BytesIO(seen.data)).getexif()) == 0
    assert talk.buyer.get(f"{talk.shop_path}/photos/{number}").data == seen.data
    other = team(a_supplier())
    assert other.get(f"{talk.desk_path}/photos/{number}").status_code == 404
    assert app.test_client().get(f"{talk.shop_path}/photos/{number}").status_code == 404
    assert talk.buyer.get(f"{talk.shop_path}/photos/{number + 1}").status_code == 404


@pytest.mark.parametrize(
    "body", [b"<html>hello</html>", b"%PDF-1.4 paper", b"GIF89a", b"\xff\xd8\xff"]
)
def test_what_is_no_photo_is_refused_and_the_words_stay(talk, body):
    answer = talk.says("Look at this", body)

    page = Page(answer)
    assert answer.status_code == 422
    assert page.errors == ["Photo: Send a picture (JPEG, PNG, WebP)."]
    assert page.value("Your message") == "Look at this"
    assert rows() == []


def test_a_photo_sent_with_a_form_that_comes_back_need_not_be_chosen_again(talk):
    back = Page(talk.says("x" * 2001, picture("PNG")))
    assert back.errors == ["Your message: Write at most 2,000 characters."]
    assert "Your file is kept" in back.text
    kept = back.soup.find(id="photo_kept")["value"]

    assert talk.says("Shorter.", photo_kept=kept).status_code == 303

    assert rows()[0].photo == kept


def test_a_name_that_is_no_kept_photo_is_taken_for_none(talk):
    assert talk.says("", photo_kept="../../shop.db").status_code == 422
    assert rows() == []


def test_nothing_at_all_is_no_message(talk):
    answer = talk.says("  ")

    assert answer.status_code == 422
    assert Page(answer).errors == ["Your message: Write something, or send a photo."]


def test_the_same_submission_twice_is_one_message_and_one_mail(talk):
    for _twice in range(2):
        assert talk.says("Once.").status_code == 303

    assert len(rows()) == 1
    assert letter("order-message-to-maker")


def test_the_thirteenth_message_in_a_quarter_of_an_hour_waits_and_is_not_lost(talk, today):
    today("2026-03-02 10:00:00")
    for number in range(rules.MOST):
        assert talk.says(f"Message {number}", nonce=f"n{number}").status_code == 303

    answer = talk.says("One too many", nonce="last")

    assert answer.status_code == 429
    assert Page(answer).value("Your message") == "One too many"
    assert len(rows()) == rules.MOST
    assert talk.answers("I am here.").status_code == 303


@pytest.mark.requirement("PR-3.3")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("call 0555 000 00 00 today", "call ••• today"),
        ("+90 232 000 00 11", "•••"),
        ("write to elif@example.org, please", "write to …@…"),
        ("card 4111 1111 1111 1111", "card card …"),
        ("parcel 1234 5678 9012", "parcel 1234 5678 9012"),
        ("TR33 0006 1005 1978 6457 8413 26", "TR33 0006 1005 1978 6457 8413 26"),
        ("2 jars on 16.03.2026 at 10:00", "2 jars on 16.03.2026 at 10:00"),
    ],
)
def test_addresses_telephone_and_card_numbers_are_left_out(talk, typed, kept):
    talk.says(typed)

    assert rows()[0].words.startswith(kept)
    assert kept in Page(talk.maker.get(talk.desk_path)).text


def test_the_maker_sees_the_talk_until_day_90_and_not_on_day_91(talk):
    talk.says("Thank you, it was good.", picture())
    number = rows()[0].id
    talk.close(89)
    assert "Thank you" in Page(talk.maker.get(talk.desk_path)).text
    assert talk.answers("You are welcome.").status_code == 303

    talk.close(91)

    for path in (talk.desk_path, "/en/supplier/messages", f"/en/supplier/orders/{talk.part}"):
        assert "Thank you" not in Page(talk.maker.get(path)).text
    assert talk.maker.get(f"{talk.desk_path}/photos/{number}").status_code == 404
    assert talk.answers("One more thing", nonce="n9").status_code == 409
    assert talk.says("One more thing", nonce="n9").status_code == 409
    assert "Thank you" in Page(talk.buyer.get(talk.shop_path)).text


def test_another_maker_and_another_buyer_find_nothing(talk, team, app, shopper):
    talk.says("Only for one maker.")

    assert team(a_supplier()).get(talk.desk_path).status_code == 404
    assert shopper.get(talk.shop_path).status_code == 404
    assert talk.post(app.test_client(), talk.shop_path, "Hello").status_code == 404
    wrong = f"/en/orders/{talk.reference}/messages/{talk.reference}-9"
    assert talk.buyer.get(wrong).status_code == 404


def test_staff_read_it_for_a_complaint_and_that_is_logged(talk, staff):
    talk.says("He was rude to me.")
    desk = staff("orders")
    link = Page(desk.get(f"/en/admin/orders/{talk.reference}")).link("1 message between")

    page = Page(desk.get(link))

    assert "He was rude to me." in page.text
    db.session.rollback()
    looked = select(func.count()).where(AccessLogEntry.what == "messages")
    assert db.session.scalar(looked.where(AccessLogEntry.subject == talk.part)) == 1
    assert staff("finance").get(link).status_code == 403


def test_staff_blank_a_message_for_both_sides(talk, staff):
    talk.says("My illness is …", picture())
    desk, number = staff("orders"), rows()[0].id

    answer = desk.post(f"/en/admin/messages/{talk.part}/{number}/mask")

    assert answer.status_code == 303
    for browser, path in ((talk.maker, talk.desk_path), (talk.buyer, talk.shop_path)):
        text = Page(browser.get(path)).text
        assert "My illness" not in text
        assert "This message was removed by the cooperative." in text
    assert talk.buyer.get(f"{talk.shop_path}/photos/{number}").status_code == 404
    assert desk.post(f"/en/admin/messages/{talk.part}/{number + 1}/mask").status_code == 404


def test_what_was_written_stands_although_no_mail_leaves(talk, app, monkeypatch):
    from app.messaging import delivery

    def broken(*_args):
        raise OSError("no mail today")

    monkeypatch.setattr(delivery, "deliver_now", broken)

    assert talk.says("Still here?").status_code == 303
    assert "Still here?" in Page(talk.maker.get(talk.desk_path)).text
    assert letter("order-message-to-maker").done_at is None


def test_the_buyers_name_for_the_maker_is_the_shops_not_a_persons(talk, app):
    member = a_member(supplier=talk.supplier, name="Hatice Denizer")
    hatice = logged_in(app, "member", member.id)
    talk.post(hatice, talk.desk_path, "It is the salt.")

    page = Page(talk.buyer.get(talk.shop_path)).text

    assert talk.supplier.name in page
    assert "Hatice" not in page


def test_the_records_of_the_order_hold_what_was_written_without_a_persons_name(talk):
    talk.says("Is the lid meant to be red?")
    talk.answers("Yes.")
    db.session.rollback()

    packed = bundle.bundle_of(db.session.get_one(Order, talk.order_id))

    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        written = json.loads(file.read(f"{talk.reference}/messages/with-makers.json"))
    assert [(m["from"], m["words"]) for m in written] == [
        ("shopper", "Is the lid meant to be red?"),
        ("supplier", "Yes."),
    ]
