"""What leaves the system every night, so that nobody inside can rewrite the past unseen."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.evidence import checkpoints as evidence
from app.evidence import services
from app.evidence.models import EvidenceChain
from app.extensions import db
from app.messaging.models import Message
from app.records import checkpoints
from app.settings import services as settings
from app.timers.services import run_due
from app.timers_list import JOBS
from tests.page import Page

JOB = [job for job in JOBS if job.name == "checkpoint"]


def keep_at(*addresses):
    settings.change("checkpoint_to", ", ".join(addresses), "test")
    db.session.commit()


@pytest.mark.usefixtures("open_shop")
def test_every_night_heads_and_lengths_are_mailed_to_all_who_keep_them(today):
    services.record("M-1", "one", {"said": "one"}, "SYS")
    keep_at("noter@example.org", "muhasebe@example.org")
    today("2026-03-17 03:31:00")
    run_due(JOB)

    mails = db.session.scalars(select(Message).where(Message.kind == "checkpoint")).all()
    chain = db.session.scalars(select(EvidenceChain)).one()
    assert {mail.recipient for mail in mails} == {"noter@example.org", "muhasebe@example.org"}
    text = mails[0].attachments[0].body
    assert f"M-1 1 {chain.head_hash}" in text
    assert evidence.contradicted(text) == []


@pytest.mark.usefixtures("open_shop")
def test_the_same_night_twice_is_one_mail_each(today):
    keep_at("noter@example.org")
    today("2026-03-17 03:31:00")
    checkpoints.send()
    checkpoints.send()

    assert len(db.session.scalars(select(Message)).all()) == 1


def test_the_checkpoint_says_when_it_was_made(app, today):
    today("2026-03-17 03:30:00")

    assert f"made {datetime(2026, 3, 17, 0, 30, tzinfo=UTC).isoformat()}" in evidence.written()


def test_before_going_live_the_desk_names_that_nobody_outside_keeps_checkpoints(staff):
    desk = staff("settings")
    assert "Nobody outside keeps the checkpoints" in Page(desk.get("/en/admin")).text
    keep_at("noter@example.org")

    assert "Nobody outside keeps the checkpoints" not in Page(desk.get("/en/admin")).text
