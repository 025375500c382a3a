"""What was promised leaves, once, and never gets lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, transactions
from app.messaging import delivery, queries, services
from app.messaging.letters import Letter, Paragraph
from app.messaging.models import Message, MessageState
from tests.conftest import SECRET
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")


class Server:
    """An SMTP server that answers as told and keeps what it takes."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.answer = "250 kept"
        self.delay = 0.0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if not self.answer.startswith("250"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        import asyncio

        if self.delay:
            await asyncio.sleep(self.delay)
        self.taken.append(envelope.content)
        return "250 kept"


@pytest.fixture
def smtp(app) -> Iterator[Server]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    app.config["MAIL_URL"] = f"smtp://127.0.0.1:{controller.port}"
    yield handler
    controller.stop()
    app.config["MAIL_URL"] = "outbox:"


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
    assert db.session.scalars(select(Message.server_answer)).one() == "250 accepted"


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
    today("2026-03-05 10:00:01")
    delivery.deliver_due()

    assert state() is MessageState.FAILED
    assert "A message did not get through" in Page(staff("orders").get("/en/admin")).text


def test_a_server_that_says_never_bounces_at_once(smtp):
    promise()
    smtp.answer = "550 nobody here"

    delivery.deliver_due()

    assert state() is MessageState.BOUNCED


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


WORK = """
from app import create_app
from app.messaging import delivery
app = create_app()
with app.app_context():
    delivery.deliver_due()
"""


def test_a_worker_killed_in_mid_delivery_loses_nothing(smtp, app, tmp_path):
    promise()
    url = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    smtp.delay = 30
    env = {
        **os.environ,
        "DEMO": "1",
        "DATABASE_URL": url,
        "SECRET_KEYS": SECRET,
        "MAIL_URL": app.config["MAIL_URL"],
    }
    root = Path(__file__).resolve().parents[2]
    worker = subprocess.Popen([sys.executable, "-c", WORK], cwd=root, env=env)
    for _ in range(200):
        time.sleep(0.1)
        with transactions.reading():
            taken = db.session.scalars(select(Message.lease)).one()
            db.session.rollback()
        if taken:
            break
    time.sleep(0.5)
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    smtp.delay = 0
    row = db.session.scalars(select(Message)).one()
    assert row.state is MessageState.PROMISED
    delivery.deliver_due()
    assert state() is MessageState.PROMISED  # the dead worker's lease still runs
    row.lease_until = clock.now() - timedelta(seconds=1)
    db.session.commit()
    delivery.deliver_due()

    assert state() is MessageState.HANDED_OVER
