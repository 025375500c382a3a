"""Reports of what could not be delivered: read, believed only where they are ours, noted once."""

import mailbox
import re
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.messaging import bounces, delivery, return_path, services
from app.messaging.letters import Letter, Paragraph
from app.messaging.models import Message, MessageState
from tests.page import Page
from tests.post import post_office

pytestmark = pytest.mark.usefixtures("open_shop", "mailbox_for_reports")
ORDER = "M-7K2M-9CDX-4"


@pytest.fixture
def mailbox_for_reports(app, monkeypatch):
    monkeypatch.setitem(app.config, "BOUNCE_ADDRESS", "bounce@shop.example.org")


@pytest.fixture
def smtp(app):
    with post_office(app) as server:
        yield server


def a_message_handed_over(key="k1"):
    letter = Letter("Siparişiniz", (Paragraph("Bir satır."),))
    message = services.promise(
        "order-formed",
        letter,
        to="elif@example.org",
        language="tr",
        about=ORDER,
        key=key,
        statutory=True,
    )
    db.session.commit()
    delivery.deliver_now([message.id])
    return message


def report(to, action="failed", status="5.1.1", said="smtp; 550 5.1.1 no such user"):
    """A delivery report as RFC 3464 has it."""
    return f"""From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: {to}
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; elif@example.org
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--b1--
""".encode()


def last_state():
    return db.session.scalars(select(Message.state).order_by(Message.id.desc()).limit(1)).one()


@pytest.mark.requirement("DC-4.c")
def test_a_letter_leaves_with_an_address_of_its_own_for_reports(smtp):
    message = a_message_handed_over()

    address = return_path.address_for(message.id)
    assert re.fullmatch(r"bounce\+\d+-[0-9a-f]{24}@shop\.example\.org", address)
    assert len(address.split("@")[0]) <= 64
    assert smtp.senders == [address]
    assert b"yardim@example.org" in smtp.taken[0]  # people answer a person


@pytest.mark.requirement("DC-4.c")
def test_a_report_brings_the_message_back_to_the_desk_and_into_the_evidence(staff):
    message = a_message_handed_over()

    bounced = bounces.read([report(return_path.address_for(message.id))])

    db.session.commit()
    assert bounced == (1, 1)
    assert last_state() is MessageState.BOUNCED
    assert message.server_answer == "kept in the outbox"  # the first answer is kept
    assert message.last_error == "5.1.1 smtp; 550 5.1.1 no such user"
    assert evidence.kinds_of(ORDER) == [
        "message_promised",
        "message_handed_over",
        "message_bounced",
    ]
    assert "A message did not get through" in Page(staff("orders").get("/en/admin")).text


def test_the_same_report_twice_is_one():
    message = a_message_handed_over()
    raw = report(return_path.address_for(message.id))

    assert bounces.read([raw, raw]) == (1, 2)


@pytest.mark.parametrize(
    "to",
    [
        "bounce@shop.example.org",
        "bounce+1-000000000000000000000000@shop.example.org",
        "bounce+1@shop.example.org",
        "bounce+999999999999-abcdefabcdefabcdefabcdef@shop.example.org",
    ],
)
def test_a_forged_report_changes_nothing(to):
    a_message_handed_over()

    assert bounces.read([report(to)]) == (0, 1)
    assert last_state() is MessageState.HANDED_OVER


def test_the_address_of_one_message_reports_no_other():
    first, second = a_message_handed_over(), a_message_handed_over("k2")
    forged = return_path.address_for(first.id).replace(f"+{first.id}-", f"+{second.id}-")

    assert bounces.read([report(forged)]) == (0, 1)
    assert last_state() is MessageState.HANDED_OVER


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "4.2.2")]
)
def test_a_delay_or_a_success_is_no_bounce(action, status):
    message = a_message_handed_over()

    assert bounces.read([report(return_path.address_for(message.id), action, status)]) == (0, 1)
    assert last_state() is MessageState.HANDED_OVER


def test_an_out_of_office_answer_is_no_bounce():
    message = a_message_handed_over()
    mail = EmailMessage()
    mail["To"] = return_path.address_for(message.id)
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content("Tatildeyim.")

    assert bounces.read([bytes(mail)]) == (0, 1)


def test_a_bounced_message_that_was_settled_before_comes_back():
    from app.messaging import queries, remedies

    message = a_message_handed_over()
    remedies.settle(message, "told on the telephone", "ADM:1")
    db.session.commit()
    bounces.read([report(return_path.address_for(message.id))])
    db.session.commit()

    assert [m.id for m in queries.in_trouble()] == [message.id]


@pytest.mark.parametrize("kind", ["mbox", "maildir", "stdin"])
def test_the_command_reads_a_file_a_folder_or_what_it_is_given(app, tmp_path, kind):
    message = a_message_handed_over()
    raw = report(return_path.address_for(message.id))
    other = report("nobody@example.org")
    runner = app.test_cli_runner()
    if kind == "stdin":
        result = runner.invoke(args=["read-bounces"], input=raw)
        assert result.output == "1 read, 1 bounced\n"
    else:
        path = tmp_path / "box"
        box = mailbox.mbox(path) if kind == "mbox" else mailbox.Maildir(path)
        for letter in (other, raw):
            box.add(letter)
        box.close()
        assert runner.invoke(args=["read-bounces", str(path)]).output == "2 read, 1 bounced\n"
        again = runner.invoke(args=["read-bounces", str(path)]).output
        assert again == ("2 read, 0 bounced\n" if kind == "mbox" else "0 read, 0 bounced\n")
    assert last_state() is MessageState.BOUNCED


PIECES = st.sampled_from(
    [
        report("bounce+1-000000000000000000000000@shop.example.org"),
        b"Content-Type: multipart/report; boundary=b1\n\n--b1\n",
        b"Content-Type: message/delivery-status\n\n",
        b"Action: failed\nStatus: 5.0.0\n",
        b"Content-Type: text/plain; charset=\xff\xfe\nTo: =?x?q?=\n\n",
        b"From x\n",
        b"--b1--\n",
        b"\n",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.binary(max_size=300), PIECES), max_size=8))
def test_any_bytes_are_read_and_none_moves_a_message(app, parts):
    for letter in bounces.letters_in(b"".join(parts)):
        assert bounces.report_in(letter) is None


def test_every_message_state_stands_in_the_chain_of_its_order(smtp):
    smtp.answer = "550 nobody here"
    message = a_message_handed_over()

    assert db.session.scalars(select(Message.state)).one() is MessageState.BOUNCED
    assert evidence.kinds_of(ORDER) == ["message_promised", "message_bounced"]
    said = evidence.bodies_of(ORDER, "message_bounced")[0]
    assert said["message"] == message.id
    assert said["words"] == "550 nobody here"
