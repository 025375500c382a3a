"""A message that did not arrive: sent again elsewhere, texted, posted, or settled by a person."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from app.contracts import documents
from app.contracts.models import StoredDocument
from app.evidence import queries as evidence
from app.extensions import db
from app.messaging import delivery, queries, remedies, rules, services
from app.messaging.letters import Action, Enclosure, Facts, Items, Letter, Number, Paragraph
from app.messaging.models import Message, MessageState
from tests.builders import a_product
from tests.page import Page
from tests.post import post_office
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
ORDER = "M-7K2M-9CDX-4"
BY = "ADM:1"
LETTER = Letter(
    "Siparişiniz alındı",
    (
        Paragraph("Teşekkürler."),
        Number("Sipariş no.", ORDER),
        Facts((("Ödenen", "245,00 TL"),)),
        Items(("1 × Lakerda",)),
        Action("Siparişi gör", "https://shop.example.org/orders/x"),
    ),
)
PAPER = Enclosure("sözleşme.html", "text/html", "<p>Sözleşme</p>")


def promise(key="k1", kind="order-formed", statutory=True, to="a@example.org"):
    message = services.promise(
        kind,
        LETTER,
        to=to,
        language="tr",
        about=ORDER,
        key=key,
        statutory=statutory,
        enclosures=(PAPER,),
    )
    db.session.commit()
    return message


def a_bounced_message(app):
    message = promise()
    with post_office(app) as server:
        server.answer = "550 nobody here"
        delivery.deliver_due()
    return message


def page_of(message):
    """The address of the message's own page, as the message gives it."""
    line = next(line for line in message.text.splitlines() if "/m/" in line)
    return line.strip().removeprefix("http://127.0.0.1:8000")


@pytest.mark.requirement("DC-4.c")
def test_a_statutory_message_is_a_page_to_read_and_download(visitor):
    message = promise()
    page = Page(visitor.get(page_of(message)))

    assert page.heading == "Siparişiniz alındı"
    assert "Teşekkürler." in page.text
    assert "245,00 TL" in page.text
    assert f"SHA-256 {message.document_sha256}" in page.text
    for link in ("PDF olarak indir", "Sayfa olarak indir", "Metin olarak indir", "sözleşme.html"):
        answer = visitor.get(page.link(link))
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
    text = visitor.get(page.link("Metin olarak indir")).get_data(as_text=True)
    stored = db.session.get(StoredDocument, message.document_sha256)
    assert text == documents.as_text(documents.read(stored.body))


@pytest.mark.requirement("DC-4.c")
def test_changing_a_template_after_sending_leaves_the_stored_copy_unchanged(
    app, visitor, monkeypatch
):
    message = promise()
    before = (message.text, message.html, message.document_sha256)
    read = visitor.get(page_of(message) + "/message.html").get_data()
    app.jinja_env.cache.clear()
    loader = app.jinja_env.loader
    monkeypatch.setattr(
        app.jinja_env.loader,
        "get_source",
        lambda env, name, found=loader.get_source: (
            ("changed", None, lambda: True) if name.startswith("messages/") else found(env, name)
        ),
    )
    assert promise("k2").text == "changed"

    db.session.expire_all()
    stored = db.session.get(Message, message.id)
    assert (stored.text, stored.html, stored.document_sha256) == before
    assert visitor.get(page_of(stored) + "/message.html").get_data() == read
    monkeypatch.undo()
    app.jinja_env.cache.clear()


def test_a_link_nobody_gave_out_opens_nothing(visitor):
    promise()

    assert visitor.get("/m/AbCdEfGhIjKlMnOpQrStUv").status_code == 404
    assert visitor.get("/m/AbCdEfGhIjKlMnOpQrStUv/message.txt").status_code == 404


def test_another_messages_papers_are_not_behind_the_link(visitor):
    first, second = promise(), promise("k2")

    path = f"{page_of(first)}/papers/{second.attachments[0].id}"
    assert visitor.get(path).status_code == 404


def test_an_everyday_message_has_no_page_and_no_evidence():
    message = promise(statutory=False)

    assert "/m/" not in message.text
    assert evidence.kinds_of(ORDER) == []


@pytest.mark.requirement("DC-4.c")
def test_evidence_holds_the_hash_of_what_was_written_and_what_became_of_it(visitor, bank):
    order = buy(visitor, bank, a_product())
    delivery.deliver_due()

    said = evidence.bodies_of(order.reference, "message_promised")
    assert {row["kind"] for row in said} == {"order-formed", "suborder-new"}
    formed = next(row for row in said if row["kind"] == "order-formed")
    assert db.session.get(StoredDocument, formed["document"]) is not None
    handed_over = evidence.bodies_of(order.reference, "message_handed_over")
    assert {row["kind"] for row in handed_over} == {"order-formed", "suborder-new"}
    assert all(row["words"] == "kept in the outbox" for row in handed_over)


