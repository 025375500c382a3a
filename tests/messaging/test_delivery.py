"""What was promised leaves, once, and never gets lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, transactions
from app.messaging import delivery, leases, queries, services
from app.messaging.letters import Action, Enclosure, Letter, Paragraph
from app.messaging.models import Message, MessageState
from tests.page import Page
from tests.post import post_office

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def smtp(app):
    with post_office(app) as server:
        yield server


def promise(key="k1", **more):
    letter = Letter("Merhaba çiçek", (Paragraph("Bir satır."),))
    message = services.promise(
        "test", letter, to="a@example.org", language="tr", about="X", key=key, **more
    )
    db.session.commit()
    return message


def state():
    db.session.expire_all()
    return db.session.scalars(select(Message.state)).one()


@pytest.mark.requirement("DC-4.c")
def test_a_message_travels_as_text_and_html_with_the_servers_answer_kept(smtp):
    promise()

    delivery.deliver_due()

    mail = smtp.taken[0].decode()
    assert "multipart/alternative" in mail
    assert "text/html" in mail
    assert state() is MessageState.HANDED_OVER
    assert db.session.scalars(select(Message.server_answer)).one() == "250 kept"


def test_promised_twice_is_sent_once(smtp):
    promise()
    promise()

    delivery.deliver_due()
    delivery.deliver_due()

    assert len(smtp.taken) == 1


@pytest.mark.requirement("TJ-outbox")
def test_a_server_that_says_later_is_asked_again_for_72_hours(smtp, today):
    today("2026-03-02 10:00:00")
    promise()
    smtp.answer = "451 later"
    delivery.deliver_due()
    assert state() is MessageState.PROMISED

    smtp.answer = "250"
    today("2026-03-02 10:02:00")
    delivery.deliver_due()
    assert state() is MessageState.HANDED_OVER


def test_after_72_hours_it_failed_and_stands_on_the_desk(smtp, today, staff):
    today("2026-03-02 10:00:00")
    promise()
    smtp.answer = "451 later"
    hours = 0
    while state() is MessageState.PROMISED:
        today(f"2026-03-{2 + (10 + hours) // 24:02} {(10 + hours) % 24:02}:00:00")
        delivery.deliver_due()
        hours += 1

    assert state() is MessageState.FAILED
    assert hours > 72
    assert "A message did not get through" in Page(staff("orders").get("/en/admin")).text


def test_a_worker_that_stood_still_for_a_week_does_not_blame_the_server(smtp, today):
    today("2026-03-02 10:00:00")
    promise()
    smtp.answer = "451 later"
    today("2026-03-09 10:00:00")
    delivery.deliver_due()

    assert state() is MessageState.PROMISED


def test_a_server_that_says_never_bounces_at_once(smtp):
    promise()
    smtp.answer = "550 nobody here"

    delivery.deliver_due()

    assert state() is MessageState.BOUNCED


def test_a_letter_refused_for_what_it_says_bounces_at_once(smtp):
    promise()
    smtp.taking = "554 not this"

    delivery.deliver_due()

    assert state() is MessageState.BOUNCED
    assert "554 not this" in db.session.scalars(select(Message.server_answer)).one()


def test_a_server_that_does_not_know_us_is_asked_again(smtp, app):
    promise()
    app.config["MAIL_URL"] = app.config["MAIL_URL"].replace("//", "//shop:wrong@")

    delivery.deliver_due()

    assert state() is MessageState.PROMISED
    assert db.session.scalars(select(Message.last_error)).one()


def test_a_server_that_is_rude_at_the_end_has_taken_the_letter_all_the_same(smtp):
    promise()
    smtp.goodbye = "421 busy"

    delivery.deliver_due()

    assert state() is MessageState.HANDED_OVER


def test_one_letter_that_cannot_be_written_holds_up_no_other(smtp):
    bad, good = promise("bad"), promise("good")
    bad.recipient = "a@example.org\nBcc: b@example.org"
    bad.run_at = good.run_at - timedelta(hours=1)
    db.session.commit()

    delivery.deliver_due()

    assert len(smtp.taken) == 1
    states = dict(tuple(row) for row in db.session.execute(select(Message.key, Message.state)))
    assert states == {"bad": MessageState.PROMISED, "good": MessageState.HANDED_OVER}


def test_two_workers_never_take_the_same_message():
    for n in range(5):
        promise(f"k{n}")

    _first, mine = leases.claim(Message, 3)
    _second, theirs = leases.claim(Message, 3)

    assert (len(mine), len(theirs)) == (3, 2)
    assert not set(mine) & set(theirs)


def test_a_lease_that_was_taken_over_sends_nothing(smtp):
    message = promise()
    old, _ids = leases.claim(Message)
    message.lease_until = clock.now() - timedelta(seconds=1)
    db.session.commit()
    leases.claim(Message)

    delivery._deliver(message.id, old)

    assert smtp.taken == []


def test_the_worker_is_called_once_after_the_commit_and_not_before(app):
    rung: list[int] = []
    app.extensions["wake"] = lambda: rung.append(len(rung))
    try:
        for key in ("a", "b"):
            letter = Letter("Merhaba", (Paragraph("Bir satır."),))
            services.promise("t", letter, to="a@example.org", language="tr", about="X", key=key)
        assert rung == []
        transactions.save()
    finally:
        del app.extensions["wake"]

    assert rung == [0]


def test_a_worker_that_cannot_be_called_refuses_nobody(app):
    def broken() -> None:
        raise OSError("no queue")

    app.extensions["wake"] = broken
    try:
        services.wake()
        transactions.save()
    finally:
        del app.extensions["wake"]


@pytest.mark.requirement("TJ-ack_watch")
def test_an_acknowledgement_not_handed_over_in_15_minutes_is_in_trouble(app, today):
    today("2026-03-02 10:00:00")
    promise(statutory=True)
    today("2026-03-02 10:14:00")
    assert queries.in_trouble() == []
    today("2026-03-02 10:16:00")

    assert len(queries.in_trouble()) == 1


def test_staff_read_every_message_and_send_one_again(app, staff):
    message = promise()
    delivery.deliver_due()
    desk = staff("orders")

    assert "Merhaba çiçek" in Page(desk.get("/en/admin/outbox")).text
    assert "a@example.org" not in Page(desk.get("/en/admin/outbox")).text  # lists shorten names
    page = desk.get(f"/en/admin/outbox/{message.id}/html")
    assert page.headers["Content-Security-Policy"].startswith("sandbox")
    desk.post(f"/en/admin/outbox/{message.id}/again")

    assert state() is MessageState.HANDED_OVER


def test_sending_again_keeps_the_moment_of_the_promise(smtp, today, staff):
    today("2026-03-02 10:00:00")
    message = promise()
    smtp.answer = "550 nobody here"
    delivery.deliver_due()
    smtp.answer = "250"
    today("2026-03-06 10:00:00")

    staff("orders").post(f"/en/admin/outbox/{message.id}/again")

    assert state() is MessageState.HANDED_OVER
    assert clock.day_of(message.promised_at).isoformat() == "2026-03-02"


def test_what_still_waits_is_not_sent_twice_by_hand(staff):
    message = promise()
    lease, _ids = leases.claim(Message)

    delivery.again(message, "ADM:1")
    db.session.commit()

    assert leases.keep(Message, message.id, lease)


def test_in_production_staff_do_not_see_links_that_let_in(app, staff):
    link = "https://shop.example.org/en/reset/AbCdEfGhIjKlMnOpQrStUv"
    letter = Letter("Parola", (Action("Aç", link),))
    message = services.promise(
        "reset", letter, to="a@example.org", language="en", about="account", key="r"
    )
    db.session.commit()
    desk = staff("orders")
    addresses = [f"/en/admin/outbox/{message.id}{end}" for end in ("", "/html")]
    assert all("AbCdEf" in desk.get(address).get_data(as_text=True) for address in addresses)

    app.config["DEMO"] = False
    try:
        shown = [desk.get(address).get_data(as_text=True) for address in addresses]
    finally:
        app.config["DEMO"] = True

    assert not any("AbCdEf" in page for page in shown)
    assert all("/en/reset/…" in page for page in shown)


def test_a_document_is_taken_away_under_its_own_name(staff):
    paper = Enclosure("sözleşme.html", "text/html", "<p>çiçek</p>")
    letter = Letter("Merhaba", (Paragraph("Bir satır."),))
    message = services.promise(
        "t", letter, to="a@example.org", language="tr", about="X", key="e", enclosures=(paper,)
    )
    db.session.commit()
    address = f"/en/admin/outbox/{message.id}/attachments/{message.attachments[0].id}"

    answer = staff("orders").get(address)

    assert answer.get_data(as_text=True) == "<p>çiçek</p>"
    assert "filename*=UTF-8''s%C3%B6zle%C5%9Fme.html" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