@pytest.mark.requirement("DC-4.c")
def test_staff_send_a_bounced_message_to_another_address_with_a_reason(app, staff):
    message = a_bounced_message(app)
    desk = staff("orders")
    address = f"/en/admin/outbox/{message.id}"
    assert "This message has not arrived." in Page(desk.get(address)).text
    refused = Page(desk.post(f"{address}/other-address", data={"email": "b@", "reason": ""}))
    assert refused.status == 422
    assert refused.value("Other e-mail address") == "b@"
    assert len(refused.errors) == 2

    with post_office(app) as server:
        asked = {"email": "b@example.org", "reason": "Told us on the telephone"}
        answer = desk.post(f"{address}/other-address", data=asked)
        again = desk.post(f"{address}/other-address", data=asked)
        assert len(server.taken) == 1
        assert b"b@example.org" in server.taken[0]
    assert answer.status_code == again.status_code == 303
    first, copy = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert (copy.text, copy.html) == (first.text, first.html)
    assert copy.attachments[0].body == PAPER.body
    assert copy.state is MessageState.HANDED_OVER
    assert queries.in_trouble() == []
    told = evidence.bodies_of(ORDER, "message_other_address")[0]
    assert told["words"] == "b@example.org: Told us on the telephone"
    page = Page(desk.get(address))
    assert "Sent to another address" in page.text
    assert "Told us on the telephone" in page.text


@pytest.mark.requirement("DC-4.c")
def test_a_text_message_names_nothing_and_links_to_the_page(app, staff, visitor):
    message = a_bounced_message(app)
    desk = staff("orders")

    answer = desk.post(f"/en/admin/outbox/{message.id}/text", data={"phone": "0555 000 00 00"})

    assert answer.status_code == 303
    text = db.session.scalars(select(Message).where(Message.channel == "sms")).one()
    assert text.recipient == "+905550000000"
    assert len(text.text) <= 160
    assert text.text.isascii()
    assert text.state is MessageState.HANDED_OVER
    assert "Lakerda" not in text.text
    link = text.text.split()[-1].removeprefix("http://127.0.0.1:8000")
    assert Page(visitor.get(link)).heading == "Siparişiniz alındı"
    assert "Link sent as a text message" in Page(desk.get(f"/en/admin/outbox/{message.id}")).text


def test_a_text_fits_whatever_the_shop_is_called(app):
    from app.settings import services as settings

    settings.change("operator.shop_name", "Ş" * 60, "test")
    message = promise()
    app.config["PUBLIC_URL"], before = (
        "https://" + "a" * 60 + ".example.org",
        app.config["PUBLIC_URL"],
    )
    try:
        text = remedies.by_text(message, "+905550000000", BY)
    finally:
        app.config["PUBLIC_URL"] = before

    assert len(text.text) <= rules.SHORT
    assert "/m/" in text.text


@pytest.mark.requirement("DC-18.1")
def test_a_text_never_goes_to_a_number_of_a_raised_tariff(staff):
    message = promise()

    answer = Page(
        staff("orders").post(
            f"/en/admin/outbox/{message.id}/text", data={"phone": "0900 111 22 33"}
        )
    )

    assert answer.status == 422
    assert answer.errors == ["Mobile telephone: Numbers of a raised tariff cannot be used."]


@pytest.mark.requirement("DC-4.c")
def test_a_letter_waits_on_the_desk_until_it_is_posted(app, staff, today):
    today("2026-03-16 10:00:00")
    message = a_bounced_message(app)
    desk = staff("orders")
    address = "Elif Yalın\nÇınar Sok. 12/5\nUrla, İzmir"
    where = desk.post(f"/en/admin/outbox/{message.id}/letter", data={"address": address})
    letter = db.session.scalars(select(Message).where(Message.channel == "letter")).one()
    delivery.deliver_due()
    assert where.headers["Location"].endswith(f"/{letter.id}")
    assert [m.id for m in queries.in_trouble()] == [letter.id]

    shown = Page(desk.get(f"/en/admin/outbox/{letter.id}/print"))
    assert "Çınar Sok. 12/5" in shown.text
    assert "Teşekkürler." in shown.text
    assert shown.has_link("sözleşme.html")
    for day in ("2026-03-15", "2026-03-17", "x"):
        sent = desk.post(f"/en/admin/outbox/{letter.id}/posted", data={"posted_on": day})
        assert sent.status_code == 422, day
    desk.post(
        f"/en/admin/outbox/{letter.id}/posted",
        data={"posted_on": "2026-03-16", "number": "RR 12"},
    )

    assert letter.state is MessageState.HANDED_OVER
    assert letter.server_answer == "2026-03-16 RR 12"
    assert queries.in_trouble() == []
    assert evidence.kinds_of(ORDER)[-1] == "message_handed_over"
    twice = desk.post(f"/en/admin/outbox/{letter.id}/posted", data={"posted_on": "2026-03-16"})
    assert twice.status_code == 409


def test_a_message_stays_on_the_desk_until_a_person_has_settled_it(app, staff):
    message = a_bounced_message(app)
    desk = staff("orders")
    assert "did not get through" in Page(desk.get("/en/admin")).text
    assert desk.post(f"/en/admin/outbox/{message.id}/settle", data={"how": ""}).status_code == 422

    desk.post(f"/en/admin/outbox/{message.id}/settle", data={"how": "Read out on the telephone"})

    assert "did not get through" not in Page(desk.get("/en/admin")).text
    assert message.state is MessageState.BOUNCED
    assert evidence.kinds_of(ORDER)[-1] == "message_settled"


@pytest.mark.requirement("DC-14.2")
def test_a_third_party_not_told_within_24_hours_stands_on_the_desk(today, staff):
    today("2026-03-16 10:00:00")
    promise(kind="ancillary-ended")
    today("2026-03-17 09:59:00")
    assert queries.in_trouble() == []

    today("2026-03-17 10:01:00")
    assert len(queries.in_trouble()) == 1
    assert "A message did not get through" in Page(staff("orders").get("/en/admin")).text


@pytest.mark.requirement("DC-14.2")
def test_a_notice_to_a_third_party_is_tried_again(app, today):
    today("2026-03-16 10:00:00")
    message = promise(kind="ancillary-ended")
    with post_office(app) as server:
        server.answer = "451 later"
        delivery.deliver_due()
        server.answer = "250 OK"
        today("2026-03-16 10:02:00")
        delivery.deliver_due()

    db.session.expire_all()
    assert message.state is MessageState.HANDED_OVER
    assert message.attempts == 2


@pytest.mark.requirement("TJ-outbox")
def test_the_outbox_is_filtered_by_state_kind_and_number(staff):
    promise()
    promise("k2", kind="refund-sent")
    delivery.deliver_due(limit=1)
    desk = staff("orders")

    def rows(query):
        return len(Page(desk.get(f"/en/admin/outbox?{query}")).rows())

    assert rows("") == 2
    assert rows("state=handed_over") == 1
    assert rows("kind=refund-sent") == 1
    assert rows("about=m-7k2m") == 2
    assert rows("about=R-") == 0
    assert rows("about=%25") == 0
    assert "Money sent back" in Page(desk.get("/en/admin/outbox")).text


class Service(BaseHTTPRequestHandler):
    """A text-message service that answers as told."""

    status = 200
    seen: list[tuple[dict, dict]] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Service.seen.append((dict(self.headers), body))
        self.send_response(Service.status)
        self.end_headers()
        self.wfile.write(b"queued 77")

    def log_message(self, *_args):
        return


@pytest.fixture
def sms_service(app, monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Service.seen, Service.status = [], 200
    url = f"http://shop:s%40fe@127.0.0.1:{server.server_port}/send"
    monkeypatch.setitem(app.config, "SMS_URL", url)
    yield Service
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, MessageState.HANDED_OVER),
        (422, MessageState.BOUNCED),
        (401, MessageState.PROMISED),
        (429, MessageState.PROMISED),
        (503, MessageState.PROMISED),
    ],
)
def test_the_text_service_is_believed_about_the_number_and_not_about_us(sms_service, status, state):
    sms_service.status = status
    text = remedies.by_text(promise(), "+905550000000", BY)
    db.session.commit()

    delivery.deliver_now([text.id])

    db.session.expire_all()
    assert text.state is state
    headers, body = sms_service.seen[0]
    assert headers["Authorization"] == "Basic c2hvcDpzQGZl"
    assert headers["Idempotency-Key"] == body["key"] == text.key
    assert body["to"] == "+905550000000"
    if state is MessageState.HANDED_OVER:
        assert text.server_answer == "200 queued 77"


def test_a_text_service_that_does_not_answer_is_asked_again(app, monkeypatch):
    monkeypatch.setitem(app.config, "SMS_URL", "http://127.0.0.1:1/send")
    text = remedies.by_text(promise(), "+905550000000", BY)
    db.session.commit()

    delivery.deliver_now([text.id])

    db.session.expire_all()
    assert text.state is MessageState.PROMISED


def test_without_a_service_no_text_is_offered(app, monkeypatch, staff):
    monkeypatch.setitem(app.config, "SMS_URL", "")
    message = promise()
    desk = staff("orders")

    page = Page(desk.get(f"/en/admin/outbox/{message.id}"))
    answer = desk.post(f"/en/admin/outbox/{message.id}/text", data={"phone": "05550000000"})

    assert "A text message with a link" not in page.text
    assert answer.status_code == 409


def test_a_course_that_cannot_be_written_sends_nothing_twice(app, monkeypatch):
    promise()

    def broken(*_args, **_more):
        raise RuntimeError("no evidence today")

    monkeypatch.setattr(delivery.course, "note", broken)
    with post_office(app) as server:
        delivery.deliver_due()
        delivery.deliver_due()
        assert len(server.taken) == 1
    db.session.expire_all()
    assert db.session.scalars(select(Message.state)).one() is MessageState.HANDED_OVER


def test_a_message_waits_quarter_of_an_hour_and_a_third_party_a_day():
    assert rules.alert_after("withdrawal-received") == timedelta(minutes=15)
    assert rules.alert_after("ancillary-ended") == timedelta(hours=24)
